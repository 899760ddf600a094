namespace Gen.Training;

/// <summary>Which direction of a monitored value is an improvement.</summary>
public enum MonitorMode
{
    /// <summary>Told from the name: losses and errors should fall, accuracies and scores rise. A name that tells neither is an error before the first batch.</summary>
    Auto,

    /// <summary>Lower is better.</summary>
    Min,

    /// <summary>Higher is better.</summary>
    Max,
}
