using System.ComponentModel.DataAnnotations;
using static Gen.Training.ScheduleKind;

namespace Gen.Training;

/// <content>The kinds: the entries that they use, and their creation.</content>
public sealed partial record ScheduleConfig
{
    private static readonly ScheduleKind[] s_byTime =
        [None, ScheduleKind.Step, MultiStep, Exponential, Cosine, CosineWarmRestarts, Linear, Polynomial, OneCycle, Cyclic];

    private ScheduleUnit EffectiveUnit => Unit ?? (Kind is OneCycle or Cyclic ? ScheduleUnit.Step : ScheduleUnit.Epoch);

    private KindEntry<ScheduleKind>[] Entries =>
    [
        new(nameof(Unit), Unit, s_byTime),
        new(nameof(Warmup), Warmup, s_byTime),
        new(nameof(Every), Every, ScheduleKind.Step),
        new(nameof(Milestones), Milestones, MultiStep),
        new(nameof(Gamma), Gamma, ScheduleKind.Step, MultiStep, Exponential, Cyclic, Plateau),
        new(nameof(Length), Length, Cosine, CosineWarmRestarts, Linear, Polynomial, OneCycle),
        new(nameof(MinLearningRate), MinLearningRate, Cosine, CosineWarmRestarts, Polynomial, Cyclic, Plateau),
        new(nameof(RestartFactor), RestartFactor, CosineWarmRestarts),
        new(nameof(StartFactor), StartFactor, Linear),
        new(nameof(EndFactor), EndFactor, Linear),
        new(nameof(Power), Power, Polynomial),
        new(nameof(Peak), Peak, OneCycle),
        new(nameof(InitialDivisor), InitialDivisor, OneCycle),
        new(nameof(FinalDivisor), FinalDivisor, OneCycle),
        new(nameof(Anneal), Anneal, OneCycle),
        new(nameof(Up), Up, Cyclic),
        new(nameof(Down), Down, Cyclic),
        new(nameof(Cycle), Cycle, Cyclic),
        new(nameof(Monitor), Monitor, Plateau),
        new(nameof(Mode), Mode, Plateau),
        new(nameof(Patience), Patience, Plateau),
        new(nameof(MinDelta), MinDelta, Plateau),
        new(nameof(Cooldown), Cooldown, Plateau),
    ];

    /// <summary>Validates entries that depend on each other.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var unused in KindChecks.Unused(Kind, Entries))
            yield return unused;
        if (Kind == MultiStep && Milestones is null or [])
            yield return KindChecks.Result("kind MultiStep needs milestones, such as milestones=30,60", nameof(Milestones));
        if (Kind == MultiStep && Milestones?.Any(m => m < 0) == true)
            yield return KindChecks.Result("milestones must not be negative", nameof(Milestones));
        if (Kind == Plateau && Gamma >= 1)
            yield return KindChecks.Result("kind Plateau needs a gamma less than 1", nameof(Gamma));
        if (Kind == Cyclic && Gamma is not null && Cycle != CycleMode.ExpRange)
            yield return KindChecks.Result("gamma is set, but kind Cyclic uses it with cycle=ExpRange only", nameof(Gamma));
    }

    private ReduceLROnPlateau CreatePlateau() => new(Monitor ?? "val_loss")
    {
        Factor = Gamma ?? 0.1,
        Patience = Patience ?? 10,
        MinDelta = MinDelta ?? 1e-4,
        Mode = Mode ?? default,
        Cooldown = Cooldown ?? 0,
        MinLearningRate = MinLearningRate ?? 0,
    };

    private Schedule CreateSchedule(TrainingContext context)
    {
        var main = Main(context);
        return Warmup is > 0 and { } length ? Schedules.Warmup(length, main) : main;
    }

    private Schedule Main(TrainingContext context) => Kind switch
    {
        None => Schedules.Constant(),
        ScheduleKind.Step => Schedules.Step(Every ?? 10, Gamma ?? 0.1),
        MultiStep => Schedules.MultiStep(Milestones!, Gamma ?? 0.1),
        Exponential => Schedules.Exponential(Gamma ?? 0.95),
        Cosine => Schedules.Cosine(LengthIn(context), MinLearningRate ?? 0),
        CosineWarmRestarts => Schedules.CosineWarmRestarts(Length ?? 10, RestartFactor ?? 1, MinLearningRate ?? 0),
        Linear => Schedules.Linear(LengthIn(context), StartFactor ?? 1, EndFactor ?? 0),
        Polynomial => Schedules.Polynomial(LengthIn(context), Power ?? 1, MinLearningRate ?? 0),
        OneCycle => Schedules.OneCycle(LengthIn(context), Peak ?? 0.3, InitialDivisor ?? 25, FinalDivisor ?? 1e4, Anneal ?? AnnealMode.Cos),
        Cyclic => Schedules.Cyclic(Up ?? 2000, Down ?? Up ?? 2000, MinLearningRate ?? 0, Cycle ?? CycleMode.Triangular, Gamma ?? 1),
        _ => throw new ConfigException($"ScheduleConfig.Kind: {Kind} is not a ScheduleKind"),
    };

    /// <summary>Returns the configured length, or the rest of the training after the warm-up.</summary>
    private long LengthIn(TrainingContext context)
    {
        if (Length is { } given)
            return given;
        if (EffectiveUnit == ScheduleUnit.Step && context.Fit.BatchesPerEpoch is null)
            throw new TrainingException(
                $"The schedule {Kind} needs a length in steps, because the data source does not know the number of batches in an epoch."
            );
        long units = EffectiveUnit == ScheduleUnit.Epoch ? 1 : context.Fit.BatchesPerEpoch!.Value;
        return Math.Max((context.Fit.Epochs * units) - (Warmup ?? 0), 1);
    }
}
