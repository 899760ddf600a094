using System.ComponentModel.DataAnnotations;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training;

/// <summary>
/// Configures a loss, one of the nested records: <c>loss=cross_entropy loss.class_weights=1,2,1</c>. A record of your own that derives from
/// this one is a further kind of a property with <c>[Kind&lt;FocalLoss&gt;]</c>.
/// </summary>
/// <remarks>
/// Called directly, a loss is the mean over a batch, as in torch. A trainer weights each row of these losses exactly, with its sample weight
/// if there is one, and leaves ignored labels out of its metrics, too. In formulas, x is a prediction and y its target.
/// </remarks>
[Config]
public abstract record LossConfig
{
    private const Reduction Each = Reduction.None;

    /// <summary>Creates the loss.</summary>
    /// <exception cref="ConfigException">Entries contradict each other.</exception>
    public abstract Module<Tensor, Tensor, Tensor> Create();

    /// <summary>Creates the loss, with classes balanced by labels if that is set.</summary>
    /// <param name="labels">Class indices of the training data, of any shape. The tensor is not kept.</param>
    /// <param name="numClasses">The number of classes; null for one more than the largest label.</param>
    /// <exception cref="ConfigException">Entries contradict each other.</exception>
    /// <exception cref="TrainingException">Labels are needed and there are none, or one is out of range.</exception>
    public virtual Module<Tensor, Tensor, Tensor> Create(Tensor labels, int? numClasses = null) => Create();

    /// <summary>Cross-entropy of scores [n, c, …] and class indices [n, …] or probabilities [n, c, …].</summary>
    /// <remarks>-log(softmax(x)_y).</remarks>
    public sealed record CrossEntropy : ClassLossConfig
    {
        /// <summary>A label that is ignored, such as padding; null for none. The default value is null.</summary>
        public long? IgnoreIndex { get; init; }

        /// <summary>Fraction of a target that is distributed over all classes (Szegedy et al. 2016). The default value is 0.</summary>
        [Range(0, 1)]
        public double LabelSmoothing { get; init; }

        private protected override long? IgnoredLabel => IgnoreIndex;

        /// <inheritdoc/>
        protected override Module<Tensor, Tensor, Tensor> CreateCore(double[]? classWeights) =>
            new ClassLoss(nameof(CrossEntropy), classWeights, IgnoreIndex, LabelSmoothing);
    }

    /// <summary>Negative log-likelihood of log-probabilities [n, c, …] and class indices [n, …].</summary>
    /// <remarks>-x_y.</remarks>
    public sealed record Nll : ClassLossConfig
    {
        /// <summary>A label that is ignored, such as padding; null for none. The default value is null.</summary>
        public long? IgnoreIndex { get; init; }

        private protected override long? IgnoredLabel => IgnoreIndex;

        /// <inheritdoc/>
        protected override Module<Tensor, Tensor, Tensor> CreateCore(double[]? classWeights) =>
            new ClassLoss(nameof(Nll), classWeights, IgnoreIndex);
    }

    /// <summary>Binary cross-entropy of logits and targets from 0 to 1, of the same shape.</summary>
    /// <remarks>-(p · y · log σ(x) + (1 - y) · log(1 - σ(x))), where p is the weight of positive targets.</remarks>
    public sealed record BceWithLogits : LossConfig
    {
        /// <summary>Weight of positive targets. The default value is 1.</summary>
        [Range(0, double.MaxValue)]
        public double PositiveWeight { get; init; } = 1;

        /// <inheritdoc/>
        public override Module<Tensor, Tensor, Tensor> Create() => new ElementLoss(
            nameof(BceWithLogits),
            static (x, y, weights) => functional.binary_cross_entropy_with_logits(x, y, null, Each, weights),
            PositiveWeight == 1 ? null : [PositiveWeight]);
    }

    /// <summary>Binary cross-entropy of probabilities and targets from 0 to 1, of the same shape.</summary>
    /// <remarks>-(y · log x + (1 - y) · log(1 - x)).</remarks>
    public sealed record Bce : LossConfig
    {
        /// <inheritdoc/>
        public override Module<Tensor, Tensor, Tensor> Create() =>
            new ElementLoss(nameof(Bce), static (x, y, _) => functional.binary_cross_entropy(x, y, null, Each));
    }

    /// <summary>Squared error.</summary>
    /// <remarks>(x - y)².</remarks>
    public sealed record Mse : LossConfig
    {
        /// <inheritdoc/>
        public override Module<Tensor, Tensor, Tensor> Create() =>
            new ElementLoss(nameof(Mse), static (x, y, _) => functional.mse_loss(x, y, Each));
    }

    /// <summary>Absolute error.</summary>
    /// <remarks>|x - y|.</remarks>
    public sealed record L1 : LossConfig
    {
        /// <inheritdoc/>
        public override Module<Tensor, Tensor, Tensor> Create() =>
            new ElementLoss(nameof(L1), static (x, y, _) => functional.l1_loss(x, y, Each));
    }

    /// <summary>Squared error up to a threshold, absolute error beyond (Girshick 2015).</summary>
    /// <remarks>(x - y)² / (2β) if |x - y| &lt; β, else |x - y| - β / 2.</remarks>
    public sealed record SmoothL1 : LossConfig
    {
        /// <summary>Threshold between the squared and the absolute error. The default value is 1.</summary>
        [Range(0, double.MaxValue)]
        public double Beta { get; init; } = 1;

        /// <inheritdoc/>
        public override Module<Tensor, Tensor, Tensor> Create() =>
            new ElementLoss(nameof(SmoothL1), (x, y, _) => functional.smooth_l1_loss(x, y, Each, Beta));
    }

