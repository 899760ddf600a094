namespace Gen.Training;

/// <summary>A callback made of delegates.</summary>
public sealed class LambdaCallback : Callback
{
    /// <summary>Called before the first epoch of a fit.</summary>
    public Action<TrainingContext>? TrainBegin { get; init; }

    /// <summary>Called after the last epoch of a fit, also if the training was stopped early.</summary>
    public Action<TrainingContext>? TrainEnd { get; init; }

    /// <summary>Called before each epoch.</summary>
    public Action<TrainingContext>? EpochBegin { get; init; }

    /// <summary>Called after each epoch and its validation.</summary>
    public Action<TrainingContext>? EpochEnd { get; init; }

    /// <summary>Called before each training step.</summary>
    public Action<TrainingContext>? BatchBegin { get; init; }

    /// <summary>Called after each training step.</summary>
    public Action<TrainingContext>? BatchEnd { get; init; }

    /// <summary>Called before each evaluation, validation included.</summary>
    public Action<TrainingContext>? TestBegin { get; init; }

    /// <summary>Called after each evaluation, validation included.</summary>
    public Action<TrainingContext>? TestEnd { get; init; }

    /// <summary>Called before each batch of an evaluation.</summary>
    public Action<TrainingContext>? TestBatchBegin { get; init; }

    /// <summary>Called after each batch of an evaluation.</summary>
    public Action<TrainingContext>? TestBatchEnd { get; init; }

    /// <summary>Called before a prediction.</summary>
    public Action<TrainingContext>? PredictBegin { get; init; }

    /// <summary>Called after a prediction.</summary>
    public Action<TrainingContext>? PredictEnd { get; init; }

    /// <summary>Called before each batch of a prediction.</summary>
    public Action<TrainingContext>? PredictBatchBegin { get; init; }

    /// <summary>Called after each batch of a prediction.</summary>
    public Action<TrainingContext>? PredictBatchEnd { get; init; }

    /// <summary>Called when training, evaluation or prediction fails. The exception is thrown again afterwards.</summary>
    public Action<TrainingContext, Exception>? Failed { get; init; }

    /// <summary>Called when a checkpoint is saved, to save the state that a resumed training needs.</summary>
    public Action<CheckpointState>? Saving { get; init; }

    /// <summary>Called when a checkpoint is restored, to restore the state that <see cref="Saving"/> saved.</summary>
    public Action<CheckpointState>? Loading { get; init; }

    /// <summary>The keys of the scalars that the delegates read. One that is not logged is an error before the first batch.</summary>
    public IReadOnlyCollection<string> MonitoredKeys { get; init; } = [];

    /// <inheritdoc/>
    public override IEnumerable<string> Monitors => MonitoredKeys;

    /// <inheritdoc/>
    public override void SaveState(CheckpointState state) => Saving?.Invoke(state);

    /// <inheritdoc/>
    public override void LoadState(CheckpointState state) => Loading?.Invoke(state);

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context) => TrainBegin?.Invoke(context);

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context) => TrainEnd?.Invoke(context);

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingContext context) => EpochBegin?.Invoke(context);

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context) => EpochEnd?.Invoke(context);

    /// <inheritdoc/>
    public override void OnBatchBegin(TrainingContext context) => BatchBegin?.Invoke(context);

    /// <inheritdoc/>
    public override void OnBatchEnd(TrainingContext context) => BatchEnd?.Invoke(context);

    /// <inheritdoc/>
    public override void OnTestBegin(TrainingContext context) => TestBegin?.Invoke(context);

    /// <inheritdoc/>
    public override void OnTestEnd(TrainingContext context) => TestEnd?.Invoke(context);

    /// <inheritdoc/>
    public override void OnTestBatchBegin(TrainingContext context) => TestBatchBegin?.Invoke(context);

    /// <inheritdoc/>
    public override void OnTestBatchEnd(TrainingContext context) => TestBatchEnd?.Invoke(context);

    /// <inheritdoc/>
    public override void OnPredictBegin(TrainingContext context) => PredictBegin?.Invoke(context);

    /// <inheritdoc/>
    public override void OnPredictEnd(TrainingContext context) => PredictEnd?.Invoke(context);

    /// <inheritdoc/>
    public override void OnPredictBatchBegin(TrainingContext context) => PredictBatchBegin?.Invoke(context);

    /// <inheritdoc/>
    public override void OnPredictBatchEnd(TrainingContext context) => PredictBatchEnd?.Invoke(context);

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception) => Failed?.Invoke(context, exception);
}
