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

    /// <summary>
    /// Whether memory that tensors on the processor free stays with the process for the steps that follow, up to 1 GiB of it and tensors of up to 32 MiB,
    /// instead of going back to the system after each step, which takes some percent of its time. It is set (glibc's <c>mallopt</c>) before the first batch
    /// of a model on the processor, for the whole process and to its end, on Linux with glibc; elsewhere, and where the environment sets glibc's allocator
    /// up (<c>MALLOC_TRIM_THRESHOLD_</c>, <c>MALLOC_MMAP_THRESHOLD_</c>, <c>MALLOC_TOP_PAD_</c>, <c>GLIBC_TUNABLES</c>), nothing is changed.
    /// </summary>
    /// <value>True.</value>
    public bool KeepFreedMemory { get; init; } = true;

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
