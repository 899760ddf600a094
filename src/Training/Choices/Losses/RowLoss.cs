using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

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
        if (_weights is not null && _weights.dtype == prediction.dtype && BatchMover.IsOn(_weights, prediction.device))
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
