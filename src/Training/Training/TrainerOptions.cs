using System.ComponentModel.DataAnnotations;

namespace Gen.Training;

/// <summary>Options of training steps. Can be a block of the config: <c>public TrainerOptions Steps { get; init; } = new();</c></summary>
[Config]
public sealed record TrainerOptions
{
    /// <summary>The maximum Euclidean norm of all gradients together, to which larger ones are scaled down; null for no limit. The default
    /// value is null.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double? ClipGradientNorm { get; init; }

    /// <summary>The maximum absolute value of an element of a gradient, to which larger ones are clipped; null for no limit. The default
    /// value is null.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double? ClipGradientValue { get; init; }

    /// <summary>The number of batches that make a step of the optimizer, at least 1, with the gradient that one batch of all their rows
    /// has, sample weights included. The last step of an epoch may have fewer batches. The default value is 1.</summary>
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
