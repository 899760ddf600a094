using Gen.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <content>What is made before the first batch: the callbacks and the optimizer.</content>
public partial class Trainer<TLogs>
{
    private DefaultCallbacks _defaults = DefaultCallbacks.All;
    private string? _name;
    private TrainerParts? _parts;
    private bool _warnedDevice;

    /// <summary>
    /// The callbacks that are added after the others if the run is recorded, each unless one of the same kind was given. The default value
    /// is <see cref="DefaultCallbacks.All"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The trainer was used before.</exception>
    public DefaultCallbacks DefaultCallbacks
    {
        get => _defaults;
        set => _defaults = _parts is null ? value : throw Used(nameof(DefaultCallbacks));
    }

    /// <summary>
    /// The name of the trainer, where a run has several, such as <c>fold_1</c>. The files of its callbacks are in a folder of this name in
    /// the run folder, and the names of its recorded values begin with it: <c>fold_1/loss</c>. The default value is null: no name.
    /// </summary>
    /// <exception cref="ArgumentException">The name is not a valid name of a folder, or is that of a file of the record.</exception>
    /// <exception cref="InvalidOperationException">The trainer was used before.</exception>
    public string? Name
    {
        get => _name;
        set
        {
            if (_parts is not null)
                throw Used(nameof(Name));
            TrainerNames.Check(value);
            _name = value;
        }
    }

    /// <summary>The learning-rate schedule; null for none. It is applied before the callbacks.</summary>
    public ScheduleConfig? Schedule { get; init; }

    private TrainerParts Parts => _parts ??= CreateParts();

    private TrainerParts CreateParts()
    {
        // First the model, since moving it replaces the parameters that an optimizer has.
        if (_optimizer is { IsCreatedByTrainer: true } && Device is { } device && ModelDevice.Find(_model) is { } current
            && !ModelDevice.AreSame(current, device))
            _model.to(device);
        List<Callback> callbacks = [History, .. Schedule is null ? [] : new[] { Schedule.Create() }, .. _given];
        if (Run?.Directory is not null)
        {
            Add<ProgressBar>(DefaultCallbacks.ProgressBar, static () => new ProgressBar());
            Add<TensorBoard>(DefaultCallbacks.TensorBoard, static () => new TensorBoard());
            Add<ICheckpointer>(DefaultCallbacks.Checkpoints, static () => new BackupAndRestore());
        }

        return new TrainerParts(
            _optimizer?.Create(_model), callbacks, new CallbackList(callbacks), callbacks.OfType<ICheckpointer>().SingleOrDefault());

        void Add<T>(DefaultCallbacks flag, Func<Callback> create)
        {
            if (DefaultCallbacks.HasFlag(flag) && !callbacks.OfType<T>().Any())
                callbacks.Add(create());
        }
    }

    private TrainingContext CreateContext(FitInfo fit)
    {
        var parts = Parts;
        var device = ModelDevice.Find(_model);
        var context = new TrainingContext(_model, device ?? Device ?? CPU)
        {
            Fit = fit,
            TrainerName = Name,
            Optimizer = parts.Optimizer,
            Run = Run,
            CancellationToken = CancellationToken.CanBeCanceled ? CancellationToken : Run?.CancellationToken ?? CancellationToken.None,
            ExperimentMetrics = _metrics,
            ChartSinks = [.. parts.All.OfType<IChartSink>()],
            ClassNames = parts.All.OfType<IHasClassNames>().Select(c => c.ClassNames).FirstOrDefault(n => n is not null) ?? [],
        };
        if (Device is { } requested && device is not null && !ModelDevice.AreSame(device, requested))
            ReportDevice(context, ModelDevice.Mismatch(device, requested));
        return context;
    }

    private void ReportDevice(TrainingContext context, string message)
    {
        if (context.Fit.Epochs > 0)
            throw new TrainingException(message);
        if (!_warnedDevice)
            TrainingLog.Warn(context, message);
        _warnedDevice = true;
    }

    private InvalidOperationException Used(string property) => new($"{property} must be set before the trainer is used.");
}

/// <summary>The parts of a trainer that are made before its first batch.</summary>
/// <param name="Optimizer">The optimizer; null to evaluate and predict only.</param>
/// <param name="All">All callbacks, in order.</param>
/// <param name="Callbacks">Invokes them.</param>
/// <param name="Checkpointer">The one that saves checkpoints; null for none.</param>
internal sealed record TrainerParts(
    optim.Optimizer? Optimizer, IReadOnlyList<Callback> All, CallbackList Callbacks, ICheckpointer? Checkpointer);
