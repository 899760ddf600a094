namespace Gen.Training.Checkpoints;

/// <summary>The parts of a run that checkpoints need: their folder, the position of the record, and random states.</summary>
internal interface IRunRecord
{
    /// <summary>The folder of checkpoints; null if the run is not recorded.</summary>
    string? Folder { get; }

    /// <summary>Whether the run is resumed and has not reached its newest checkpoint, so that what it records was recorded
    /// before.</summary>
    bool IsReplaying { get; }

    /// <summary>The state of the run's random streams; null if there are none.</summary>
    string? RandomState { get; set; }

    /// <summary>Flushes the record and returns its position; null if nothing is recorded.</summary>
    string? Position();

    /// <summary>Truncates the record to a position and continues there.</summary>
    void ContinueFrom(string position);
}

/// <summary>The record of a run; empty without a run.</summary>
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
