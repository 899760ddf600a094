using Gen.Training.Metrics;
using TorchSharp;
using static Gen.Training.LossKind;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training;

/// <summary>A loss that knows what each row contributes: a trainer takes the mean itself, over a whole epoch and with sample weights. Called by itself it is torch's mean over the batch.</summary>
internal abstract class RowLoss(LossKind kind, double[]? weights) : nn.Module<Tensor, Tensor, Tensor>(kind.ToString())
{
    private Tensor? _weights;

    protected LossKind Kind { get; } = kind;

    /// <summary>The loss of each row, [n] or [n, …], and what each row counts for if that is not 1, [n]; then the losses are sums that are multiplied by it.</summary>
    /// <exception cref="TrainingException">The shapes do not fit each other.</exception>
    public abstract (Tensor Loss, Tensor? Weight) Rows(Tensor prediction, Tensor target);

    public override Tensor forward(Tensor input1, Tensor input2)
    {
        using var scope = NewDisposeScope();
        var (loss, weight) = Rows(input1, input2);
        return (weight is null ? loss.mean() : loss.sum() / weight.sum()).MoveToOuterDisposeScope();
    }

    /// <summary>The weights given, of the predictions' type and on their device; null for none.</summary>
    protected Tensor? WeightsFor(Tensor prediction)
    {
        if (weights is null)
            return null;
        if (_weights is not null && _weights.dtype == prediction.dtype && DeviceTransfer.IsOn(_weights, prediction.device))
            return _weights;

        // Made in some step's scope, and kept for all steps after it.
        _weights?.Dispose();
        return _weights = tensor(weights, prediction.dtype, prediction.device).DetachFromDisposeScope();
    }

    /// <summary>One weight a class, where there are weights.</summary>
    protected void CheckClasses(Tensor prediction)
    {
        if (weights is not null && weights.Length != prediction.size(1))
            throw new TrainingException(
                $"the loss {Kind} has {weights.Length} class weights, but the predictions {ShapeText.Of(prediction)} "
                + $"are of {prediction.size(1)} classes");
    }

    protected TrainingException Misfit(string expected, Tensor prediction, Tensor target) =>
        new($"the loss {Kind} compares {expected}; here the predictions are {ShapeText.Of(prediction)} and the targets {ShapeText.Of(target)}");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _weights?.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>
/// Cross-entropy and negative log-likelihood of classes. Torch divides by the weights of the batch's labels, those to be ignored left out; these
/// are the rows' weights here, so that the mean over an epoch is exact, too.
/// </summary>
internal sealed class ClassLoss(LossConfig config, double[]? weights) : RowLoss(config.Kind, weights)
{
    // -100 is an ordinary, wrong label unless the user says otherwise: torch would leave it out without a word.
    private const long NoIndex = long.MinValue;

    public override (Tensor Loss, Tensor? Weight) Rows(Tensor prediction, Tensor target)
    {
        if (prediction.ndim < 2)
            throw Misfit("scores [n, c] with class indices [n]", prediction, target);
        CheckClasses(prediction);
        var classWeights = WeightsFor(prediction);
        if (target.is_floating_point())
            return (OfProbabilities(prediction, target, classWeights), null);
        if (!target.Sizes().SequenceEqual(prediction.Sizes().Where((_, axis) => axis != 1)))
            throw Misfit("scores [n, c, …] with class indices [n, …]", prediction, target);

        var labels = target.to_type(ScalarType.Int64);
        var ignored = config.IgnoreIndex is { } index ? labels.eq(index) : null;
        if (ignored is not null)
            labels = labels.masked_fill(ignored, 0);
        var chosen = classWeights?.index_select(0, labels.flatten()).reshape(labels.Sizes());
        var loss = Kind == LossKind.Nll
            ? Weighed(prediction.gather(1, labels.unsqueeze(1)).squeeze(1).neg(), chosen)
            : functional.cross_entropy(prediction, labels, classWeights, NoIndex, Reduction.None, config.LabelSmoothing ?? 0);
        if (chosen is null && ignored is null)
            return (loss, null);
        var weight = chosen ?? ones_like(loss);
        return ignored is null ? (Sums(loss), Sums(weight)) : (Sums(loss.masked_fill(ignored, 0)), Sums(weight.masked_fill(ignored, 0)));
    }

