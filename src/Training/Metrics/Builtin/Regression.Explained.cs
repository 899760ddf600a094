using static TorchSharp.torch;

namespace Gen.Training.Metrics;

public static partial class Regression
{
    /// <summary>
    /// Per output, the share of the targets' variation that is explained: 1 - Σ (yTrue - yPred)² / Σ (yTrue - mean yTrue)².
    /// </summary>
    /// <param name="yTrue">Targets, [n, outputs].</param>
    /// <param name="yPred">Predictions, [n, outputs].</param>
    /// <returns>
    /// Vector [outputs], at most 1; 0 for the targets' mean, and where targets are all alike. Keras: R2Score(class_aggregation=None).
    /// </returns>
    [Metric("r2_per_output", Shape = MetricShape.Vector)]
    public static Tensor R2PerOutput(Tensor yTrue, Tensor yPred) =>
        Explained(yTrue.type_as(yPred), (yTrue - yPred).square().mean(new long[] { 0 }));

    /// <summary>
    /// The share of the targets' variation that is explained, mean over outputs of 1 - Σ (yTrue - yPred)² / Σ (yTrue - mean yTrue)².
    /// </summary>
    /// <param name="yTrue">Targets, [n] or [n, outputs].</param>
    /// <param name="yPred">Predictions, shape of <paramref name="yTrue"/>.</param>
    /// <returns>Scalar, at most 1; 0 for the targets' mean, and where targets are all alike. Keras: R2Score.</returns>
    [Metric("r2", Shape = MetricShape.Scalar)]
    public static Tensor R2(Tensor yTrue, Tensor yPred) => R2PerOutput(yTrue, yPred).mean();

    /// <summary>As <see cref="R2"/>, but blind to a constant error: mean over outputs of 1 - var(yTrue - yPred) / var yTrue.</summary>
    /// <inheritdoc cref="R2" path="/param"/>
    /// <returns>Scalar, at most 1; 0 where targets are all alike. As scikit-learn's explained_variance_score.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor ExplainedVariance(Tensor yTrue, Tensor yPred) =>
        Explained(yTrue.type_as(yPred), Variance(yTrue - yPred)).mean();

    private static Tensor Explained(Tensor target, Tensor left)
    {
        var variance = Variance(target);
        return (1 - left / variance).masked_fill(variance.eq(0), 0);
    }

    // Of whole numbers torch has neither, and TorchSharp's var would end the process where mean throws (docs/torchsharp-traps.md).
    private static Tensor Variance(Tensor values)
    {
        _ = values.mean(new long[] { 0 });
        return values.var(dim: 0, unbiased: false);
    }
}
