using Gen.Training.Charts;
using Gen.Training.Data;
using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The current state of a trainer, for callbacks. A fit has one instance, whose values change during training.</summary>
public sealed class TrainingContext
{
    /// <summary>The stop reason of a canceled run. It is not saved in checkpoints, so that a resumed run continues.</summary>
    internal const string CancellationRequested = "cancellation was requested";

    /// <summary>Initializes a context, such as for a test of a callback.</summary>
    /// <param name="model">The model.</param>
    /// <param name="device">The device on which the model computes.</param>
    public TrainingContext(nn.Module model, Device device) => (Model, Device) = (model, device);

    /// <summary>The model.</summary>
    public nn.Module Model { get; }

    /// <summary>The optimizer; null if the trainer has none.</summary>
    public optim.Optimizer? Optimizer { get; init; }

    /// <summary>The device on which the model computes.</summary>
    public Device Device { get; }

    /// <summary>The run that the training is part of; null outside a run.</summary>
    public Run? Run { get; init; }

    /// <summary>The name of the trainer, which is also the folder of its files in the run folder; null for none.</summary>
    public string? TrainerName { get; init; }

    /// <summary>The token that ends the training after the current step.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The callbacks that receive charts.</summary>
    public IReadOnlyList<IChartSink> ChartSinks { get; init; } = [];

    /// <summary>The names of the classes, from the first callback that has them (<see cref="IHasClassNames"/>); empty if none
    /// does.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The length and the data of the fit.</summary>
    public FitInfo Fit { get; init; } = new();

    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; internal set; }

    /// <summary>The number of batches trained before the current one, since the first epoch began; in <see cref="Callback.OnBatchEnd"/>
    /// the current batch is not counted yet. With <see cref="TrainerOptions.AccumulateSteps"/>, several batches make one step of the
    /// optimizer.</summary>
    public long Step { get; internal set; }

    /// <summary>The number of steps that the optimizer made before the current batch, since the first epoch began: as many as
    /// <see cref="Step"/>, or fewer where gradients are accumulated. In <see cref="Callback.OnBatchEnd"/> the step of the current batch
    /// is counted already.</summary>
    public long OptimizerStep { get; internal set; }

    /// <summary>The batch of the epoch or the evaluation.</summary>
    public BatchContext Batch { get; internal set; } = new();

    /// <summary>
    /// The values of the experiment's metrics over the current batch only, for <see cref="Callback.OnBatchEnd"/> and
    /// <see cref="Callback.OnTestBatchEnd"/>; without values if there are no metrics. They are computed when they are read for the first
    /// time in a batch, which waits for the device; further reads return the same values. Nothing is computed in a batch in which they
    /// are not read.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are metrics, but the batch has no prediction: it is not computed yet, or the
    /// custom step returned none.</exception>
    public MetricValues BatchMetrics => Batch.Metrics ??= ComputeBatchMetrics();

    /// <summary>Whether the evaluation that is running is a validation, at the end of an epoch or within it.</summary>
    public bool IsValidating { get; internal set; }

    /// <summary>Whether the validation that is running is within an epoch (<see cref="TrainerOptions.ValidateEveryNSteps"/>), which
    /// continues afterwards.</summary>
    public bool IsWithinEpoch { get; internal set; }

    /// <summary>The values of the last epoch, exact over all rows and including those of the validation, or of the last evaluation; empty
    /// before.</summary>
    public LogValues Logs { get; internal set; } = new();

    /// <summary>The experiment's metrics.</summary>
    public IReadOnlyList<MetricInfo> Metrics => ExperimentMetrics?.Infos ?? [];

    /// <summary>The learning rate of the optimizer's first parameter group; NaN without an optimizer.</summary>
    public double LearningRate => Optimizer?.ParamGroups.FirstOrDefault()?.LearningRate ?? double.NaN;

    /// <summary>Whether training ends after the current step or epoch.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>The reason passed to <see cref="Stop"/>; null if training was not stopped.</summary>
    public string? StopReason { get; private set; }

    /// <summary>The values of the last validation in the epoch; null before the first one.</summary>
    internal LogValues? Validation { get; set; }

    /// <summary>The metrics; null without metrics.</summary>
    internal ExperimentMetrics? ExperimentMetrics { get; init; }

    /// <summary>The clock of the profiler; null without a profiler.</summary>
    internal PhaseClock? Clock { get; set; }

    /// <summary>Whether training ends because the run was canceled.</summary>
    internal bool IsCanceled => StopReason == CancellationRequested;

    /// <summary>Ends training after the current step or epoch. The reason of the first call is kept.</summary>
    /// <param name="reason">The reason, for messages: <c>val_loss did not improve for 10 epochs</c>.</param>
    public void Stop(string reason)
    {
        IsStopping = true;
        StopReason ??= reason;
    }

    /// <summary>Passes a chart to every callback that receives charts (<see cref="IChartSink"/>), if there are any.</summary>
    /// <param name="name">The name of the chart, the same from epoch to epoch: <c>confusion_matrix</c>.</param>
    /// <param name="chart">The chart.</param>
    /// <exception cref="TrainingException">One of these callbacks failed.</exception>
    public void AddChart(string name, Chart chart)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(chart);
        foreach (var sink in ChartSinks)
        {
            try
            {
                sink.AddChart(this, name, chart);
            }
            catch (Exception e) when (e is not OperationCanceledException and not UserErrorException)
            {
                // Otherwise, the name of the callback that drew the chart would be added.
                var subject = CallbackList.Capitalized((sink as Callback)?.Subject ?? sink.GetType().Name);
                throw new TrainingException($"{subject} failed in AddChart for '{name}': {e.Message}", e) { IsNamed = true };
            }
        }
    }

    private MetricValues ComputeBatchMetrics()
    {
        if (ExperimentMetrics is not { } metrics)
            return NoMetricValues.Instance;
        if (Batch.Prediction is not { } prediction)
            throw new InvalidOperationException(
                "BatchMetrics can be read only after a batch whose step returned a prediction, in OnBatchEnd and OnTestBatchEnd."
            );
        using var withoutGradients = no_grad();
        using var state = metrics.CreateState();
        var rows = Batch.MetricRows(prediction);
        metrics.Update(state, Batch.Input, rows.Target, rows.Prediction, rows.SampleWeight, rows.Mask);
        return metrics.Compute(state);
    }

    /// <summary>Withdraws what <see cref="Stop"/> requested.</summary>
    internal void Start() => (IsStopping, StopReason) = (false, null);

    internal void Cancel() => Stop(CancellationRequested);

    /// <summary>Returns whether an exception is the requested cancellation. Another cancellation, such as of a request that timed out, is
    /// a failure.</summary>
    internal bool IsCancellation(Exception exception) =>
        exception is OperationCanceledException && CancellationToken.IsCancellationRequested;
}

