using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training;

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
