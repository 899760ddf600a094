namespace Gen.Training;

/// <summary>
/// Something reusable that goes along with training: it is told of each stage and sees the <see cref="TrainingContext"/>. An exception that it
/// throws fails the run, under the callback's name.
/// </summary>
public abstract class Callback
{
    /// <summary>The name in messages.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Keys of log values that it needs, checked before the first batch: an unknown one is an error there.</summary>
    public virtual IEnumerable<string> Monitors => [];

    /// <summary>Keeps in a checkpoint what the callback's further course depends on. Called between steps, after all callbacks were told of the last one.</summary>
    public virtual void SaveState(CheckpointState state)
    {
    }

    /// <summary>Takes over what <see cref="SaveState"/> kept, in a new process perhaps. Called after <see cref="OnTrainBegin"/>.</summary>
    public virtual void LoadState(CheckpointState state)
    {
    }

    /// <summary>Called before the first epoch of a fit.</summary>
    public virtual void OnTrainBegin(TrainingContext context)
    {
    }

    /// <summary>Called after the last epoch of a fit, also one that was stopped.</summary>
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

    /// <summary>Called after each training step.</summary>
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

    /// <summary>Called when training, evaluation or prediction fails; the exception goes on afterwards.</summary>
    public virtual void OnException(TrainingContext context, Exception exception)
    {
    }
}
