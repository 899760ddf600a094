using System.ComponentModel.DataAnnotations;

namespace Gen.Training;

/// <summary>The entries of schedules that depend only on time, and may begin with a warm-up.</summary>
public abstract record TimedScheduleConfig : ScheduleConfig
{
    /// <summary>Initializes the entries that all these schedules have.</summary>
    /// <param name="unit">The default unit of the kind.</param>
    protected TimedScheduleConfig(ScheduleUnit unit = ScheduleUnit.Epoch) => Unit = unit;

    /// <summary>The unit of all lengths, and of changes of the learning rate.</summary>
    public ScheduleUnit Unit { get; init; }

    /// <summary>Epochs or steps of linear warm-up before the schedule begins. The default value is 0.</summary>
    [Range(0, int.MaxValue)]
    public int Warmup { get; init; }

    /// <inheritdoc/>
    public sealed override Callback Create()
    {
        BlockValidation.Check(this);
        return new ScheduledLearningRate(
            context => Warmup > 0 ? Schedules.Warmup(Warmup, CreateSchedule(context)) : CreateSchedule(context),
            Unit);
    }

    /// <summary>Creates the schedule that follows the warm-up.</summary>
    /// <param name="context">The training that begins.</param>
    protected abstract Schedule CreateSchedule(TrainingContext context);

    /// <summary>Returns the length of the training after the warm-up, in the unit of the schedule.</summary>
    /// <param name="context">The training that begins.</param>
    /// <exception cref="TrainingException">The unit is steps, and the data source does not know the number of batches in an
    /// epoch.</exception>
    protected long RestOfTraining(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Unit == ScheduleUnit.Step && context.Fit.BatchesPerEpoch is null)
            throw new TrainingException(
                $"The schedule {GetType().Name} needs a length in steps, because the data source does not know the number of batches in an "
                + "epoch."
            );
        long units = Unit == ScheduleUnit.Epoch ? 1 : context.Fit.StepsPerEpoch!.Value;
        return Math.Max((context.Fit.Epochs * units) - Warmup, 1);
    }
}

/// <summary>The unit of a schedule.</summary>
public enum ScheduleUnit
{
    /// <summary>Epochs: the learning rate changes before each epoch.</summary>
    Epoch,

    /// <summary>Steps of the optimizer: the learning rate changes before each one.</summary>
    Step,
}
