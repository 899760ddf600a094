using Gen.Training.Checkpoints;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Trains, evaluates and predicts with a model. The generated <c>CreateTrainer</c> of an experiment creates one with the experiment's
/// metrics and hooks. A trainer owns the optimizer and the loss that it creates from configs, and neither the model nor the data. When a
/// run ends, its trainers are disposed.
/// </summary>
/// <remarks>
/// In a recorded run it also has the callbacks of <see cref="DefaultCallbacks"/>: progress, event files for TensorBoard, and checkpoints
/// from which <c>resume</c> continues.
/// </remarks>
/// <typeparam name="TLogs">The type of an evaluation's values: the experiment's generated <c>EvaluationLogs</c>, or
/// <see cref="LogValues"/>.</typeparam>
public partial class Trainer<TLogs> : IDisposable
    where TLogs : LogValues
{
    private readonly nn.Module _model;
    private readonly OptimizerChoice? _optimizer;
    private readonly LossChoice? _loss;
    private readonly Func<Batch, StepResult> _forward;
    private readonly Func<Tensor, Tensor>? _predict;
    private readonly Func<LogValues, TLogs> _createLogs;
    private readonly IReadOnlyList<Callback> _given;
    private readonly ExperimentMetrics? _metrics;
    private readonly EpochTotals _trainTotals = new(null);
    private readonly EpochTotals _testTotals = new(null);
    private ModuleModes? _modes;
    private long? _shuffleSeed;
    private bool _warnedNonFinite;

    /// <summary>Initializes a trainer of a model that maps a tensor to a tensor.</summary>
    /// <param name="model">The model: [n, …] to predictions.</param>
    /// <param name="optimizer">The optimizer of the model's parameters, or its config; null to evaluate and predict only.</param>
    /// <param name="loss">The loss of predictions and targets, a scalar or a value per row, or its config.</param>
    /// <param name="createLogs">Creates an evaluation's values.</param>
    /// <param name="callbacks">Callbacks, invoked in this order.</param>
    public Trainer(
        nn.Module<Tensor, Tensor> model,
        OptimizerChoice? optimizer,
        LossChoice loss,
        Func<LogValues, TLogs> createLogs,
        params IEnumerable<Callback> callbacks)
        : this(model, optimizer, batch => ForwardPass.Supervised(model, loss.Module, batch), createLogs, callbacks)
    {
        ArgumentNullException.ThrowIfNull(loss);
        (_predict, _loss) = (model.call, loss);
    }

    /// <summary>Initializes a trainer of any model with a custom step.</summary>
    /// <param name="model">The model, for its parameters and modes.</param>
    /// <param name="optimizer">The optimizer of the model's parameters, or its config; null to evaluate and predict only.</param>
    /// <param name="forward">Computes a batch's loss, and its prediction if there is one, in a dispose scope that the trainer
    /// closes.</param>
    /// <param name="createLogs">Creates an evaluation's values.</param>
    /// <param name="callbacks">Callbacks, invoked in this order.</param>
    public Trainer(
        nn.Module model,
        OptimizerChoice? optimizer,
        Func<Batch, StepResult> forward,
        Func<LogValues, TLogs> createLogs,
        params IEnumerable<Callback> callbacks)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(createLogs);
        (_model, _optimizer, _forward, _createLogs) = (model, optimizer, forward, createLogs);
        _given = [.. callbacks];
        if (_given.OfType<ICheckpointer>().Count() > 1)
            throw new TrainingException("A trainer can have only one callback that saves checkpoints.");
    }

    /// <summary>The metrics to compute; null for none.</summary>
    public ExperimentMetrics? Metrics
    {
        get => _metrics;
        init => (_metrics, _trainTotals, _testTotals) = (value, new EpochTotals(value), new EpochTotals(value));
    }

    /// <summary>The run in which log values are recorded, and at whose end the trainer is disposed; null for none.</summary>
    public Run? Run
    {
        get;
        init
        {
            field = value;
            if (value is not null)
                FittedTrainers.Register(value, this);
        }
    }

    /// <summary>The token that ends training after the current step. The default value is the run's own token.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// The requested device, which is the entry <c>device</c> in an experiment; null for the device of the model. Before the trainer
    /// creates the optimizer, it moves the model there. A model whose optimizer exists cannot be moved: on another device, training is an
    /// error, and an evaluation logs a warning.
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
        if (_optimizer is { IsCreatedByTrainer: true })
            _parts?.Optimizer?.Dispose();
        if (_loss is { IsOwned: true })
            _loss.Module.Dispose();
    }
}

/// <summary>A trainer for programs without an experiment.</summary>
public sealed class Trainer : Trainer<LogValues>
{
    /// <summary>Initializes a trainer of a model that maps a tensor to a tensor.</summary>
    /// <param name="model">The model: [n, …] to predictions.</param>
    /// <param name="optimizer">The optimizer of the model's parameters, or its config; null to evaluate and predict only.</param>
    /// <param name="loss">The loss of predictions and targets, a scalar or a value per row, or its config.</param>
    /// <param name="callbacks">Callbacks, invoked in this order.</param>
    public Trainer(
        nn.Module<Tensor, Tensor> model,
        OptimizerChoice? optimizer,
        LossChoice loss,
        params IEnumerable<Callback> callbacks
    )
        : base(model, optimizer, loss, static logs => logs, callbacks) { }

    /// <summary>Initializes a trainer of any model with a custom step.</summary>
    /// <param name="model">The model, for its parameters and modes.</param>
    /// <param name="optimizer">The optimizer of the model's parameters, or its config; null to evaluate and predict only.</param>
    /// <param name="forward">Computes a batch's loss, and its prediction if there is one, in a dispose scope that the trainer
    /// closes.</param>
    /// <param name="callbacks">Callbacks, invoked in this order.</param>
    public Trainer(nn.Module model, OptimizerChoice? optimizer, Func<Batch, StepResult> forward, params IEnumerable<Callback> callbacks)
        : base(model, optimizer, forward, static logs => logs, callbacks)
    {
    }
}
