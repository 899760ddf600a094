using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Trains, evaluates and predicts with a model. An experiment's generated <c>CreateTrainer</c> makes one with the experiment's metrics and
/// hooks attached. It owns neither model nor optimizer nor data.
/// </summary>
public partial class Trainer : IDisposable
{
    private readonly IExperimentHooks? _hooks;
    private readonly nn.Module _model;
    private readonly optim.Optimizer? _optimizer;
    private readonly Func<DataBatch, StepResult> _forward;
    private readonly Func<Tensor, Tensor>? _predict;
    private readonly HookDispatcher _dispatcher;
    private readonly History _history = new();
    private readonly IReadOnlyList<Callback> _callbacks;
    private readonly MetricSetState? _trainMetrics;
    private readonly MetricSetState? _testMetrics;
    private readonly LossTotal _trainLoss = new();
    private readonly LossTotal _testLoss = new();
    private ModuleModes? _modes;
    private long? _orderSeed;
    private bool _saidDevice;
    private bool _saidNoNumber;

    /// <summary>A trainer of a model from tensor to tensor.</summary>
    /// <param name="hooks">The experiment's metrics and hooks; null for none.</param>
    /// <param name="model">[n, …] to predictions.</param>
    /// <param name="optimizer">Of the model's parameters.</param>
    /// <param name="loss">Of predictions and targets: a scalar, or a value per row.</param>
    /// <param name="callbacks">What goes along, in this order.</param>
    public Trainer(
        IExperimentHooks? hooks, nn.Module<Tensor, Tensor> model, optim.Optimizer? optimizer, nn.Module<Tensor, Tensor, Tensor> loss, params IEnumerable<Callback> callbacks)
        : this(hooks, model, optimizer, batch => Supervised(model, loss, batch), callbacks)
    {
        _predict = model.call;
    }

    /// <summary>A trainer of any model, by a step of one's own.</summary>
    /// <param name="hooks">The experiment's metrics and hooks; null for none.</param>
    /// <param name="model">The model, for its parameters and modes.</param>
    /// <param name="optimizer">Of the model's parameters.</param>
    /// <param name="forward">What a batch's loss, and prediction if there is one, are. Called in a dispose scope that the trainer closes.</param>
    /// <param name="callbacks">What goes along, in this order.</param>
    public Trainer(IExperimentHooks? hooks, nn.Module model, optim.Optimizer? optimizer, Func<DataBatch, StepResult> forward, params IEnumerable<Callback> callbacks)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(forward);
        (_hooks, _model, _optimizer, _forward) = (hooks, model, optimizer, forward);
        _callbacks = [_history, .. callbacks];
        _dispatcher = new HookDispatcher(hooks, _callbacks);
        _backup = FindBackup();
        _trainMetrics = hooks?.CreateMetrics();
        _testMetrics = hooks?.CreateMetrics();
    }

    /// <summary>Where log values are recorded; null: nowhere.</summary>
    public Run? Run { get; init; }

    /// <summary>Ends training after the step it is in; if it is not given, the run's own does.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Where training was asked to compute; an experiment's trainer has its entry <c>device</c> here. It computes where the model's parameters
    /// are, or else its buffers: if that is elsewhere, the run's log says so. Only a model that has neither goes by this; null: the processor.
    /// </summary>
    public Device? Device { get; init; }

    /// <summary>What the order of shuffled data is drawn from; if it is not given, it comes from the run's seed, or torch's where there is no run.</summary>
    public long OrderSeed
    {
        get => _orderSeed ??= Run?.NextSeed("Gen.Training.Trainer") ?? initial_seed();
        init => _orderSeed = value;
    }

    /// <summary>How steps are made, from the next call of <see cref="Fit"/> on.</summary>
    public TrainerOptions Options { get; set; } = new();

    /// <summary>All epochs that this trainer has trained.</summary>
    public History History => _history;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the metrics' states.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _trainMetrics?.Dispose();
        _testMetrics?.Dispose();
        _trainLoss.Dispose();
        _testLoss.Dispose();
    }

    private static StepResult Supervised(nn.Module<Tensor, Tensor> model, nn.Module<Tensor, Tensor, Tensor> loss, DataBatch batch)
    {
        var prediction = model.call(batch.Input);
        if (batch.Target is not { } target)
            throw new TrainingException("the batches have no targets to compare the predictions with");
        if (loss is not RowLoss byRow)
            return new StepResult(LossInputs.Compare(loss, prediction, target), prediction);
        var (rows, weight) = byRow.Rows(prediction, target);
        return new StepResult(rows, prediction) { Weight = weight };
    }

    private TrainingContext Context()
    {
        var device = ModelDevice.Of(_model);
        var context = NewContext(device ?? Device ?? CPU);
        if (Options.KeepFreedMemory && context.Device.type == DeviceType.CPU)
            FreedMemory.Keep();
        if (!_saidDevice && Device is { } asked && device is not null && !ModelDevice.AreSame(device, asked))
        {
            _saidDevice = true;
            TrainingLog.Warn(context, ModelDevice.Elsewhere(device, asked));
        }

        return context;
    }

    private TrainingContext NewContext(Device device) => new(_model, device)
    {
        Optimizer = _optimizer,
        Run = Run,
        CancellationToken = CancellationToken.CanBeCanceled ? CancellationToken : Run?.CancellationToken ?? CancellationToken.None,
        Metrics = _hooks?.Metrics ?? [],
        Hooks = _hooks,
        ChartSinks = [.. _callbacks.OfType<IChartSink>()],
        ClassNames = _callbacks.OfType<INamesClasses>().Select(c => c.ClassNames).FirstOrDefault(n => n is not null) ?? [],
    };

    private void UpdateMetrics(MetricSetState? metrics, DataBatch batch, StepResult result)
    {
        if (metrics is not null && result.Prediction is { } prediction)
            _hooks!.UpdateMetrics(metrics, batch.Input, result.Target ?? batch.Target, prediction, batch.SampleWeight);
    }

    private void Compute(LogValues logs, LossTotal loss, MetricSetState? metrics)
    {
        logs.Set(LogKeys.Loss, loss.Read());
        if (metrics is not null)
            logs.Set(_hooks!.ComputeMetrics(metrics));
    }
}

/// <summary>A trainer whose evaluations give an experiment's own log values, typed.</summary>
/// <typeparam name="TLogs">The experiment's generated <c>Logs</c>.</typeparam>
public sealed class Trainer<TLogs> : Trainer
    where TLogs : LogValues
{
    private readonly Func<LogValues, TLogs> _typed;

    /// <summary>A trainer of a model from tensor to tensor.</summary>
    /// <param name="hooks">The experiment's metrics and hooks; null for none.</param>
    /// <param name="model">[n, …] to predictions.</param>
    /// <param name="optimizer">Of the model's parameters.</param>
    /// <param name="loss">Of predictions and targets: a scalar, or a value per row.</param>
    /// <param name="typed">Types log values.</param>
    /// <param name="callbacks">What goes along, in this order.</param>
    public Trainer(
        IExperimentHooks? hooks, nn.Module<Tensor, Tensor> model, optim.Optimizer? optimizer, nn.Module<Tensor, Tensor, Tensor> loss, Func<LogValues, TLogs> typed,
        params IEnumerable<Callback> callbacks)
        : base(hooks, model, optimizer, loss, callbacks) => _typed = typed;

    /// <inheritdoc cref="Trainer.Evaluate"/>
    public new TLogs Evaluate(IBatchSource data) => _typed(base.Evaluate(data));
}
