using Gen.Training.Checkpoints;

namespace Gen.Training.Tests.Support;

/// <summary>A run's record in memory: lines that positions count.</summary>
internal sealed class ReplayedRecord(string folder, bool replaying = false) : IRunRecord
{
    public List<string> Calls { get; } = [];
    public int Lines { get; set; }
    public string? Folder => folder;
    public bool IsReplaying { get; private set; } = replaying;
    public string? RandomState { get; set; } = replaying ? "fresh" : "run's";

    public string? Position() => $"line {Lines}";

    public void ContinueFrom(string position)
    {
        Calls.Add(position);
        IsReplaying = false;
    }
}
