using System.ComponentModel.DataAnnotations;

namespace Gen.Training;

/// <summary>How a trainer makes its steps. A block of the config, too: <c>public TrainerOptions Steps { get; init; } = new();</c></summary>
[Config]
public sealed record TrainerOptions
{
    /// <summary>Longest gradient, of all parameters together (the Euclidean norm); longer ones are scaled down. Null: as they are.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double? ClipGradientNorm { get; init; }

    /// <summary>Largest absolute value of a gradient; larger ones are cut. Null: as they are.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double? ClipGradientValue { get; init; }

    /// <summary>Batches whose gradients are averaged before the optimizer makes a step. An epoch's last step may have fewer.</summary>
    [Range(1, int.MaxValue)]
    public int AccumulateSteps { get; init; } = 1;

    internal void Check()
    {
        if (ClipGradientNorm is <= 0 or double.NaN)
            throw new TrainingException($"the longest gradient must be positive, not {ClipGradientNorm}");
        if (ClipGradientValue is <= 0 or double.NaN)
            throw new TrainingException($"the largest gradient value must be positive, not {ClipGradientValue}");
        if (AccumulateSteps < 1)
            throw new TrainingException($"gradients of at least 1 batch make a step, not of {AccumulateSteps}");
    }
}
