namespace Gen.Training;

/// <summary>
/// Sets the learning rates by a schedule, which scales the initial rate of each parameter group. The rate depends only on the epoch and the
/// batch, so a training that begins at a later epoch has the rates of that epoch.
/// </summary>
public sealed class ScheduledLearningRate : Callback
{
    private readonly Func<TrainingContext, Schedule> _make;
    private readonly ScheduleUnit _unit;
    private Schedule _schedule = Schedules.Constant();

    /// <summary>Initializes a callback with a schedule.</summary>
    /// <param name="schedule">The learning rate as a function of time.</param>
    /// <param name="unit">Whether the schedule counts epochs or steps. The default value is <see cref="ScheduleUnit.Epoch"/>.</param>
    public ScheduledLearningRate(Schedule schedule, ScheduleUnit unit = ScheduleUnit.Epoch)
        : this(_ => schedule, unit)
    {
        ArgumentNullException.ThrowIfNull(schedule);
    }

    /// <summary>Initializes a callback with a schedule that depends on the length of the training.</summary>
    internal ScheduledLearningRate(Func<TrainingContext, Schedule> make, ScheduleUnit unit) => (_make, _unit) = (make, unit);

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _schedule = _make(context);
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_unit == ScheduleUnit.Epoch)
            Set(context, context.Epoch);
    }

    /// <inheritdoc/>
    public override void OnBatchBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_unit == ScheduleUnit.Step)
            Set(context, context.Fit.StepsPerEpoch is { } steps
                ? ((long)context.Epoch * steps) + (context.Batch.Index / context.Fit.BatchesPerStep)
                : context.OptimizerStep);
    }

    private void Set(TrainingContext context, long t)
    {
        foreach (var group in LearningRates.OfOptimizer(context, this))
        {
            var rate = _schedule(t, group.InitialLearningRate);
            if (!(rate >= 0) || double.IsInfinity(rate))
                throw LearningRates.Invalid($"{(_unit == ScheduleUnit.Epoch ? "epoch" : "step")} {t}", rate);
            group.LearningRate = rate;
        }
    }
}
