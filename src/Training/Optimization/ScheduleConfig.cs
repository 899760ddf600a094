using System.ComponentModel.DataAnnotations;

namespace Gen.Training;

/// <summary>
/// Configures a learning-rate schedule, one of the nested records: <c>schedule=cosine schedule.warmup=2</c>. A record of your own that
/// derives from this one, or from <see cref="TimedScheduleConfig"/>, is a further kind of a property with <c>[Kind&lt;InverseRoot&gt;]</c>.
/// </summary>
/// <remarks>In formulas, r is the optimizer's own learning rate and t the number of completed epochs or steps.</remarks>
[Config]
public abstract record ScheduleConfig
{
    /// <summary>Creates a callback that applies the schedule.</summary>
    /// <exception cref="ConfigException">Entries contradict each other, or a required entry is missing.</exception>
    public abstract Callback Create();

    /// <summary>Constant, after the warm-up if there is one.</summary>
    /// <remarks><see cref="Schedules.Constant"/>.</remarks>
    public sealed record Constant : TimedScheduleConfig
    {
        /// <inheritdoc/>
        protected override Schedule CreateSchedule(TrainingContext context) => Schedules.Constant();
    }

    /// <summary>Reduced by a factor at regular intervals.</summary>
    /// <remarks><see cref="Schedules.Step"/>: r · gamma^⌊t / every⌋.</remarks>
    public sealed record Step : TimedScheduleConfig
    {
        /// <summary>Epochs or steps between two reductions. The default value is 10.</summary>
        [Range(1, int.MaxValue)]
        public int Every { get; init; } = 10;

        /// <summary>The factor. The default value is 0.1.</summary>
        [Range(0, 1, MinimumIsExclusive = true)]
        public double Gamma { get; init; } = 0.1;

        /// <inheritdoc/>
        protected override Schedule CreateSchedule(TrainingContext context) => Schedules.Step(Every, Gamma);
    }

    /// <summary>Reduced by a factor at milestones.</summary>
    /// <remarks><see cref="Schedules.MultiStep"/>: r · gamma^(milestones up to t).</remarks>
    public sealed record MultiStep : TimedScheduleConfig, IValidatableObject
    {
        /// <summary>Epochs or steps, from 0, where the factor is applied, at least one.</summary>
        public int[] Milestones { get; init; } = [];

        /// <summary>The factor. The default value is 0.1.</summary>
        [Range(0, 1, MinimumIsExclusive = true)]
        public double Gamma { get; init; } = 0.1;

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
        {
            if (Milestones.Length == 0)
                yield return BlockValidation.Result("MultiStep needs milestones, such as milestones=30,60", nameof(Milestones));
            if (Milestones.Any(m => m < 0))
                yield return BlockValidation.Result("milestones must not be negative", nameof(Milestones));
        }

        /// <inheritdoc/>
        protected override Schedule CreateSchedule(TrainingContext context) => Schedules.MultiStep(Milestones, Gamma);
    }

    /// <summary>Reduced by a factor in each unit.</summary>
    /// <remarks><see cref="Schedules.Exponential"/>: r · gamma^t.</remarks>
    public sealed record Exponential : TimedScheduleConfig
    {
        /// <summary>The factor. The default value is 0.95.</summary>
        [Range(0, 1, MinimumIsExclusive = true)]
        public double Gamma { get; init; } = 0.95;

        /// <inheritdoc/>
        protected override Schedule CreateSchedule(TrainingContext context) => Schedules.Exponential(Gamma);
    }

    /// <summary>Cosine annealing to the minimum (Loshchilov and Hutter 2017).</summary>
    /// <remarks><see cref="Schedules.Cosine"/>: minimum + (r - minimum) · (1 + cos(π t / length)) / 2.</remarks>
    public sealed record Cosine : TimedScheduleConfig
    {
        /// <summary>Length in epochs or steps; null for the rest of the training after the warm-up. The default value is null.</summary>
        [Range(1, int.MaxValue)]
        public int? Length { get; init; }

        /// <summary>Minimum learning rate. The default value is 0.</summary>
        [Range(0, double.MaxValue)]
        public double MinLearningRate { get; init; }

