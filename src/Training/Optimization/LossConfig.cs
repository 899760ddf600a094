using System.ComponentModel.DataAnnotations;
using static Gen.Training.LossKind;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Chooses a loss by config: <c>loss.kind=cross_entropy loss.class_weights=1,2,1</c>. An entry that is null has the kind's own default,
/// TorchSharp's; one that is set although the kind does not use it is an error.
/// </summary>
[Config]
public sealed record LossConfig : IValidatableObject
{
    /// <summary>The loss.</summary>
    public LossKind Kind { get; init; } = CrossEntropy;

    /// <summary>A weight for each class (CrossEntropy, Nll, MultiMargin, MultiLabelSoftMargin).</summary>
    public double[]? ClassWeights { get; init; }

    /// <summary>Weighs classes by n / (k * count) of the labels, so that all weigh the same (CrossEntropy, Nll, MultiMargin).</summary>
    public bool Balanced { get; init; }

    /// <summary>A label that counts for nothing, such as padding (CrossEntropy, Nll). By default there is none.</summary>
    public long? IgnoreIndex { get; init; }

    /// <summary>Share of a target that is spread over all classes (CrossEntropy). By default 0.</summary>
    [Range(0, 1)]
    public double? LabelSmoothing { get; init; }

    /// <summary>Weight of the targets that are 1 (BceWithLogits). By default 1.</summary>
    [Range(0, double.MaxValue)]
    public double? PositiveWeight { get; init; }

    /// <summary>Where the square ends (SmoothL1). By default 1.</summary>
    [Range(0, double.MaxValue)]
    public double? Beta { get; init; }

    /// <summary>Where the square ends (Huber). By default 1.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? Delta { get; init; }

    /// <summary>How far apart classes shall be (HingeEmbedding, MultiMargin). By default 1.</summary>
    public double? Margin { get; init; }

    /// <summary>Power of the hinge, 1 or 2 (MultiMargin). By default 1.</summary>
    [AllowedValues(null, 1, 2)]
    public int? Power { get; init; }

    /// <summary>Whether targets are logarithms of probabilities (KlDiv). By default false, as in PyTorch.</summary>
    public bool? LogTarget { get; init; }

    /// <summary>Whether predictions are logarithms of rates (PoissonNll). By default true.</summary>
    public bool? LogInput { get; init; }

    /// <summary>Whether the part of the likelihood that no model changes is added (PoissonNll). By default false.</summary>
    public bool? Full { get; init; }

    /// <summary>The loss. Called by itself it is torch's mean over a batch; a trainer counts each row exactly, with its sample weight if it has one.</summary>
    /// <exception cref="ConfigException">An entry is set that the kind does not use, or the classes are to be balanced, which takes labels.</exception>
    public nn.Module<Tensor, Tensor, Tensor> Create() => Balanced
        ? throw new ConfigException("LossConfig.Balanced: balancing takes the labels of the training data: call Create(labels)")
        : Of(ClassWeights);

    /// <summary>The loss, its classes balanced by labels if <see cref="Balanced"/> says so.</summary>
    /// <param name="labels">Class indices of the training data, of any shape; not kept.</param>
    /// <param name="classes">How many classes there are; if it is not given, one more than the largest label.</param>
    /// <exception cref="ConfigException">An entry is set that the kind does not use.</exception>
    /// <exception cref="TrainingException">There are no labels, or one is no class.</exception>
    public nn.Module<Tensor, Tensor, Tensor> Create(Tensor labels, int? classes = null) =>
        Of(Balanced ? Training.ClassWeights.Balanced(labels, classes, IgnoreIndex) : ClassWeights);

    /// <summary>What is wrong with entries that are right each by itself.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var unused in ChoiceChecks.Unused(Kind, Entries))
            yield return unused;
        if (Balanced && ClassWeights is not null)
            yield return ChoiceChecks.Result("classes are either balanced or have the weights given", nameof(Balanced));
        if (ClassWeights is { } weights && (weights.Length == 0 || !weights.All(w => w >= 0 && double.IsFinite(w)) || weights.All(w => w == 0)))
            yield return ChoiceChecks.Result("weights must be numbers from 0, not all of them 0", nameof(ClassWeights));
    }

    private ChoiceEntry<LossKind>[] Entries =>
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

    private nn.Module<Tensor, Tensor, Tensor> Of(double[]? weights)
    {
        ChoiceChecks.Check(this);
        return Kind is CrossEntropy or Nll ? new ClassLoss(this, weights) : new ElementLoss(this, PositiveWeight is { } positive ? [positive] : weights);
    }
}

/// <summary>Torch's losses of predictions and targets.</summary>
public enum LossKind
{
    /// <summary>Cross-entropy of scores [n, c, …] and class indices [n, …] or probabilities [n, c, …].</summary>
    CrossEntropy,

    /// <summary>Negative log-likelihood of log-probabilities [n, c, …] and class indices [n, …].</summary>
    Nll,

    /// <summary>Binary cross-entropy of scores and targets from 0 to 1, both of one shape.</summary>
    BceWithLogits,

    /// <summary>Binary cross-entropy of probabilities and targets from 0 to 1, both of one shape.</summary>
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
