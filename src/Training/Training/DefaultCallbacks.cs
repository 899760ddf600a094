namespace Gen.Training;

/// <summary>The callbacks that a trainer adds in a recorded run, each unless it was given one of the same kind.</summary>
[Flags]
public enum DefaultCallbacks
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A <see cref="Training.ProgressBar"/>.</summary>
    ProgressBar = 1,

    /// <summary>A <see cref="Training.TensorBoard"/> callback, which writes to the run folder.</summary>
    TensorBoard = 2,

    /// <summary>A <see cref="BackupAndRestore"/> callback, which keeps the checkpoints of the last two epochs.</summary>
    Checkpoints = 4,

    /// <summary>All of them.</summary>
    All = ProgressBar | TensorBoard | Checkpoints,
}
