namespace Gen.Training;

/// <summary>Which of the weights that a run saved.</summary>
public enum Weights
{
    /// <summary>
    /// Those of the best epoch: the file of a <see cref="ModelCheckpoint"/> with <see cref="ModelCheckpoint.SaveBestOnly"/>; without one, what an
    /// <see cref="EarlyStopping"/> with <see cref="EarlyStopping.RestoreBestWeights"/> holds in the newest checkpoint; without either, the last ones.
    /// </summary>
    Best,

    /// <summary>Those that were trained the longest, in a checkpoint of <see cref="BackupAndRestore"/> or a file of <see cref="ModelCheckpoint"/>.</summary>
    Last,
}
