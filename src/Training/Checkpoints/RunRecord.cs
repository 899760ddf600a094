namespace Gen.Training.Checkpoints;

/// <summary>What checkpoints need of the run: where they go, where its record stands, and its random streams.</summary>
internal interface IRunRecord
{
    /// <summary>Where the run's checkpoints are; null where it is not recorded.</summary>
    string? Folder { get; }

    /// <summary>The run is being resumed and has not come to its newest checkpoint: what it records now was recorded before.</summary>
    bool IsReplaying { get; }

    /// <summary>Where the run's random streams stand, as text; null if there are none.</summary>
    string? RandomState { get; set; }

    /// <summary>Where the record stands, as text: all that was recorded until now is on its way to disk; null if nothing is recorded.</summary>
    string? Position();

    /// <summary>Cuts the record to where it stood and goes on there.</summary>
    void ContinueFrom(string position);
}

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
