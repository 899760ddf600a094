using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Metrics of predicted numbers.</summary>
/// <remarks>
/// Predictions are float32 or float64, targets of any integral or floating type. [n] targets want [n] predictions: [n, 1] against [n] would
/// broadcast to [n, n]. The errors are means over all elements, which for [n, outputs] equals Keras' mean over rows of the mean over
/// outputs.
/// </remarks>
[MetricLibrary]
public static partial class Regression
{
    // Keras' backend.epsilon(), and log 2.
    private const double Epsilon = 1e-7;
    private const double Log2 = 0.69314718055994530942;

    /// <summary>mean((yTrue - yPred)²).</summary>
    /// <param name="yTrue">Targets, [n, …].</param>
    /// <param name="yPred">Predictions, shape of <paramref name="yTrue"/>.</param>
    /// <returns>Scalar, 0 or more, in the square of the targets' unit. Keras: MeanSquaredError.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MeanSquaredError(Tensor yTrue, Tensor yPred) => (yTrue - yPred).square().mean();

    /// <summary>√mean((yTrue - yPred)²).</summary>
    /// <inheritdoc cref="MeanSquaredError" path="/param"/>
    /// <returns>Scalar, 0 or more, in the targets' unit. Keras: RootMeanSquaredError.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor RootMeanSquaredError(Tensor yTrue, Tensor yPred) => MeanSquaredError(yTrue, yPred).sqrt();

    /// <summary>mean(|yTrue - yPred|).</summary>
    /// <inheritdoc cref="MeanSquaredError" path="/param"/>
    /// <returns>Scalar, 0 or more, in the targets' unit. Keras: MeanAbsoluteError.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MeanAbsoluteError(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().mean();

    /// <summary>100 mean(|yTrue - yPred| / max(|yTrue|, 1e-7)).</summary>
    /// <inheritdoc cref="MeanSquaredError" path="/param"/>
    /// <returns>Scalar, 0 or more, in percent. Keras: MeanAbsolutePercentageError.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MeanAbsolutePercentageError(Tensor yTrue, Tensor yPred)
    {
        var target = yTrue.type_as(yPred);
        return 100 * ((target - yPred).abs() / target.abs().clamp(min: Epsilon)).mean();
    }

    /// <summary>mean((log(1 + yTrue) - log(1 + yPred))²); numbers below 1e-7 are taken for it.</summary>
    /// <inheritdoc cref="MeanSquaredError" path="/param"/>
    /// <returns>Scalar, 0 or more. Keras: MeanSquaredLogarithmicError.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MeanSquaredLogarithmicError(Tensor yTrue, Tensor yPred) =>
        (yTrue.type_as(yPred).clamp(min: Epsilon).log1p() - yPred.clamp(min: Epsilon).log1p()).square().mean();

    /// <summary>mean(log cosh(yPred - yTrue)): half the square of small errors, the size of large ones less log 2.</summary>
    /// <inheritdoc cref="MeanSquaredError" path="/param"/>
    /// <returns>Scalar, 0 or more. Keras: LogCoshError.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor LogCosh(Tensor yTrue, Tensor yPred)
    {
        // log cosh e = |e| + log(1 + exp(-2 |e|)) - log 2, where cosh itself would overflow.
        var error = (yPred - yTrue).abs();
        return (error + (error * -2).exp().log1p() - Log2).mean();
    }
}
