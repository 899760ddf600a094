using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training;

/// <summary>The losses of the rows of a batch.</summary>
/// <param name="Loss">The loss of each row, [n] or [n, …]; with weights the sums of rows, [n], which include them.</param>
/// <param name="Weight">The weight of each row, [n]; null for 1.</param>
/// <param name="Mask">Which labels count, bool of the shape of the labels; null for all.</param>
internal readonly record struct RowLosses(Tensor Loss, Tensor? Weight = null, Tensor? Mask = null)
{
    /// <summary>Returns the sums of rows, [n].</summary>
    public static Tensor Sum(Tensor values) => values.ndim == 1 ? values : values.flatten(1).sum([1]);
}

/// <summary>
/// A loss that returns the loss of each row, so that a trainer computes the mean over an epoch with sample weights. Called directly, it is
/// the mean over the batch, as in torch.
/// </summary>
internal abstract class RowLoss(string kind, double[]? weights) : Module<Tensor, Tensor, Tensor>(kind)
{
    private Tensor? _weights;

    protected string Kind { get; } = kind;

    /// <summary>Computes the loss of each row.</summary>
    /// <exception cref="TrainingException">The shapes do not match.</exception>
    public abstract RowLosses Rows(Tensor prediction, Tensor target);

    public override Tensor forward(Tensor input1, Tensor input2)
    {
        using var scope = NewDisposeScope();
        var (loss, weight, _) = Rows(input1, input2);
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

    /// <summary>Checks that predictions and targets have the same shape: torch would broadcast [n] and [n, 1] to [n, n].</summary>
    protected void CheckSameShape(Tensor prediction, Tensor target)
    {
        if (!prediction.Sizes().SequenceEqual(target.Sizes()))
            throw ShapeMismatch("predictions and targets of the same shape", prediction, target);
    }

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
internal sealed class ClassLoss(string kind, double[]? weights, long? ignoreIndex, double smoothing = 0) : RowLoss(kind, weights)
{
    // Without IgnoreIndex, -100 must be an invalid label; torch would ignore it silently.
    private const long NoIndex = long.MinValue;

    private bool IsNll => Kind == nameof(LossConfig.Nll);

    public override RowLosses Rows(Tensor prediction, Tensor target)
    {
        if (prediction.ndim < 2)
            throw ShapeMismatch("scores [n, c] with class indices [n]", prediction, target);
        CheckClasses(prediction);
        var classWeights = WeightsFor(prediction);
        if (target.is_floating_point())
            return new(ProbabilityLoss(prediction, target, classWeights));
        target = LossInputs.ClassIndices(prediction, target);
        if (!target.Sizes().SequenceEqual(prediction.Sizes().Where((_, axis) => axis != 1)))
            throw ShapeMismatch("scores [n, c, …] with class indices [n, …]", prediction, target);
        return Rows(IsNll, prediction, target, classWeights, ignoreIndex, smoothing);
    }

    /// <summary>Computes the loss of each row of scores [n, c, …] with class indices [n, …].</summary>
    /// <param name="isNll">Whether the scores are log-probabilities.</param>
    /// <param name="prediction">The scores.</param>
    /// <param name="target">The class indices.</param>
    /// <param name="classWeights">The weight of each class; null for 1.</param>
    /// <param name="ignoreIndex">The label of rows to leave out; null for none.</param>
    /// <param name="smoothing">The label smoothing.</param>
    public static RowLosses Rows(
        bool isNll, Tensor prediction, Tensor target, Tensor? classWeights, long? ignoreIndex, double smoothing)
    {
        var labels = target.to_type(ScalarType.Int64);
        var ignored = ignoreIndex is { } index ? labels.eq(index) : null;
        if (ignored is not null)
            labels = labels.masked_fill(ignored, 0);
        var chosen = classWeights?.index_select(0, labels.flatten()).reshape(labels.Sizes());
        var loss = isNll
            ? Weighted(prediction.gather(1, labels.unsqueeze(1)).squeeze(1).neg(), chosen)
            : functional.cross_entropy(prediction, labels, classWeights, NoIndex, Reduction.None, smoothing);
        if (chosen is null && ignored is null)
            return new(loss);
        var weight = chosen ?? ones_like(loss);
        return ignored is null
            ? new(RowLosses.Sum(loss), RowLosses.Sum(weight))
            : new(
                RowLosses.Sum(loss.masked_fill(ignored, 0)), RowLosses.Sum(weight.masked_fill(ignored, 0)), ignored.logical_not());
    }

    private Tensor ProbabilityLoss(Tensor prediction, Tensor target, Tensor? classWeights)
    {
        if (IsNll)
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
            smoothing
        );
    }

    private static Tensor Weighted(Tensor loss, Tensor? weight) => weight is null ? loss : loss * weight;
}

/// <summary>Losses of elements.</summary>
/// <param name="kind">The name of the kind.</param>
/// <param name="each">Computes the loss of each element, or of each row, of predictions, targets and weights.</param>
/// <param name="weights">Weights that broadcast to the elements; null for none.</param>
/// <param name="targetType">The type of targets; null for that of the predictions.</param>
internal class ElementLoss(
    string kind, Func<Tensor, Tensor, Tensor?, Tensor> each, double[]? weights = null, ScalarType? targetType = null)
    : RowLoss(kind, weights)
{
    public override RowLosses Rows(Tensor prediction, Tensor target)
    {
        CheckSameShape(prediction, target);
        return new(each(prediction, target.to_type(targetType ?? prediction.dtype), WeightsFor(prediction)));
    }
}

/// <summary>Losses of the scores of all classes, [n, c].</summary>
internal sealed class ClassScoresLoss(string kind, Func<Tensor, Tensor, Tensor?, Tensor> each, double[]? weights)
    : ElementLoss(kind, each, weights)
{
    public override RowLosses Rows(Tensor prediction, Tensor target)
    {
        if (prediction.ndim != 2)
            throw ShapeMismatch("scores [n, c] with targets [n, c]", prediction, target);
        CheckClasses(prediction);
        return base.Rows(prediction, target);
    }
}

/// <summary>Hinge loss of the scores of a row.</summary>
internal sealed class MarginLoss(string kind, int power, double margin, double[]? weights) : RowLoss(kind, weights)
{
    public override RowLosses Rows(Tensor prediction, Tensor target)
    {
        target = LossInputs.ClassIndices(prediction, target);
        if (prediction.ndim != 2 || target.ndim != 1 || target.size(0) != prediction.size(0) || target.is_floating_point())
            throw ShapeMismatch("scores [n, c] with integer class indices [n]", prediction, target);
        CheckClasses(prediction);
        var labels = target.to_type(ScalarType.Int64);
        return new(functional.multi_margin_loss(prediction, labels, power, margin, WeightsFor(prediction), Reduction.None));
    }
}