/// <summary>The length and the data of a fit, an evaluation or a prediction.</summary>
public sealed class FitInfo
{
    /// <summary>The number of epochs to train, including those before <c>initialEpoch</c>.</summary>
    public int Epochs { get; init; }

    /// <summary>The number of batches in an epoch; null if unknown.</summary>
    public int? BatchesPerEpoch { get; init; }

    /// <summary>The number of batches in a step of the optimizer (<see cref="TrainerOptions.AccumulateSteps"/>). The last step of an
    /// epoch may have fewer.</summary>
    public int BatchesPerStep { get; init; } = 1;

    /// <summary>The number of steps of the optimizer in an epoch; null if unknown.</summary>
    public int? StepsPerEpoch => (BatchesPerEpoch + BatchesPerStep - 1) / BatchesPerStep;

    /// <summary>The number of rows in a batch; null if unknown. The last batch may have fewer.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The number of rows in an epoch; null if unknown.</summary>
    public long? Rows { get; init; }

    /// <summary>Whether there is validation data.</summary>
    public bool HasValidation { get; init; }

    /// <summary>The keys of the scalars that an epoch logs: <c>loss</c>, <c>accuracy</c>, <c>lr</c>, <c>val_loss</c> …</summary>
    public IReadOnlyList<string> LoggedKeys { get; init; } = [];

    /// <summary>
    /// Whether a checkpoint was found and <see cref="Callback.LoadState"/> will be called. Until then, existing files must not be
    /// overwritten. <see cref="TrainingContext.Epoch"/> and <see cref="TrainingContext.Step"/> already have the values from which
    /// training continues.
    /// </summary>
    public bool IsRestoring { get; internal set; }

    /// <summary>The number of the fit in its run, from 1.</summary>
    internal int Number { get; init; } = 1;

    internal static FitInfo Create(
        IBatchSource data,
        ExperimentMetrics? metrics,
        int epochs = 0,
        bool hasValidation = false,
        int number = 1,
        int batchesPerStep = 1
    ) =>
        new()
        {
            Epochs = epochs,
            BatchesPerEpoch = data.BatchCount,
            BatchesPerStep = batchesPerStep,
            BatchSize = data.BatchSize,
            Rows = data.Rows,
            HasValidation = hasValidation,
            LoggedKeys = LogKeys.Create(metrics?.Infos ?? [], hasValidation),
            Number = number,
        };
}
