using System.ComponentModel;
using Gen.Training.Charts;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>What hooks and callbacks see of a trainer: one object for a whole fit, whose values are those of the moment.</summary>
public sealed class TrainingContext
{
    private Tensor? _batchLoss;
    private double? _batchLossValue;

    /// <summary>Made by a trainer, and by tests of callbacks.</summary>
    /// <param name="model">The model.</param>
    /// <param name="device">Where it computes.</param>
    public TrainingContext(nn.Module model, Device device) => (Model, Device) = (model, device);

    /// <summary>The model.</summary>
    public nn.Module Model { get; }

    /// <summary>The optimizer; null where nothing is trained.</summary>
    public optim.Optimizer? Optimizer { get; init; }

    /// <summary>Where the model computes.</summary>
    public Device Device { get; }

    /// <summary>The run that this is part of; null outside one.</summary>
    public Run? Run { get; init; }

    /// <summary>Callbacks that take pictures.</summary>
    public IReadOnlyList<IChartSink> ChartSinks { get; init; } = [];

    /// <summary>What the classes are called, where a callback was told (<see cref="EvaluationCharts"/>, <see cref="TensorBoard"/>); else empty.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Which training of the run this is, from 1.</summary>
    internal int FitNumber { get; set; } = 1;

    /// <summary>Epochs to train, those before <c>initialEpoch</c> counted.</summary>
    public int Epochs { get; internal set; }

    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Steps in an epoch; null where the data does not say.</summary>
    public int? Steps { get; internal set; }

    /// <summary>Training steps since the first epoch began.</summary>
    public long Step { get; internal set; }

    /// <summary>The batch in its epoch or evaluation, from 0.</summary>
    public int Batch { get; internal set; }

    /// <summary>Rows in a batch, the last one perhaps having fewer; null where the data does not say.</summary>
    public int? BatchSize { get; internal set; }

    /// <summary>Rows in an epoch; null where the data does not say.</summary>
    public long? Samples { get; internal set; }

    /// <summary>Each epoch ends with a look at validation data.</summary>
    public bool HasValidation { get; internal set; }

    /// <summary>The evaluation going on is the validation at an epoch's end.</summary>
    public bool IsValidating { get; internal set; }

    /// <summary>
    /// A checkpoint was found, and what callbacks kept will be given to their <see cref="Callback.LoadState"/>: at the beginning of training, and of an
    /// epoch that was begun before, files that are there must not be written over. <see cref="Epoch"/> and <see cref="Step"/> already say where training goes on.
    /// </summary>
    public bool IsRestoring { get; internal set; }

    /// <summary>The experiment's metrics.</summary>
    public IReadOnlyList<MetricInfo> Metrics { get; internal set; } = [];

    /// <summary>Keys of the scalars that an epoch logs: <c>loss</c>, <c>accuracy</c>, <c>lr</c>, <c>val_loss</c> …</summary>
    public IReadOnlyList<string> LogNames { get; internal set; } = [];

    /// <summary>What computes the experiment's metrics; null without any.</summary>
    internal IExperimentHooks? Hooks { get; init; }

    /// <summary>Step size of the optimizer's first group of parameters now; NaN without one.</summary>
    public double LearningRate => Optimizer?.ParamGroups.FirstOrDefault()?.LearningRate ?? double.NaN;

    /// <summary>Ends the training after the step it is in.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The batch's mean loss, a scalar on the device. Valid until the step ends; reading it does not wait for the device.</summary>
    public Tensor? BatchLoss
    {
        get => _batchLoss;
        internal set => (_batchLoss, _batchLossValue) = (value, null);
    }

    /// <summary>The batch's mean loss as a number, which waits for the device; read once a batch, however often it is asked for. NaN outside a batch.</summary>
    public double BatchLossValue
    {
        get
        {
            if (_batchLoss is null)
                return double.NaN;
            if (_batchLossValue is null)
            {
                DeviceReads++;
                _batchLossValue = _batchLoss.ToDouble();
            }

            return _batchLossValue.Value;
        }
    }

    /// <summary>What went into the model; valid until the step ends.</summary>
    public Tensor? Input { get; internal set; }

    /// <summary>The batch's labels; valid until the step ends.</summary>
    public Tensor? Target { get; internal set; }

    /// <summary>What the model made of the input; valid until the step ends.</summary>
    public Tensor? Prediction { get; internal set; }

    /// <summary>Weights of the batch's rows; null for 1 each.</summary>
    public Tensor? SampleWeight { get; internal set; }

    /// <summary>At an epoch's end its values, exact over the epoch, validation included; at an evaluation's end its values. Empty at first.</summary>
    public LogValues Logs { get; internal set; } = new();

    /// <summary>Training ends after the step or epoch it is in.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Why it was stopped; null while it is not.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Name of the experiment's hook that was called last; generated code sets it, for messages.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public string? Hook { get; set; }

    /// <summary>Told of each phase that ends; null where nobody profiles.</summary>
    internal PhaseClock? Clock { get; set; }

    /// <summary>How often a hook or callback waited for the device to read a batch's loss.</summary>
    internal int DeviceReads { get; private set; }

    /// <summary>Ends the training after the step or epoch it is in. The first reason given is kept.</summary>
    /// <param name="reason">For people: <c>val_loss did not improve for 10 epochs</c>.</param>
    public void Stop(string reason)
    {
        IsStopping = true;
        StopReason ??= reason;
    }

    /// <summary>Hands a picture to every callback that takes some (<see cref="IChartSink"/>); where there is none, nothing happens.</summary>
    /// <param name="name">What it shows, the same from epoch to epoch: <c>confusion_matrix</c>.</param>
    /// <param name="chart">The picture.</param>
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
                // Not the fault of whoever drew the picture, whose name the dispatcher would give.
                throw new TrainingException($"callback {(sink as Callback)?.Name ?? sink.GetType().Name} failed at the chart '{name}': {e.Message}", e) { IsNamed = true };
            }
        }
    }

    internal void Start() => (IsStopping, StopReason) = (false, null);

    /// <summary>Forgets a batch, whose tensors are about to be freed.</summary>
    internal void EndBatch() => (BatchLoss, Input, Target, Prediction, SampleWeight) = (null, null, null, null, null);
}
