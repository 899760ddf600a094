using System.ComponentModel.DataAnnotations;

namespace Gen.Training;

/// <summary>The entries of Adam and its variants.</summary>
public abstract record AdamOptimizerConfig : OptimizerConfig
{
    /// <summary>Initializes the entries that all variants have.</summary>
    /// <param name="learningRate">The default learning rate of the kind.</param>
    protected AdamOptimizerConfig(double learningRate)
        : base(learningRate)
    {
    }

    /// <summary>Decay rate of the mean gradient. The default value is 0.9.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay rate of the mean squared gradient. The default value is 0.999.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Term added to denominators for numerical stability. The default value is 1e-8.</summary>
    [Range(0, double.MaxValue)]
    public double Epsilon { get; init; } = 1e-8;
}