    private Tensor OfProbabilities(Tensor prediction, Tensor target, Tensor? classWeights)
    {
        if (Kind == LossKind.Nll)
            throw new TrainingException($"the loss Nll takes class indices, which are integers; the targets are {target.dtype}");
        if (!target.Sizes().SequenceEqual(prediction.Sizes()))
            throw Misfit("scores with probabilities of the same shape, or with class indices, which are integers", prediction, target);
        return functional.cross_entropy(prediction, target.to_type(prediction.dtype), classWeights, NoIndex, Reduction.None, config.LabelSmoothing ?? 0);
    }

    private static Tensor Weighed(Tensor loss, Tensor? weight) => weight is null ? loss : loss * weight;

    private static Tensor Sums(Tensor values) => values.ndim == 1 ? values : values.flatten(1).sum([1]);
}

/// <summary>Losses of single elements, or of the scores of a row.</summary>
internal sealed class ElementLoss(LossConfig config, double[]? weights) : RowLoss(config.Kind, weights)
{
    private const Reduction Each = Reduction.None;

    public override (Tensor Loss, Tensor? Weight) Rows(Tensor prediction, Tensor target) => (Kind == MultiMargin ? Margin(prediction, target) : Elements(prediction, target), null);

    private Tensor Margin(Tensor prediction, Tensor target)
    {
        if (prediction.ndim != 2 || target.ndim != 1 || target.size(0) != prediction.size(0) || target.is_floating_point())
            throw Misfit("scores [n, c] with class indices [n], which are integers", prediction, target);
        CheckClasses(prediction);
        return functional.multi_margin_loss(prediction, target.to_type(ScalarType.Int64), config.Power ?? 1, config.Margin ?? 1, WeightsFor(prediction), Each);
    }

    private Tensor Elements(Tensor prediction, Tensor target)
    {
        // Torch would stretch [n] and [n, 1] to [n, n], and learn nothing.
        if (!prediction.Sizes().SequenceEqual(target.Sizes()))
            throw Misfit("element by element", prediction, target);
        if (Kind == MultiLabelSoftMargin)
        {
            if (prediction.ndim != 2)
                throw Misfit("scores [n, c] with targets [n, c]", prediction, target);
            CheckClasses(prediction);
        }

        target = target.to_type(Kind == MultiLabelMargin ? ScalarType.Int64 : prediction.dtype);
        return Kind switch
        {
            Mse => functional.mse_loss(prediction, target, Each),
            L1 => functional.l1_loss(prediction, target, Each),
            SmoothL1 => functional.smooth_l1_loss(prediction, target, Each, config.Beta ?? 1),
            Huber => functional.huber_loss(prediction, target, config.Delta ?? 1, Each),
            BceWithLogits => functional.binary_cross_entropy_with_logits(prediction, target, null, Each, WeightsFor(prediction)),
            Bce => functional.binary_cross_entropy(prediction, target, null, Each),
            KlDiv => functional.kl_div(prediction, target, config.LogTarget ?? false, Each),
            PoissonNll => functional.poisson_nll_loss(prediction, target, config.LogInput ?? true, config.Full ?? false, reduction: Each),
            HingeEmbedding => functional.hinge_embedding_loss(prediction, target, config.Margin ?? 1, Each),
            SoftMargin => functional.soft_margin_loss(prediction, target, Each),
            MultiLabelMargin => functional.multi_label_margin_loss(prediction, target, Each),
            MultiLabelSoftMargin => functional.multilabel_soft_margin_loss(prediction, target, WeightsFor(prediction), Each),
            _ => throw new ConfigException($"LossConfig.Kind: there is no kind {Kind}"),
        };
    }
}
