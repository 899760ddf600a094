using System.ComponentModel.DataAnnotations;

namespace Gen.Training;

/// <summary>Options of a trainer's steps. Also a block of the config: <c>public TrainerOptions Steps { get; init; } = new();</c></summary>
[Config]
public sealed record TrainerOptions
{
    /// <summary>The greatest Euclidean norm of all gradients together; larger ones are scaled down. Null, the default value, for no
    /// limit.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double? ClipGradientNorm { get; init; }

    /// <summary>The greatest absolute value of an element of a gradient; larger ones are clipped. Null, the default value, for no
    /// limit.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double? ClipGradientValue { get; init; }

    /// <summary>The number of batches whose gradients are averaged for a step of the optimizer; an epoch's last step may have fewer. The
    /// default value is 1.</summary>
    [Range(1, int.MaxValue)]
    public int AccumulateSteps { get; init; } = 1;

    internal void Check()
    {
        if (ClipGradientNorm is <= 0 or double.NaN)
            throw new TrainingException(Positive(nameof(ClipGradientNorm), ClipGradientNorm));
        if (ClipGradientValue is <= 0 or double.NaN)
            throw new TrainingException(Positive(nameof(ClipGradientValue), ClipGradientValue));
        if (AccumulateSteps < 1)
            throw new TrainingException($"AccumulateSteps must be at least 1, but was {AccumulateSteps}.");
    }

    private static string Positive(string option, double? value) =>
        FormattableString.Invariant($"{option} must be positive, but was {value}.");
}