        /// <inheritdoc/>
        protected override Schedule CreateSchedule(TrainingContext context) =>
            Schedules.Cosine(Length ?? RestOfTraining(context), MinLearningRate);
    }

    /// <summary>Cosine annealing with warm restarts (Loshchilov and Hutter 2017).</summary>
    /// <remarks><see cref="Schedules.CosineWarmRestarts"/>.</remarks>
    public sealed record CosineWarmRestarts : TimedScheduleConfig
    {
        /// <summary>Length of the first cycle, in epochs or steps. The default value is 10.</summary>
        [Range(1, int.MaxValue)]
        public int Length { get; init; } = 10;

        /// <summary>Factor of the length after each restart. The default value is 1.</summary>
        [Range(1, int.MaxValue)]
        public int RestartFactor { get; init; } = 1;

        /// <summary>Minimum learning rate. The default value is 0.</summary>
        [Range(0, double.MaxValue)]
        public double MinLearningRate { get; init; }

        /// <inheritdoc/>
        protected override Schedule CreateSchedule(TrainingContext context) =>
            Schedules.CosineWarmRestarts(Length, RestartFactor, MinLearningRate);
    }

    /// <summary>Linear between two factors of the learning rate.</summary>
    /// <remarks><see cref="Schedules.Linear"/>: r · (start + (end - start) · t / length).</remarks>
    public sealed record Linear : TimedScheduleConfig
    {
        /// <summary>Length in epochs or steps; null for the rest of the training after the warm-up. The default value is null.</summary>
        [Range(1, int.MaxValue)]
        public int? Length { get; init; }

        /// <summary>Factor of the learning rate at the start. The default value is 1.</summary>
        [Range(0, double.MaxValue)]
        public double StartFactor { get; init; } = 1;

        /// <summary>Factor of the learning rate at the end. The default value is 0.</summary>
        [Range(0, double.MaxValue)]
        public double EndFactor { get; init; }

        /// <inheritdoc/>
        protected override Schedule CreateSchedule(TrainingContext context) =>
            Schedules.Linear(Length ?? RestOfTraining(context), StartFactor, EndFactor);
    }

    /// <summary>Polynomial decay to the minimum.</summary>
    /// <remarks><see cref="Schedules.Polynomial"/>: minimum + (r - minimum) · (1 - t / length)^power.</remarks>
    public sealed record Polynomial : TimedScheduleConfig
    {
        /// <summary>Length in epochs or steps; null for the rest of the training after the warm-up. The default value is null.</summary>
        [Range(1, int.MaxValue)]
        public int? Length { get; init; }

        /// <summary>Power of the polynomial. The default value is 1.</summary>
        [Range(0, double.MaxValue, MinimumIsExclusive = true)]
        public double Power { get; init; } = 1;

        /// <summary>Minimum learning rate. The default value is 0.</summary>
        [Range(0, double.MaxValue)]
        public double MinLearningRate { get; init; }

        /// <inheritdoc/>
        protected override Schedule CreateSchedule(TrainingContext context) =>
            Schedules.Polynomial(Length ?? RestOfTraining(context), Power, MinLearningRate);
    }

    /// <summary>The 1cycle policy, up to the optimizer's learning rate and down again (Smith and Topin 2018).</summary>
    /// <remarks><see cref="Schedules.OneCycle"/>. The default unit is steps. The momentum is not changed.</remarks>
    public sealed record OneCycle() : TimedScheduleConfig(ScheduleUnit.Step)
    {
        /// <summary>Length in epochs or steps; null for the rest of the training after the warm-up. The default value is null.</summary>
        [Range(1, int.MaxValue)]
        public int? Length { get; init; }

        /// <summary>Fraction of the cycle before the peak. The default value is 0.3.</summary>
        [Range(0, 1)]
        public double PeakFraction { get; init; } = 0.3;

        /// <summary>Divisor that gives the initial learning rate from the peak. The default value is 25.</summary>
        [Range(1, double.MaxValue)]
        public double InitialDivisor { get; init; } = 25;

        /// <summary>Divisor that gives the final learning rate from the initial one. The default value is 10,000.</summary>
        [Range(1, double.MaxValue)]
        public double FinalDivisor { get; init; } = 1e4;

