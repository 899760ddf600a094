using System.ComponentModel.DataAnnotations;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The entries of losses of one label per row, which can weight the classes.</summary>
public abstract record ClassLossConfig : LossConfig, IValidatableObject
{
    /// <summary>The weight of each class; null for equal weights. The default value is null.</summary>
    public double[]? ClassWeights { get; init; }

    /// <summary>Whether to balance classes by the weights n / (k * count). The default value is false.</summary>
    public bool Balanced { get; init; }

    /// <summary>The label that is ignored; null for none.</summary>
    private protected virtual long? IgnoredLabel => null;

    /// <inheritdoc/>
    /// <exception cref="ConfigException"><see cref="Balanced"/> is set, which needs labels.</exception>
    public sealed override nn.Module<Tensor, Tensor, Tensor> Create() => Balanced
        ? throw new ConfigException($"{GetType().Name}.Balanced: balanced needs the labels of the training data: call Create(labels)")
        : Validated(ClassWeights);

    /// <inheritdoc/>
    public sealed override nn.Module<Tensor, Tensor, Tensor> Create(Tensor labels, int? numClasses = null) =>
        Validated(Balanced ? Training.ClassWeights.Balanced(labels, numClasses, IgnoredLabel) : ClassWeights);

    /// <summary>Creates the loss with weights of the classes.</summary>
    /// <param name="classWeights">The weights; null for equal weights.</param>
    protected abstract nn.Module<Tensor, Tensor, Tensor> CreateCore(double[]? classWeights);

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (Balanced && ClassWeights is not null)
            yield return BlockValidation.Result("balanced and class_weights must not both be set", nameof(Balanced));
        if (InvalidWeights(ClassWeights) is { } invalid)
            yield return invalid;
    }

    internal static ValidationResult? InvalidWeights(double[]? weights) =>
        weights is null || (weights.All(w => w >= 0 && double.IsFinite(w)) && weights.Any(w => w > 0))
            ? null
            : BlockValidation.Result("class_weights must be finite, not negative, and not all 0", nameof(ClassWeights));

    private nn.Module<Tensor, Tensor, Tensor> Validated(double[]? weights)
    {
        BlockValidation.Check(this);
        return CreateCore(weights);
    }
}
