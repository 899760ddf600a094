using static TorchSharp.torch;

namespace Gen.Training.Metrics;

public static partial class Classification
{
    /// <summary>By how much scores miss a margin of 1 on the label's side: mean(max(1 - y yPred, 0)), y being -1 or 1.</summary>
    /// <param name="yTrue">Labels, [n, …]: 1 for positive, 0 or -1 for negative.</param>
    /// <param name="yPred">Scores, shape of <paramref name="yTrue"/>.</param>
    /// <returns>Scalar, 0 or more. Keras: Hinge.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor Hinge(Tensor yTrue, Tensor yPred) => Shortfall(yTrue, yPred).mean();

    /// <summary>The square of what scores miss of a margin of 1 on the label's side: mean(max(1 - y yPred, 0)²), y being -1 or 1.</summary>
    /// <inheritdoc cref="Hinge" path="/param"/>
    /// <returns>Scalar, 0 or more. Keras: SquaredHinge.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor SquaredHinge(Tensor yTrue, Tensor yPred) => Shortfall(yTrue, yPred).square().mean();

    /// <summary>
    /// By how much the label's score misses a margin of 1 over the best of the others: mean(max(max((1 - yTrue) yPred) - sum(yTrue yPred) +
    /// 1, 0)).
    /// </summary>
    /// <param name="yTrue">One-hot labels, [n, …, k].</param>
    /// <param name="yPred">Scores, [n, …, k].</param>
    /// <returns>Scalar, 0 or more. Keras: CategoricalHinge, in which the label's own place counts as another with score 0.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor CategoricalHinge(Tensor yTrue, Tensor yPred)
    {
        var label = yTrue.type_as(yPred);
        var others = ((1 - label) * yPred).amax(new long[] { -1 });
        return (others - (label * yPred).sum(dim: -1) + 1).relu().mean();
    }

    // The sign is taken per label: Keras looks whether a whole batch's labels are 0 and 1, so that its value depends on the batch.
    private static Tensor Shortfall(Tensor yTrue, Tensor yPred) => (1 - where(yTrue.gt(0), yPred, -yPred)).relu();
}
