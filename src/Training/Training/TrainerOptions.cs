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

    /// <summary>The number of epochs from a validation to the next, at least 1; null for no validations at the ends of epochs. Callbacks
    /// that monitor a value of the validation are not called after other epochs. The default value is 1.</summary>
    [Range(1, int.MaxValue)]
    public int? ValidateEveryNEpochs { get; init; } = 1;

    /// <summary>The number of training steps from a validation to the next, at least 1, in addition to those after epochs; null for no
    /// validations within epochs. Their values are recorded by step, as <c>batch/val_loss</c>, and the last ones in an epoch are the
    /// epoch's. The default value is null.</summary>
    [Range(1, int.MaxValue)]
    public int? ValidateEveryNSteps { get; init; }

    internal void Check()
    {
        if (ClipGradientNorm is <= 0 or double.NaN)
            throw new TrainingException(Positive(nameof(ClipGradientNorm), ClipGradientNorm));
        if (ClipGradientValue is <= 0 or double.NaN)
            throw new TrainingException(Positive(nameof(ClipGradientValue), ClipGradientValue));
        AtLeastOne(nameof(AccumulateSteps), AccumulateSteps);
        AtLeastOne(nameof(ValidateEveryNEpochs), ValidateEveryNEpochs);
        AtLeastOne(nameof(ValidateEveryNSteps), ValidateEveryNSteps);
    }

    private static void AtLeastOne(string option, int? value)
    {
        if (value < 1)
            throw new TrainingException($"{option} must be at least 1, but was {value}.");
    }

    private static string Positive(string option, double? value) =>
        FormattableString.Invariant($"{option} must be positive, but was {value}.");
}
