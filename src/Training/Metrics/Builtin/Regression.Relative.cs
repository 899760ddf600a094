using static TorchSharp.torch;

namespace Gen.Training.Metrics;

public static partial class Regression
{
    /// <summary>mean(|yTrue - yPred| / normalizer).</summary>
    /// <param name="yTrue">Targets, [n, …].</param>
    /// <param name="yPred">Predictions, shape of <paramref name="yTrue"/>.</param>
    /// <param name="normalizer">What errors are compared with, not 0.</param>
    /// <returns>Scalar, 0 or more. Keras 2: MeanRelativeError.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MeanRelativeError(Tensor yTrue, Tensor yPred, double normalizer) => ((yTrue - yPred).abs() / normalizer).mean();

    /// <summary>mean(|yTrue - yPred| / normalizer), with a normalizer for each output.</summary>
    /// <param name="yTrue">Targets, [n, outputs].</param>
    /// <param name="yPred">Predictions, [n, outputs].</param>
    /// <param name="normalizer">What an output's errors are compared with, [outputs]; where it is 0, errors count 0.</param>
    /// <returns>Scalar in float64, 0 or more. Keras 2: MeanRelativeError.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MeanRelativeErrorPerOutput(Tensor yTrue, Tensor yPred, double[] normalizer)
    {
        var unit = tensor(normalizer, device: yPred.device);
        return ((yTrue - yPred).abs() / unit).masked_fill(unit.eq(0), 0).mean();
    }

    /// <summary>mean(|yTrue - yPred| / normalizer), with a normalizer for each element.</summary>
    /// <param name="yTrue">Targets, [n, …].</param>
    /// <param name="yPred">Predictions, shape of <paramref name="yTrue"/>.</param>
    /// <param name="normalizer">What errors are compared with, shape of <paramref name="yTrue"/>; where it is 0, errors count 0.</param>
    /// <returns>Scalar, 0 or more. Keras 2: MeanRelativeError.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MeanRelativeErrorBy(Tensor yTrue, Tensor yPred, Tensor normalizer) =>
        ((yTrue - yPred).abs() / normalizer).masked_fill(normalizer.eq(0), 0).mean();
}