        /// <summary>Annealing strategy. The default value is Cos.</summary>
        public AnnealMode Anneal { get; init; }

        /// <inheritdoc/>
        protected override Schedule CreateSchedule(TrainingContext context) =>
            Schedules.OneCycle(
                Length ?? RestOfTraining(context), PeakFraction, InitialDivisor, FinalDivisor, Anneal);
    }

    /// <summary>Cycles between the minimum and the optimizer's learning rate (Smith 2017).</summary>
    /// <remarks><see cref="Schedules.Cyclic"/>. The default unit is steps. The momentum is not changed.</remarks>
    public sealed record Cyclic() : TimedScheduleConfig(ScheduleUnit.Step), IValidatableObject
    {
        /// <summary>Steps or epochs of the increasing half of a cycle. The default value is 2000.</summary>
        [Range(1, int.MaxValue)]
        public int Up { get; init; } = 2000;

        /// <summary>Steps or epochs of the decreasing half of a cycle; null for the value of up. The default value is null.</summary>
        [Range(1, int.MaxValue)]
        public int? Down { get; init; }

        /// <summary>Minimum learning rate. The default value is 0.</summary>
        [Range(0, double.MaxValue)]
        public double MinLearningRate { get; init; }

        /// <summary>Scaling of the amplitude. The default value is Triangular.</summary>
        public CycleMode Cycle { get; init; }

        /// <summary>The factor of the amplitude in each unit, with cycle=ExpRange. The default value is 1.</summary>
        [Range(0, 1, MinimumIsExclusive = true)]
        public double Gamma { get; init; } = 1;

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
        {
            if (Gamma != 1 && Cycle != CycleMode.ExpRange)
                yield return BlockValidation.Result("Cyclic uses gamma with cycle=ExpRange only", nameof(Gamma));
        }

        /// <inheritdoc/>
        protected override Schedule CreateSchedule(TrainingContext context) =>
            Schedules.Cyclic(Up, Down ?? Up, MinLearningRate, Cycle, Gamma);
    }

    /// <summary>Reduced by a factor when a value stops improving.</summary>
    /// <remarks><see cref="ReduceLROnPlateau"/>.</remarks>
    public sealed record Plateau : ScheduleConfig
    {
        /// <summary>Key of the monitored value. The default value is val_loss.</summary>
        public string Monitor { get; init; } = "val_loss";

        /// <summary>Whether lower or higher is better. The default value is Auto: it is inferred from the key.</summary>
        public MonitorMode Mode { get; init; }

        /// <summary>The factor. The default value is 0.1.</summary>
        [Range(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)]
        public double Gamma { get; init; } = 0.1;

        /// <summary>Epochs without improvement before a reduction. The default value is 10.</summary>
        [Range(0, int.MaxValue)]
        public int Patience { get; init; } = 10;

        /// <summary>Minimum change that counts as an improvement. The default value is 0.0001.</summary>
        [Range(0, double.MaxValue)]
        public double MinDelta { get; init; } = 1e-4;

        /// <summary>Epochs after a reduction before counting resumes. The default value is 0.</summary>
        [Range(0, int.MaxValue)]
        public int Cooldown { get; init; }

        /// <summary>Minimum learning rate. The default value is 0.</summary>
        [Range(0, double.MaxValue)]
        public double MinLearningRate { get; init; }

        /// <inheritdoc/>
        public override Callback Create() => new ReduceLROnPlateau(Monitor)
        {
            Mode = Mode,
            Factor = Gamma,
            Patience = Patience,
            MinDelta = MinDelta,
            Cooldown = Cooldown,
            MinLearningRate = MinLearningRate,
        };
    }
}

/// <summary>The scaling of the amplitude of a cyclic schedule.</summary>
public enum CycleMode
{
    /// <summary>A constant amplitude.</summary>
    Triangular,

    /// <summary>Halved after each cycle.</summary>
    Triangular2,

    /// <summary>Multiplied by gamma in each unit.</summary>
    ExpRange,
}

/// <summary>The annealing strategy between two learning rates.</summary>
public enum AnnealMode
{
    /// <summary>Cosine annealing.</summary>
    Cos,

    /// <summary>Linear annealing.</summary>
    Linear,
}