    /// <summary>Squared error up to a threshold δ, δ times the absolute error beyond (Huber 1964).</summary>
    /// <remarks>(x - y)² / 2 if |x - y| &lt; δ, else δ · (|x - y| - δ / 2).</remarks>
    public sealed record Huber : LossConfig
    {
        /// <summary>Threshold between the squared and the absolute error. The default value is 1.</summary>
        [Range(0, double.MaxValue, MinimumIsExclusive = true)]
        public double Delta { get; init; } = 1;

        /// <inheritdoc/>
        public override Module<Tensor, Tensor, Tensor> Create() =>
            new ElementLoss(nameof(Huber), (x, y, _) => functional.huber_loss(x, y, Delta, Each));
    }

    /// <summary>Kullback-Leibler divergence of log-probabilities from target probabilities, a mean over elements.</summary>
    /// <remarks>y · (log y - x).</remarks>
    public sealed record KlDiv : LossConfig
    {
        /// <summary>Whether targets are logarithms of probabilities. The default value is false, as in PyTorch.</summary>
        public bool LogTarget { get; init; }

        /// <inheritdoc/>
        public override Module<Tensor, Tensor, Tensor> Create() =>
            new ElementLoss(nameof(KlDiv), (x, y, _) => functional.kl_div(x, y, LogTarget, Each));
    }

    /// <summary>Negative log-likelihood of counts under a Poisson distribution.</summary>
    /// <remarks>exp(x) - y · x; without <see cref="LogInput"/> x - y · log(x + 1e-8).</remarks>
    public sealed record PoissonNll : LossConfig
    {
        /// <summary>Whether predictions are logarithms of rates. The default value is true.</summary>
        public bool LogInput { get; init; } = true;

        /// <summary>Whether to add Stirling's approximation of log y!. The default value is false.</summary>
        public bool Full { get; init; }

        /// <inheritdoc/>
        public override Module<Tensor, Tensor, Tensor> Create() =>
            new ElementLoss(nameof(PoissonNll), (x, y, _) => functional.poisson_nll_loss(x, y, LogInput, Full, reduction: Each));
    }

    /// <summary>Hinge loss of distances and targets 1 or -1.</summary>
    /// <remarks>x if y is 1, max(0, margin - x) if y is -1.</remarks>
    public sealed record HingeEmbedding : LossConfig
    {
        /// <summary>Margin between classes. The default value is 1.</summary>
        public double Margin { get; init; } = 1;

        /// <inheritdoc/>
        public override Module<Tensor, Tensor, Tensor> Create() =>
            new ElementLoss(nameof(HingeEmbedding), (x, y, _) => functional.hinge_embedding_loss(x, y, Margin, Each));
    }

    /// <summary>Logistic loss of scores and targets 1 or -1.</summary>
    /// <remarks>log(1 + exp(-yx)).</remarks>
    public sealed record SoftMargin : LossConfig
    {
        /// <inheritdoc/>
        public override Module<Tensor, Tensor, Tensor> Create() =>
            new ElementLoss(nameof(SoftMargin), static (x, y, _) => functional.soft_margin_loss(x, y, Each));
    }

    /// <summary>Hinge loss of scores [n, c] and class indices [n] (Crammer and Singer 2001).</summary>
    /// <remarks>Σ max(0, margin - x_y + x_i)^power / c over the other classes i.</remarks>
    public sealed record MultiMargin : ClassLossConfig
    {
        /// <summary>Margin between classes. The default value is 1.</summary>
        public double Margin { get; init; } = 1;

        /// <summary>Power of the hinge, 1 or 2. The default value is 1.</summary>
        [AllowedValues(1, 2)]
        public int Power { get; init; } = 1;

        /// <inheritdoc/>
        protected override Module<Tensor, Tensor, Tensor> CreateCore(double[]? classWeights) =>
            new MarginLoss(nameof(MultiMargin), Power, Margin, classWeights);
    }

    /// <summary>Hinge loss of scores [n, c] and lists of class indices [n, c], ended by -1.</summary>
    /// <remarks>Σ max(0, 1 - x_j + x_i) / c over the listed classes j and the others i.</remarks>
    public sealed record MultiLabelMargin : LossConfig
    {
        /// <inheritdoc/>
        public override Module<Tensor, Tensor, Tensor> Create() => new ElementLoss(
            nameof(MultiLabelMargin),
            static (x, y, _) => functional.multi_label_margin_loss(x, y, Each),
            targetType: ScalarType.Int64);
    }

    /// <summary>Mean over classes of the binary cross-entropy of scores [n, c] and targets 0 or 1 [n, c].</summary>
    /// <remarks>-Σ wᵢ · (yᵢ · log σ(xᵢ) + (1 - yᵢ) · log(1 - σ(xᵢ))) / c.</remarks>
    public sealed record MultiLabelSoftMargin : LossConfig, IValidatableObject
    {
        /// <summary>The weight of each class; null for equal weights. The default value is null.</summary>
        public double[]? ClassWeights { get; init; }

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) =>
            ClassLossConfig.InvalidWeights(ClassWeights) is { } invalid ? [invalid] : [];

        /// <inheritdoc/>
        public override Module<Tensor, Tensor, Tensor> Create()
        {
            BlockValidation.Check(this);
            return new ClassScoresLoss(
                nameof(MultiLabelSoftMargin),
                static (x, y, weights) => functional.multilabel_soft_margin_loss(x, y, weights, Each),
                ClassWeights);
        }
    }
}
