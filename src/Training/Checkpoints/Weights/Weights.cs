namespace Gen.Training;

/// <summary>The weights of a run to load.</summary>
public enum Weights
{
    /// <summary>
    /// The weights of the best epoch: the file of a <see cref="ModelCheckpoint"/> with <see cref="ModelCheckpoint.SaveBestOnly"/>, or those
    /// that an <see cref="EarlyStopping"/> with <see cref="EarlyStopping.RestoreBestWeights"/> has in the newest checkpoint, or the last
    /// ones.
    /// </summary>
    Best,

    /// <summary>The last weights, in a checkpoint of <see cref="BackupAndRestore"/> or a file of <see cref="ModelCheckpoint"/>.</summary>
    Last,
}

/// <summary>The weights that were loaded into a model.</summary>
/// <param name="File">The absolute path of the file.</param>
/// <param name="Fit">The fit of the run, from 1.</param>
/// <param name="Epochs">The number of epochs that they were trained for.</param>
/// <param name="Step">The number of steps when the file was written.</param>
/// <param name="Monitor">The key of the log value by which they are the best; null for the last weights.</param>
/// <param name="Value">The value of <paramref name="Monitor"/>; NaN for the last weights.</param>
public sealed record LoadedWeights(string File, int Fit, int Epochs, long Step, string? Monitor, double Value)
{
    /// <summary>Whether they are the best weights by <see cref="Monitor"/>.</summary>
    public bool AreBest => Monitor is not null;

    /// <summary>The names of the classes by index; empty if unknown.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];
}
