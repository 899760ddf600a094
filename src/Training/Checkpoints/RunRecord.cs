namespace Gen.Training.Checkpoints;

/// <summary>A run's own answers; without a run there are none.</summary>
internal sealed class RunRecord(Run? run) : IRunRecord
{
    public string? Folder => run?.Directory is { } directory ? Path.Combine(directory, "checkpoints") : null;

    public bool IsReplaying => false;

    public string? RandomState
    {
        get => null;
        set { }
    }

    public string? Position() => null;

    public void ContinueFrom(string position)
    {
    }
}
