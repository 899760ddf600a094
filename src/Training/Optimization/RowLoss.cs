using Gen.Training.Metrics;
using TorchSharp;
using static Gen.Training.LossKind;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training;

/// <summary>
/// A loss that returns the loss of each row, so that a trainer computes the mean over an epoch with sample weights. Called directly, it is
/// the mean over the batch, as in torch.
/// </summary>
internal abstract class RowLoss(LossKind kind, double[]? weights) : nn.Module<Tensor, Tensor, Tensor>(kind.ToString())
{
    private Tensor? _weights;

    protected LossKind Kind { get; } = kind;

    /// <summary>
    /// Computes the loss of each row, [n] or [n, …], and the weight of each row, [n], or null for 1. With weights, the losses are sums that
    /// include them.
    /// </summary>
    /// <exception cref="TrainingException">The shapes do not match.</exception>
    public abstract (Tensor Loss, Tensor? Weight) Rows(Tensor prediction, Tensor target);

    public override Tensor forward(Tensor input1, Tensor input2)
    {
        using var scope = NewDisposeScope();
        var (loss, weight) = Rows(input1, input2);
        return (weight is null ? loss.mean() : loss.sum() / weight.sum()).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the class weights with the predictions' type and device; null if there are none.</summary>
    protected Tensor? WeightsFor(Tensor prediction)
    {
        if (weights is null)
            return null;
        if (_weights is not null && _weights.dtype == prediction.dtype && DeviceTransfer.IsOn(_weights, prediction.device))
            return _weights;

        // Created in the scope of a step, and kept for later steps.
        _weights?.Dispose();
        return _weights = tensor(weights, prediction.dtype, prediction.device).DetachFromDisposeScope();
    }

    /// <summary>Checks that there is one weight per class, if there are weights.</summary>
    protected void CheckClasses(Tensor prediction)
    {
        if (weights is not null && weights.Length != prediction.size(1))
            throw new TrainingException(
                $"The loss {Kind} has {weights.Length} class weights, but predictions of shape {ShapeText.Format(prediction)} "
                + $"have {prediction.size(1)} classes.");
    }

    protected TrainingException ShapeMismatch(string expected, Tensor prediction, Tensor target, string hint = "") =>
        new($"The loss {Kind} needs {expected}, but the predictions have shape {ShapeText.Format(prediction)} "
            + $"and the targets {ShapeText.Format(target)}{hint}.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _weights?.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>
/// Cross-entropy and negative log-likelihood. Torch divides by the class weights of the labels in a batch, without ignored ones; here these
/// are the weights of the rows, so that the mean over an epoch is exact.
/// </summary>
internal sealed class ClassLoss(LossConfig config, double[]? weights) : RowLoss(config.Kind, weights)
{
    // Without IgnoreIndex, -100 must be an invalid label; torch would ignore it silently.
    private const long NoIndex = long.MinValue;

    public override (Tensor Loss, Tensor? Weight) Rows(Tensor prediction, Tensor target)
    {
        if (prediction.ndim < 2)
            throw ShapeMismatch("scores [n, c] with class indices [n]", prediction, target);
        CheckClasses(prediction);
        var classWeights = WeightsFor(prediction);
        if (target.is_floating_point())
            return (ProbabilityLoss(prediction, target, classWeights), null);
        target = LossInputs.ClassIndices(prediction, target);
        if (!target.Sizes().SequenceEqual(prediction.Sizes().Where((_, axis) => axis != 1)))
            throw ShapeMismatch("scores [n, c, …] with class indices [n, …]", prediction, target);

        var labels = target.to_type(ScalarType.Int64);
        var ignored = config.IgnoreIndex is { } index ? labels.eq(index) : null;
        if (ignored is not null)
            labels = labels.masked_fill(ignored, 0);
        var chosen = classWeights?.index_select(0, labels.flatten()).reshape(labels.Sizes());
        var loss = Kind == LossKind.Nll
            ? Weighted(prediction.gather(1, labels.unsqueeze(1)).squeeze(1).neg(), chosen)
            : functional.cross_entropy(prediction, labels, classWeights, NoIndex, Reduction.None, config.LabelSmoothing ?? 0);
        if (chosen is null && ignored is null)
            return (loss, null);
        var weight = chosen ?? ones_like(loss);
        return ignored is null
            ? (SumPerRow(loss), SumPerRow(weight))
            : (SumPerRow(loss.masked_fill(ignored, 0)), SumPerRow(weight.masked_fill(ignored, 0)));
    }

    private Tensor ProbabilityLoss(Tensor prediction, Tensor target, Tensor? classWeights)
    {
        if (Kind == LossKind.Nll)
            throw new TrainingException($"The loss Nll needs integer class indices as targets, but they are {target.dtype}.");
        if (!target.Sizes().SequenceEqual(prediction.Sizes()))
            throw ShapeMismatch(
                "scores with probabilities of the same shape or with integer class indices",
                prediction,
                target,
                LossInputs.Hint(prediction.Sizes(), target.Sizes())
            );
        return functional.cross_entropy(
            prediction,
            target.to_type(prediction.dtype),
            classWeights,
            NoIndex,
            Reduction.None,
            config.LabelSmoothing ?? 0
        );
    }

    private static Tensor Weighted(Tensor loss, Tensor? weight) => weight is null ? loss : loss * weight;

    private static Tensor SumPerRow(Tensor values) => values.ndim == 1 ? values : values.flatten(1).sum([1]);
}

/// <summary>Losses of elements, or of the scores of a row.</summary>
internal sealed class ElementLoss(LossConfig config, double[]? weights) : RowLoss(config.Kind, weights)
{
    private const Reduction Each = Reduction.None;

    public override (Tensor Loss, Tensor? Weight) Rows(Tensor prediction, Tensor target) =>
        (Kind == MultiMargin ? Margin(prediction, target) : Elements(prediction, target), null);

    private Tensor Margin(Tensor prediction, Tensor target)
    {
        target = LossInputs.ClassIndices(prediction, target);
        if (prediction.ndim != 2 || target.ndim != 1 || target.size(0) != prediction.size(0) || target.is_floating_point())
            throw ShapeMismatch("scores [n, c] with integer class indices [n]", prediction, target);
        CheckClasses(prediction);
        return functional.multi_margin_loss(
            prediction,
            target.to_type(ScalarType.Int64),
            config.Power ?? 1,
            config.Margin ?? 1,
            WeightsFor(prediction),
            Each
        );
    }

    private Tensor Elements(Tensor prediction, Tensor target)
    {
        // Torch would broadcast [n] and [n, 1] to [n, n].
        if (!prediction.Sizes().SequenceEqual(target.Sizes()))
            throw ShapeMismatch("predictions and targets of the same shape", prediction, target);
        if (Kind == MultiLabelSoftMargin)
        {
            if (prediction.ndim != 2)
                throw ShapeMismatch("scores [n, c] with targets [n, c]", prediction, target);
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
            _ => throw new ConfigException($"LossConfig.Kind: {Kind} is not a LossKind"),
        };
    }
}
