using System.ComponentModel.DataAnnotations;
using static Gen.Training.LossKind;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Configures a loss: <c>loss.kind=cross_entropy loss.class_weights=1,2,1</c>. An entry that is null has the default value of the kind,
/// which is TorchSharp's. Setting an entry that the kind does not use is an error.
/// </summary>
[Config]
public sealed record LossConfig : IValidatableObject
{
    /// <summary>The loss. The default value is CrossEntropy.</summary>
    public LossKind Kind { get; init; } = CrossEntropy;

    /// <summary>The weight of each class (CrossEntropy, Nll, MultiMargin, MultiLabelSoftMargin); null for equal weights. The default value
    /// is null.</summary>
    public double[]? ClassWeights { get; init; }

    /// <summary>Whether to balance classes by the weights n / (k * count) (CrossEntropy, Nll, MultiMargin). The default value is
    /// false.</summary>
    public bool Balanced { get; init; }

    /// <summary>A label that is ignored, such as padding (CrossEntropy, Nll). The default value is null.</summary>
    public long? IgnoreIndex { get; init; }

    /// <summary>Fraction of a target that is distributed over all classes (CrossEntropy). The default value is 0.</summary>
    [Range(0, 1)]
    public double? LabelSmoothing { get; init; }

    /// <summary>Weight of positive targets (BceWithLogits). The default value is 1.</summary>
    [Range(0, double.MaxValue)]
    public double? PositiveWeight { get; init; }

    /// <summary>Threshold between the squared and the absolute error (SmoothL1). The default value is 1.</summary>
    [Range(0, double.MaxValue)]
    public double? Beta { get; init; }

    /// <summary>Threshold between the squared and the absolute error (Huber). The default value is 1.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? Delta { get; init; }

    /// <summary>Margin between classes (HingeEmbedding, MultiMargin). The default value is 1.</summary>
    public double? Margin { get; init; }

    /// <summary>Power of the hinge, 1 or 2 (MultiMargin). The default value is 1.</summary>
    [AllowedValues(null, 1, 2)]
    public int? Power { get; init; }

    /// <summary>Whether targets are logarithms of probabilities (KlDiv). The default value is false, as in PyTorch.</summary>
    public bool? LogTarget { get; init; }

    /// <summary>Whether predictions are logarithms of rates (PoissonNll). The default value is true.</summary>
    public bool? LogInput { get; init; }

    /// <summary>Whether to add the constant Stirling term (PoissonNll). The default value is false.</summary>
    public bool? Full { get; init; }

    /// <summary>
    /// Creates the loss. Called directly, it is the mean over a batch, as in torch. A trainer weights each row exactly, with its sample
    /// weight if there is one.
    /// </summary>
    /// <exception cref="ConfigException">An entry is set that the kind does not use, or <see cref="Balanced"/> is set, which needs
    /// labels.</exception>
    public nn.Module<Tensor, Tensor, Tensor> Create() => Balanced
        ? throw new ConfigException("LossConfig.Balanced: balanced needs the labels of the training data: call Create(labels)")
        : CreateCore(ClassWeights);

    /// <summary>Creates the loss, with classes balanced by labels if <see cref="Balanced"/> is set.</summary>
    /// <param name="labels">Class indices of the training data, of any shape. The tensor is not kept.</param>
    /// <param name="numClasses">The number of classes; null for one more than the largest label.</param>
    /// <exception cref="ConfigException">An entry is set that the kind does not use.</exception>
    /// <exception cref="TrainingException">There are no labels, or one is out of range.</exception>
    public nn.Module<Tensor, Tensor, Tensor> Create(Tensor labels, int? numClasses = null) =>
        CreateCore(Balanced ? Training.ClassWeights.Balanced(labels, numClasses, IgnoreIndex) : ClassWeights);

    /// <summary>Validates entries that depend on each other.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var unused in KindChecks.Unused(Kind, Entries))
            yield return unused;
        if (Balanced && ClassWeights is not null)
            yield return KindChecks.Result("balanced and class_weights must not both be set", nameof(Balanced));
        if (
            ClassWeights is { } weights
            && (weights.Length == 0 || !weights.All(w => w >= 0 && double.IsFinite(w)) || weights.All(w => w == 0))
        )
            yield return KindChecks.Result("class_weights must be finite, not negative, and not all 0", nameof(ClassWeights));
    }

    private KindEntry<LossKind>[] Entries =>
    [
        new(nameof(ClassWeights), ClassWeights, CrossEntropy, Nll, MultiMargin, MultiLabelSoftMargin),
        new(nameof(Balanced), Balanced ? true : null, CrossEntropy, Nll, MultiMargin),
        new(nameof(IgnoreIndex), IgnoreIndex, CrossEntropy, Nll),
        new(nameof(LabelSmoothing), LabelSmoothing, CrossEntropy),
        new(nameof(PositiveWeight), PositiveWeight, BceWithLogits),
        new(nameof(Beta), Beta, SmoothL1),
        new(nameof(Delta), Delta, Huber),
        new(nameof(Margin), Margin, HingeEmbedding, MultiMargin),
        new(nameof(Power), Power, MultiMargin),
        new(nameof(LogTarget), LogTarget, KlDiv),
        new(nameof(LogInput), LogInput, PoissonNll),
        new(nameof(Full), Full, PoissonNll),
    ];

    private nn.Module<Tensor, Tensor, Tensor> CreateCore(double[]? weights)
    {
        KindChecks.Check(this);
        return Kind is CrossEntropy or Nll
            ? new ClassLoss(this, weights)
            : new ElementLoss(this, PositiveWeight is { } positive ? [positive] : weights);
    }
}

/// <summary>The losses of torch.</summary>
public enum LossKind
{
    /// <summary>Cross-entropy of scores [n, c, …] and class indices [n, …] or probabilities [n, c, …].</summary>
    CrossEntropy,

    /// <summary>Negative log-likelihood of log-probabilities [n, c, …] and class indices [n, …].</summary>
    Nll,

    /// <summary>Binary cross-entropy of logits and targets from 0 to 1, of the same shape.</summary>
    BceWithLogits,

    /// <summary>Binary cross-entropy of probabilities and targets from 0 to 1, of the same shape.</summary>
    Bce,

    /// <summary>Squared error.</summary>
    Mse,

    /// <summary>Absolute error.</summary>
    L1,

    /// <summary>Squared error up to <c>beta</c>, absolute error beyond (Girshick 2015).</summary>
    SmoothL1,

    /// <summary>Squared error up to <c>delta</c>, delta times the absolute error beyond (Huber 1964).</summary>
    Huber,

    /// <summary>Kullback-Leibler divergence of log-probabilities from target probabilities, a mean over elements.</summary>
    KlDiv,

    /// <summary>Negative log-likelihood of counts under a Poisson distribution.</summary>
    PoissonNll,

    /// <summary>Hinge loss of distances and targets 1 or -1.</summary>
    HingeEmbedding,

    /// <summary>Logistic loss of scores and targets 1 or -1.</summary>
    SoftMargin,

    /// <summary>Hinge loss of scores [n, c] and class indices [n].</summary>
    MultiMargin,

    /// <summary>Hinge loss of scores [n, c] and lists of class indices [n, c], ended by -1.</summary>
    MultiLabelMargin,

    /// <summary>Mean over classes of the binary cross-entropy of scores [n, c] and targets 0 or 1 [n, c].</summary>
    MultiLabelSoftMargin,
}
