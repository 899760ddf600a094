using Gen.Training.Checkpoints;

namespace Gen.Training.Tests.Support;

/// <summary>A run record in memory, whose position is a number of lines.</summary>
internal sealed class FakeRunRecord(string folder, bool replaying = false) : IRunRecord
{
    /// <summary>The positions from which the record was continued.</summary>
    public List<string> Positions { get; } = [];
    public int Lines { get; set; }
    public string? Folder => folder;
    public bool IsReplaying { get; private set; } = replaying;
    public string? RandomState { get; set; } = replaying ? "fresh" : "run's";

    public string? Position() => $"line {Lines}";

    public void ContinueFrom(string position)
    {
        Positions.Add(position);
        IsReplaying = false;
    }
}
