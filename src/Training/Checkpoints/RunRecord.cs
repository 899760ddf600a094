namespace Gen.Training.Checkpoints;

/// <summary>A run's own answers; without a run there are none.</summary>
internal sealed class RunRecord(Run? run) : IRunRecord
{
    public string? Folder => run?.Checkpoints;

    public bool IsReplaying => run is { IsReplaying: true };

    public string? RandomState
    {
        get => run?.SaveRandomState();
        set => run?.LoadRandomState(value!);
    }

    public string? Position() => run?.RecordPosition();

    public void ContinueFrom(string position) => run?.ContinueFrom(position);
}
