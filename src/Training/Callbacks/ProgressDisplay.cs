namespace Gen.Training;

/// <summary>Shows the progress of a training in place of the terminal and the log, such as in a cell of a notebook.</summary>
internal interface IProgressDisplay
{
    /// <summary>Shows the progress in place of what was shown before.</summary>
    void Update(TrainingProgress progress);
}

/// <summary>The progress of a training.</summary>
/// <param name="Trainer">The name of the trainer; null for none.</param>
/// <param name="EpochsDone">The number of epochs done, with the part of the current one.</param>
/// <param name="Epochs">The number of epochs to train.</param>
/// <param name="Values">The values of the last epoch; empty before its end.</param>
/// <param name="End">Why the training ended early; null if it did not.</param>
internal sealed record TrainingProgress(string? Trainer, double EpochsDone, int Epochs, LogValues Values, string? End = null);
