using static TorchSharp.torch.optim;

namespace Gen.Training;

/// <summary>
/// Steps a scheduler of TorchSharp after each epoch or training step. TorchSharp's schedulers cannot save their state, so a new one repeats
/// all steps when a checkpoint is restored. The schedules of <see cref="Schedules"/> are functions of time and have no state.
/// </summary>
/// <remarks>
/// Known errors of TorchSharp 0.107.0: CyclicLR increases the momentum with the rate instead of decreasing it, OneCycleLR leaves the second
/// group of parameters in its first phase, and <c>get_last_lr</c> of ReduceLROnPlateau is always the initial rate (the <c>lr</c> in the log
/// is the optimizer's).
/// </remarks>
public sealed class TorchScheduler : Callback
{
    private readonly lr_scheduler.LRScheduler _scheduler;
    private readonly ScheduleUnit _unit;
    private readonly string? _monitor;
    private readonly List<double> _values = [];
    private long _steps;
    private long? _optimizerSteps;   // before the current batch

    /// <summary>Initializes a callback with a scheduler that counts epochs or steps.</summary>
    /// <param name="scheduler">A scheduler of the trainer's optimizer.</param>
    /// <param name="unit">Whether the scheduler counts epochs or steps. The default value is <see cref="ScheduleUnit.Epoch"/>.</param>
    /// <exception cref="ArgumentException">The scheduler is a ReduceLROnPlateau, which needs a value to monitor.</exception>
    public TorchScheduler(lr_scheduler.LRScheduler scheduler, ScheduleUnit unit = ScheduleUnit.Epoch)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        if (scheduler is lr_scheduler.impl.ReduceLROnPlateau)
            throw new ArgumentException(
                "ReduceLROnPlateau requires a value to monitor, as in new TorchScheduler(scheduler, \"val_loss\").",
                nameof(scheduler)
            );
        (_scheduler, _unit) = (scheduler, unit);
    }

    /// <summary>Initializes a callback with a scheduler that requires a value after each epoch, such as ReduceLROnPlateau.</summary>
    /// <param name="scheduler">A scheduler of the trainer's optimizer.</param>
    /// <param name="monitor">The key of the monitored value, a scalar.</param>
    public TorchScheduler(lr_scheduler.LRScheduler scheduler, [Monitor] string monitor)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        ArgumentNullException.ThrowIfNull(monitor);
        (_scheduler, _monitor) = (scheduler, monitor);
    }

    /// <inheritdoc/>
    public override string Name => $"{nameof(TorchScheduler)} ({_scheduler.GetType().Name})";

    /// <inheritdoc/>
    public override IEnumerable<string> Monitors => _monitor is null ? [] : [_monitor];

    /// <inheritdoc/>
    public override void OnBatchBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _optimizerSteps = context.OptimizerStep;
    }

    /// <inheritdoc/>
    public override void OnBatchEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        AfterStep(context);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        // The last step of an epoch may follow its last batch.
        AfterStep(context);

        // A canceled epoch has no validation.
        if (_monitor is null)
        {
            if (_unit == ScheduleUnit.Epoch)
                Step();
        }
        else if (context.Logs.TryGetValue(_monitor, out var value))
        {
            Step(value);
        }
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("steps", _steps);
        state.Set("values", _values);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var steps = state.GetInt64("steps");
        var values = state.GetDoubles("values");
        if (steps < _steps || values.Count < _values.Count)
            throw new TrainingException("The scheduler has made more steps than when the checkpoint was saved: pass a new one.");

        // This also changes the learning rates of the optimizer, which are restored afterwards.
        while (_steps < steps)
            Step();
        foreach (var value in values.Skip(_values.Count))
            Step(value);
    }

    private void AfterStep(TrainingContext context)
    {
        if (_unit == ScheduleUnit.Step && _monitor is null && _optimizerSteps is { } before && context.OptimizerStep > before)
            Step();
        _optimizerSteps = context.OptimizerStep;
    }

    private void Step()
    {
        _steps++;
        _scheduler.step();
    }

    private void Step(double value)
    {
        _values.Add(value);
        _scheduler.step(value);
    }
}
