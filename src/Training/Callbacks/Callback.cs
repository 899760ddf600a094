using Gen.Training.Charts;

namespace Gen.Training;

/// <summary>
/// Base class for training callbacks. A trainer invokes the methods that a callback overrides at each stage of a fit, an evaluation or a
/// prediction. An exception that a callback throws fails the run, under the callback's name.
/// </summary>
public abstract class Callback
{
    /// <summary>The name of the callback in messages and checkpoints. The default value is the name of the type.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The keys of the scalars that the callback monitors. One that is not logged is an error before the first batch.
    /// <see cref="OnEpochEnd"/> is not called after an epoch that lacks one: a canceled one, or one without validation.</summary>
    public virtual IEnumerable<string> Monitors => [];

    /// <summary>The keys of the log values of any shape that the callback reads. One that is not logged is an error before the first
    /// batch.</summary>
    public virtual IEnumerable<string> Reads => [];

    /// <summary>Whether the callback needs <see cref="RunOptions.Services"/>. A run without them is an error before the first
    /// batch.</summary>
    public virtual bool NeedsServices => false;

    /// <summary>The subject of messages about failures of the callback: <c>callback EarlyStopping</c>.</summary>
    public virtual string Subject => $"callback {Name}";

    /// <summary>What the callback writes beside the training; null if it writes nothing.</summary>
    internal virtual CallbackOutput? Output => null;

    /// <summary>Saves the state that a resumed training needs. Called between steps, after all callbacks' methods of the last
    /// step.</summary>
    public virtual void SaveState(CheckpointState state)
    {
    }

    /// <summary>Restores the state that <see cref="SaveState"/> saved, possibly in another process. Called after
    /// <see cref="OnTrainBegin"/>, and for a checkpoint within an epoch after <see cref="OnEpochBegin"/>.</summary>
    public virtual void LoadState(CheckpointState state)
    {
    }

    /// <summary>Called before the first epoch of a fit.</summary>
    public virtual void OnTrainBegin(TrainingContext context)
    {
    }

    /// <summary>Called after the last epoch of a fit, also if the training was stopped early.</summary>
    public virtual void OnTrainEnd(TrainingContext context)
    {
    }

    /// <summary>Called before each epoch.</summary>
    public virtual void OnEpochBegin(TrainingContext context)
    {
    }

    /// <summary>Called after each epoch and its validation.</summary>
    public virtual void OnEpochEnd(TrainingContext context)
    {
    }

    /// <summary>Called before each training step.</summary>
    public virtual void OnBatchBegin(TrainingContext context)
    {
    }

    /// <summary>Called after each training step. The number of completed steps is <see cref="TrainingContext.Step"/> + 1.</summary>
    public virtual void OnBatchEnd(TrainingContext context)
    {
    }

    /// <summary>Called before each evaluation, validation included.</summary>
    public virtual void OnTestBegin(TrainingContext context)
    {
    }

    /// <summary>Called after each evaluation, validation included.</summary>
    public virtual void OnTestEnd(TrainingContext context)
    {
    }

    /// <summary>Called before each batch of an evaluation.</summary>
    public virtual void OnTestBatchBegin(TrainingContext context)
    {
    }

    /// <summary>Called after each batch of an evaluation.</summary>
    public virtual void OnTestBatchEnd(TrainingContext context)
    {
    }

    /// <summary>Called before a prediction.</summary>
    public virtual void OnPredictBegin(TrainingContext context)
    {
    }

    /// <summary>Called after a prediction.</summary>
    public virtual void OnPredictEnd(TrainingContext context)
    {
    }

    /// <summary>Called before each batch of a prediction.</summary>
    public virtual void OnPredictBatchBegin(TrainingContext context)
    {
    }

    /// <summary>Called after each batch of a prediction.</summary>
    public virtual void OnPredictBatchEnd(TrainingContext context)
    {
    }

    /// <summary>Called when training, evaluation or prediction fails. The exception is thrown again afterwards.</summary>
    public virtual void OnException(TrainingContext context, Exception exception)
    {
    }
}

/// <summary>A callback that receives charts: <see cref="TrainingContext.AddChart"/> passes each chart to every callback of the trainer
/// with this interface.</summary>
public interface IChartSink
{
    /// <summary>Adds a chart of the current epoch and step.</summary>
    /// <param name="context">The training.</param>
    /// <param name="name">The name of the chart, the same from epoch to epoch: <c>confusion_matrix</c>.</param>
    /// <param name="chart">The chart, which must not be changed.</param>
    void AddChart(TrainingContext context, string name, Chart chart);
}

/// <summary>A callback that was given the names of the classes. <see cref="TrainingContext.ClassNames"/> are those of the first
/// one.</summary>
public interface IHasClassNames
{
    /// <summary>The name of each class; null for none.</summary>
    IReadOnlyList<string>? ClassNames { get; }
}
