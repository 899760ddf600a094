using static TorchSharp.torch.optim;

namespace Gen.Training;

/// <summary>
/// Steps one of TorchSharp's own schedulers: after each epoch, or after each training step. They keep no state that could be saved; the schedules of
/// <see cref="Schedules"/> need none, because they are functions of time.
/// </summary>
/// <remarks>
/// Faults of TorchSharp 0.105.2's: CyclicLR moves the momentum along with the rate instead of against it, OneCycleLR leaves the second group of
/// parameters in its first phase, and ReduceLROnPlateau's <c>get_last_lr</c> stays what it was at first (the log's <c>lr</c> is the optimizer's own).
/// </remarks>
public sealed class TorchScheduler : Callback
{
    private readonly lr_scheduler.LRScheduler _scheduler;
    private readonly ScheduleUnit _by;
    private readonly string? _monitor;

    /// <summary>A scheduler that counts epochs or steps.</summary>
    /// <param name="scheduler">Of the trainer's optimizer.</param>
    /// <param name="by">What it counts.</param>
    /// <exception cref="ArgumentException">It is a ReduceLROnPlateau, which needs a value to watch.</exception>
    public TorchScheduler(lr_scheduler.LRScheduler scheduler, ScheduleUnit by = ScheduleUnit.Epoch)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        if (scheduler is lr_scheduler.impl.ReduceLROnPlateau)
            throw new ArgumentException("ReduceLROnPlateau needs a value to watch: new TorchScheduler(scheduler, \"val_loss\")", nameof(scheduler));
        (_scheduler, _by) = (scheduler, by);
    }

    /// <summary>A scheduler that is given a value after each epoch, which is what ReduceLROnPlateau needs.</summary>
    /// <param name="scheduler">Of the trainer's optimizer.</param>
    /// <param name="monitor">Key of the log value, a scalar.</param>
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
    public override void OnBatchEnd(TrainingContext context)
    {
        if (_by == ScheduleUnit.Step && _monitor is null)
            _scheduler.step();
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        // An epoch that the end of the run cut short has no validation.
        if (_monitor is null)
        {
            if (_by == ScheduleUnit.Epoch)
                _scheduler.step();
        }
        else if (context.Logs.TryGetValue(_monitor, out var value))
        {
            _scheduler.step(value);
        }
    }
}
