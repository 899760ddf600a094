using System.ComponentModel.DataAnnotations;
using static Gen.Training.ScheduleKind;

namespace Gen.Training;

/// <summary>
/// Configures a learning-rate schedule: <c>schedule.kind=cosine schedule.warmup=2</c>. An entry that is null has the default value of the
/// kind. Setting an entry that the kind does not use is an error.
/// </summary>
[Config]
public sealed partial record ScheduleConfig : IValidatableObject
{
    /// <summary>The schedule. The default value is None.</summary>
    public ScheduleKind Kind { get; init; } = None;

    /// <summary>The unit of all lengths, and of changes of the learning rate. The default value is Step for OneCycle and Cyclic, otherwise
    /// Epoch.</summary>
    public ScheduleUnit? Unit { get; init; }

    /// <summary>Epochs or steps of linear warm-up before the schedule begins. The default value is 0.</summary>
    [Range(0, int.MaxValue)]
    public int? Warmup { get; init; }

    /// <summary>Epochs or steps between two reductions (Step). The default value is 10.</summary>
    [Range(1, int.MaxValue)]
    public int? Every { get; init; }

    /// <summary>Epochs or steps, from 0, where the factor is applied (MultiStep).</summary>
    public int[]? Milestones { get; init; }

    /// <summary>The factor. The default value is 0.1 for Step, MultiStep and Plateau, 0.95 for Exponential, and 1 for Cyclic (ExpRange
    /// only).</summary>
    [Range(0, 1, MinimumIsExclusive = true)]
    public double? Gamma { get; init; }

    /// <summary>Length in epochs or steps. The default value is the rest of the training after the warm-up (Cosine, Linear, Polynomial,
    /// OneCycle), or 10 up to the first restart (CosineWarmRestarts).</summary>
    [Range(1, int.MaxValue)]
    public int? Length { get; init; }

    /// <summary>Minimum learning rate (Cosine, CosineWarmRestarts, Polynomial, Cyclic, Plateau). The default value is 0.</summary>
    [Range(0, double.MaxValue)]
    public double? MinLearningRate { get; init; }

    /// <summary>Factor of the length after each restart (CosineWarmRestarts). The default value is 1.</summary>
    [Range(1, int.MaxValue)]
    public int? RestartFactor { get; init; }

    /// <summary>Factor of the learning rate at the start (Linear). The default value is 1.</summary>
    [Range(0, double.MaxValue)]
    public double? StartFactor { get; init; }

    /// <summary>Factor of the learning rate at the end (Linear). The default value is 0.</summary>
    [Range(0, double.MaxValue)]
    public double? EndFactor { get; init; }

    /// <summary>Power of the polynomial (Polynomial). The default value is 1.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? Power { get; init; }

    /// <summary>Fraction of the cycle before the peak (OneCycle). The default value is 0.3.</summary>
    [Range(0, 1)]
    public double? Peak { get; init; }

    /// <summary>Divisor that gives the initial learning rate from the peak (OneCycle). The default value is 25.</summary>
    [Range(1, double.MaxValue)]
    public double? InitialDivisor { get; init; }

    /// <summary>Divisor that gives the final learning rate from the initial one (OneCycle). The default value is 10,000.</summary>
    [Range(1, double.MaxValue)]
    public double? FinalDivisor { get; init; }

    /// <summary>Annealing strategy (OneCycle). The default value is Cos.</summary>
    public AnnealMode? Anneal { get; init; }

    /// <summary>Steps or epochs of the increasing half of a cycle (Cyclic). The default value is 2000.</summary>
    [Range(1, int.MaxValue)]
    public int? Up { get; init; }

    /// <summary>Steps or epochs of the decreasing half of a cycle (Cyclic). The default value is the value of up.</summary>
    [Range(1, int.MaxValue)]
    public int? Down { get; init; }

    /// <summary>Scaling of the amplitude (Cyclic). The default value is Triangular.</summary>
    public CycleMode? Cycle { get; init; }

    /// <summary>Key of the monitored value (Plateau). The default value is val_loss.</summary>
    public string? Monitor { get; init; }

    /// <summary>Whether lower or higher is better (Plateau). The default value is Auto: it is inferred from the key.</summary>
    public MonitorMode? Mode { get; init; }

    /// <summary>Epochs without improvement before a reduction (Plateau). The default value is 10.</summary>
    [Range(0, int.MaxValue)]
    public int? Patience { get; init; }

    /// <summary>Minimum change that counts as an improvement (Plateau). The default value is 0.0001.</summary>
    [Range(0, double.MaxValue)]
    public double? MinDelta { get; init; }

    /// <summary>Epochs after a reduction before counting resumes (Plateau). The default value is 0.</summary>
    [Range(0, int.MaxValue)]
    public int? Cooldown { get; init; }

    /// <summary>Creates a callback that applies the schedule.</summary>
    /// <exception cref="ConfigException">An entry is set that the kind does not use, or a required entry is missing.</exception>
    public Callback Create()
    {
        KindChecks.Check(this);
        return Kind == Plateau ? CreatePlateau() : new ScheduledLearningRate(CreateSchedule, EffectiveUnit);
    }
}

/// <summary>The kinds of learning-rate schedules.</summary>
public enum ScheduleKind
{
    /// <summary>Constant, after the warm-up if there is one.</summary>
    None,

    /// <summary>Reduced by a factor at regular intervals: <see cref="Schedules.Step"/>.</summary>
    Step,

    /// <summary>Reduced by a factor at milestones: <see cref="Schedules.MultiStep"/>.</summary>
    MultiStep,

    /// <summary>Reduced by a factor in each unit: <see cref="Schedules.Exponential"/>.</summary>
    Exponential,

    /// <summary>Cosine annealing: <see cref="Schedules.Cosine"/>.</summary>
    Cosine,

    /// <summary>Cosine annealing with warm restarts: <see cref="Schedules.CosineWarmRestarts"/>.</summary>
    CosineWarmRestarts,

    /// <summary>Linear: <see cref="Schedules.Linear"/>.</summary>
    Linear,

    /// <summary>Polynomial decay: <see cref="Schedules.Polynomial"/>.</summary>
    Polynomial,

    /// <summary>The 1cycle policy, whose peak is the optimizer's learning rate: <see cref="Schedules.OneCycle"/>.</summary>
    OneCycle,

    /// <summary>Cycles whose peak is the optimizer's learning rate: <see cref="Schedules.Cyclic"/>.</summary>
    Cyclic,

    /// <summary>Reduced by a factor when a value stops improving: <see cref="ReduceLROnPlateau"/>.</summary>
    Plateau,
}

/// <summary>The unit of a schedule.</summary>
public enum ScheduleUnit
{
    /// <summary>Epochs: the learning rate changes before each epoch.</summary>
    Epoch,

    /// <summary>Training steps: the learning rate changes before each step.</summary>
    Step,
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
