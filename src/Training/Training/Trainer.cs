using Gen.Training.Checkpoints;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Trains, evaluates and predicts with a model. The generated <c>CreateTrainer</c> of an experiment creates one with the experiment's
/// metrics and hooks. A trainer does not own the model, the optimizer or the data.
/// </summary>
/// <typeparam name="TLogs">The type of an evaluation's values: the experiment's generated <c>Logs</c>, or
/// <see cref="LogValues"/>.</typeparam>
public partial class Trainer<TLogs> : IDisposable
    where TLogs : LogValues
{
    private readonly nn.Module _model;
    private readonly optim.Optimizer? _optimizer;
    private readonly Func<Batch, StepResult> _forward;
    private readonly Func<Tensor, Tensor>? _predict;
    private readonly Func<LogValues, TLogs> _createLogs;
    private readonly IReadOnlyList<Callback> _all;
    private readonly CallbackList _callbacks;
    private readonly ICheckpointer? _checkpointer;
    private readonly ExperimentMetrics? _metrics;
    private readonly EpochTotals _trainTotals = new(null);
    private readonly EpochTotals _testTotals = new(null);
    private ModuleModes? _modes;
    private long? _shuffleSeed;
    private bool _warnedDevice;
    private bool _warnedNonFinite;

    /// <summary>Initializes a trainer of a model that maps a tensor to a tensor.</summary>
    /// <param name="model">The model: [n, …] to predictions.</param>
    /// <param name="optimizer">The optimizer of the model's parameters; null to evaluate and predict only.</param>
    /// <param name="loss">The loss of predictions and targets: a scalar, or a value per row.</param>
    /// <param name="createLogs">Creates an evaluation's values.</param>
    /// <param name="callbacks">Callbacks, invoked in this order.</param>
    public Trainer(
        nn.Module<Tensor, Tensor> model,
        optim.Optimizer? optimizer,
        nn.Module<Tensor, Tensor, Tensor> loss,
        Func<LogValues, TLogs> createLogs,
        params IEnumerable<Callback> callbacks)
        : this(model, optimizer, batch => ForwardPass.Supervised(model, loss, batch), createLogs, callbacks) => _predict = model.call;

    /// <summary>Initializes a trainer of any model with a custom step.</summary>
    /// <param name="model">The model, for its parameters and modes.</param>
    /// <param name="optimizer">The optimizer of the model's parameters; null to evaluate and predict only.</param>
    /// <param name="forward">Computes a batch's loss, and its prediction if there is one, in a dispose scope that the trainer
    /// closes.</param>
    /// <param name="createLogs">Creates an evaluation's values.</param>
    /// <param name="callbacks">Callbacks, invoked in this order.</param>
    public Trainer(
        nn.Module model,
        optim.Optimizer? optimizer,
        Func<Batch, StepResult> forward,
        Func<LogValues, TLogs> createLogs,
        params IEnumerable<Callback> callbacks)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(createLogs);
        (_model, _optimizer, _forward, _createLogs) = (model, optimizer, forward, createLogs);
        _all = [History, .. callbacks];
        _callbacks = new CallbackList(_all);
        _checkpointer = _all.OfType<ICheckpointer>().ToList() switch
        {
            [] => null,
            [var one] => one,
            _ => throw new TrainingException("A trainer can have only one callback that saves checkpoints."),
        };
    }

    /// <summary>The metrics to compute; null for none.</summary>
    public ExperimentMetrics? Metrics
    {
        get => _metrics;
        init => (_metrics, _trainTotals, _testTotals) = (value, new EpochTotals(value), new EpochTotals(value));
    }

    /// <summary>The run in which log values are recorded; null for none.</summary>
    public Run? Run { get; init; }

    /// <summary>The token that ends training after the current step. The default value is the run's own token.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// The requested device, which is the entry <c>device</c> in an experiment; null for the CPU. The model computes on the device of its
    /// parameters, or of its buffers if it has none; a warning is logged if that is another device. A model with neither computes on the
    /// requested device.
    /// </summary>
    public Device? Device { get; init; }

    /// <summary>The seed of the order of shuffled data. The default value is derived from the seed of the run; outside of a run it is
    /// torch's initial seed.</summary>
    public long ShuffleSeed
    {
        get => _shuffleSeed ??= Run?.NextSeed("Gen.Training.Trainer") ?? initial_seed();
        init => _shuffleSeed = value;
    }

    /// <summary>The options of training steps. A change takes effect in the next call of <see cref="Fit"/>.</summary>
    public TrainerOptions Options { get; set; } = new();

    /// <summary>The values of all epochs that this trainer has trained.</summary>
    public History History { get; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the states of the metrics.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _trainTotals.Dispose();
        _testTotals.Dispose();
    }

    private TrainingContext CreateContext(FitInfo fit)
    {
        var device = ModelDevice.Find(_model);
        var context = new TrainingContext(_model, device ?? Device ?? CPU)
        {
            Fit = fit,
            Optimizer = _optimizer,
            Run = Run,
            CancellationToken = CancellationToken.CanBeCanceled ? CancellationToken : Run?.CancellationToken ?? CancellationToken.None,
            ExperimentMetrics = _metrics,
            ChartSinks = [.. _all.OfType<IChartSink>()],
            ClassNames = _all.OfType<IHasClassNames>().Select(c => c.ClassNames).FirstOrDefault(n => n is not null) ?? [],
        };
        if (!_warnedDevice && Device is { } requested && device is not null && !ModelDevice.AreSame(device, requested))
        {
            _warnedDevice = true;
            TrainingLog.Warn(context, ModelDevice.Mismatch(device, requested));
        }

        return context;
    }
}

/// <summary>A trainer for programs without an experiment.</summary>
public sealed class Trainer : Trainer<LogValues>
{
    /// <summary>Initializes a trainer of a model that maps a tensor to a tensor.</summary>
    /// <param name="model">The model: [n, …] to predictions.</param>
    /// <param name="optimizer">The optimizer of the model's parameters; null to evaluate and predict only.</param>
    /// <param name="loss">The loss of predictions and targets: a scalar, or a value per row.</param>
    /// <param name="callbacks">Callbacks, invoked in this order.</param>
    public Trainer(
        nn.Module<Tensor, Tensor> model,
        optim.Optimizer? optimizer,
        nn.Module<Tensor, Tensor, Tensor> loss,
        params IEnumerable<Callback> callbacks
    )
        : base(model, optimizer, loss, static logs => logs, callbacks) { }

    /// <summary>Initializes a trainer of any model with a custom step.</summary>
    /// <param name="model">The model, for its parameters and modes.</param>
    /// <param name="optimizer">The optimizer of the model's parameters; null to evaluate and predict only.</param>
    /// <param name="forward">Computes a batch's loss, and its prediction if there is one, in a dispose scope that the trainer
    /// closes.</param>
    /// <param name="callbacks">Callbacks, invoked in this order.</param>
    public Trainer(nn.Module model, optim.Optimizer? optimizer, Func<Batch, StepResult> forward, params IEnumerable<Callback> callbacks)
        : base(model, optimizer, forward, static logs => logs, callbacks)
    {
    }
}
