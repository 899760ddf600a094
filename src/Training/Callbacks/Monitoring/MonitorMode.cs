namespace Gen.Training;

/// <summary>The direction in which a monitored value improves.</summary>
public enum MonitorMode
{
    /// <summary>Told from the key: lower for losses and errors, higher for accuracies and scores. A key that tells neither is an error before the first batch.</summary>
    Auto,

    /// <summary>Lower is better.</summary>
    Min,

    /// <summary>Higher is better.</summary>
    Max,
}
