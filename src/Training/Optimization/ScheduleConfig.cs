using System.ComponentModel.DataAnnotations;
using static Gen.Training.ScheduleKind;

namespace Gen.Training;

/// <summary>
/// Chooses how the step size changes by config: <c>schedule.kind=cosine schedule.warmup=2</c>. An entry that is null has the kind's own
/// default; one that is set although the kind does not use it is an error.
/// </summary>
[Config]
public sealed partial record ScheduleConfig : IValidatableObject
{
    /// <summary>The schedule.</summary>
    public ScheduleKind Kind { get; init; } = None;

    /// <summary>What every number here counts, and when the rate changes. By default Step for OneCycle and Cyclic, else Epoch.</summary>
    public ScheduleUnit? By { get; init; }

    /// <summary>Epochs or steps of an even rise before the schedule begins. By default 0.</summary>
    [Range(0, int.MaxValue)]
    public int? Warmup { get; init; }

    /// <summary>Epochs or steps between two factors (Step). By default 10.</summary>
    [Range(1, int.MaxValue)]
    public int? Every { get; init; }

    /// <summary>Epochs or steps, from 0, at which the factor is applied (MultiStep).</summary>
    public int[]? Milestones { get; init; }

    /// <summary>The factor: Step, MultiStep and Plateau 0.1, Exponential 0.95, Cyclic 1 (ExpRange alone uses it).</summary>
    [Range(0, 1, MinimumIsExclusive = true)]
    public double? Gamma { get; init; }

    /// <summary>Epochs or steps that it takes (Cosine, Linear, Polynomial, OneCycle: by default what the training has after the warm-up; CosineWarmRestarts: up to the first restart, 10).</summary>
    [Range(1, int.MaxValue)]
    public int? Length { get; init; }

    /// <summary>The least rate (Cosine, CosineWarmRestarts, Polynomial, Cyclic, Plateau). By default 0.</summary>
    [Range(0, double.MaxValue)]
    public double? MinLearningRate { get; init; }

    /// <summary>How many times as long the time to each next restart is (CosineWarmRestarts). By default 1.</summary>
    [Range(1, int.MaxValue)]
    public int? RestartFactor { get; init; }

    /// <summary>Factor at the beginning (Linear). By default 1.</summary>
    [Range(0, double.MaxValue)]
    public double? StartFactor { get; init; }

    /// <summary>Factor at the end (Linear). By default 0.</summary>
    [Range(0, double.MaxValue)]
    public double? EndFactor { get; init; }

    /// <summary>Power of the way down (Polynomial). By default 1.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? Power { get; init; }

    /// <summary>Share of the time up to the peak (OneCycle). By default 0.3.</summary>
    [Range(0, 1)]
    public double? Peak { get; init; }

    /// <summary>The first rate is the peak's divided by this (OneCycle). By default 25.</summary>
    [Range(1, double.MaxValue)]
    public double? InitialDivisor { get; init; }

    /// <summary>The last rate is the first one divided by this (OneCycle). By default 10,000.</summary>
    [Range(1, double.MaxValue)]
    public double? FinalDivisor { get; init; }

    /// <summary>The way between two rates (OneCycle). By default Cos.</summary>
    public AnnealMode? Anneal { get; init; }

    /// <summary>Steps or epochs up (Cyclic). By default 2000.</summary>
    [Range(1, int.MaxValue)]
    public int? Up { get; init; }

    /// <summary>Steps or epochs down (Cyclic). By default as many as up.</summary>
    [Range(1, int.MaxValue)]
    public int? Down { get; init; }

    /// <summary>How the height changes (Cyclic). By default Triangular.</summary>
    public CycleMode? Cycle { get; init; }

    /// <summary>Key of the value that is watched (Plateau). By default val_loss.</summary>
    public string? Monitor { get; init; }

    /// <summary>Whether lower or higher is better (Plateau). By default the name tells.</summary>
    public MonitorMode? Mode { get; init; }

    /// <summary>Epochs without improvement that are borne (Plateau). By default 10.</summary>
    [Range(0, int.MaxValue)]
    public int? Patience { get; init; }

    /// <summary>What counts as an improvement must be better by more than this (Plateau). By default 0.0001.</summary>
    [Range(0, double.MaxValue)]
    public double? MinDelta { get; init; }

    /// <summary>Epochs after a reduction in which none is counted (Plateau). By default 0.</summary>
    [Range(0, int.MaxValue)]
    public int? Cooldown { get; init; }

    /// <summary>The callback that follows the schedule, for a trainer's list of callbacks.</summary>
    /// <exception cref="ConfigException">An entry is set that the kind does not use, or one is missing.</exception>
    public Callback Create()
    {
        ChoiceChecks.Check(this);
        return Kind == Plateau ? CreatePlateau() : new ScheduledLearningRate(Of, Unit);
    }
}

/// <summary>How the step size changes over a training.</summary>
public enum ScheduleKind
{
    /// <summary>It stays, after a warm-up if there is one.</summary>
    None,

    /// <summary>Times a factor again and again: <see cref="Schedules.Step"/>.</summary>
    Step,

    /// <summary>Times a factor at milestones: <see cref="Schedules.MultiStep"/>.</summary>
    MultiStep,

    /// <summary>Times a factor each time: <see cref="Schedules.Exponential"/>.</summary>
    Exponential,

    /// <summary>Down along half a cosine: <see cref="Schedules.Cosine"/>.</summary>
    Cosine,

    /// <summary>The same again and again: <see cref="Schedules.CosineWarmRestarts"/>.</summary>
    CosineWarmRestarts,

    /// <summary>Down, or up, in even steps: <see cref="Schedules.Linear"/>.</summary>
    Linear,

    /// <summary>Down along a power: <see cref="Schedules.Polynomial"/>.</summary>
    Polynomial,

    /// <summary>Up to the optimizer's rate and down to nearly nothing: <see cref="Schedules.OneCycle"/>.</summary>
    OneCycle,

    /// <summary>Up to the optimizer's rate and down, again and again: <see cref="Schedules.Cyclic"/>.</summary>
    Cyclic,

    /// <summary>Times a factor when a value has stopped improving: <see cref="ReduceLROnPlateau"/>.</summary>
    Plateau,
}

/// <summary>What a schedule counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Epochs: the rate changes before each.</summary>
    Epoch,

    /// <summary>Training steps: the rate changes before each.</summary>
    Step,
}

/// <summary>How the height of a cyclic schedule changes from cycle to cycle.</summary>
public enum CycleMode
{
    /// <summary>It stays.</summary>
    Triangular,

    /// <summary>It is halved after each cycle.</summary>
    Triangular2,

    /// <summary>It falls by a factor at each step.</summary>
    ExpRange,
}

/// <summary>The way between two rates.</summary>
public enum AnnealMode
{
    /// <summary>Half a cosine.</summary>
    Cos,

    /// <summary>Even steps.</summary>
    Linear,
}
