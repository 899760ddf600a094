using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Metrics of regression.</summary>
/// <remarks>
/// Predictions are float32 or float64, targets of any integral or floating type. Targets [n] need predictions [n]: torch would broadcast
/// [n, 1] and [n] to [n, n]. The errors are means over all elements, which for [n, outputs] equals Keras' mean over rows of the mean over
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

    /// <summary>mean((log(1 + yTrue) - log(1 + yPred))²); numbers below 1e-7 become 1e-7.</summary>
    /// <inheritdoc cref="MeanSquaredError" path="/param"/>
    /// <returns>Scalar, 0 or more. Keras: MeanSquaredLogarithmicError.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MeanSquaredLogarithmicError(Tensor yTrue, Tensor yPred) =>
        (yTrue.type_as(yPred).clamp(min: Epsilon).log1p() - yPred.clamp(min: Epsilon).log1p()).square().mean();

    /// <summary>mean(log cosh(yPred - yTrue)): about half the square of small errors, and the size of large errors minus log 2.</summary>
    /// <inheritdoc cref="MeanSquaredError" path="/param"/>
    /// <returns>Scalar, 0 or more. Keras: LogCoshError.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor LogCosh(Tensor yTrue, Tensor yPred)
    {
        // log cosh e = |e| + log(1 + exp(-2 |e|)) - log 2, where cosh itself would overflow.
        var error = (yPred - yTrue).abs();
        return (error + (error * -2).exp().log1p() - Log2).mean();
    }

    /// <summary>mean(|yTrue - yPred| / normalizer).</summary>
    /// <param name="yTrue">Targets, [n, …].</param>
    /// <param name="yPred">Predictions, shape of <paramref name="yTrue"/>.</param>
    /// <param name="normalizer">The divisor of errors, not 0.</param>
    /// <returns>Scalar, 0 or more. Keras 2: MeanRelativeError.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MeanRelativeError(Tensor yTrue, Tensor yPred, double normalizer) => ((yTrue - yPred).abs() / normalizer).mean();

    /// <summary>mean(|yTrue - yPred| / normalizer), with a normalizer for each output.</summary>
    /// <param name="yTrue">Targets, [n, outputs].</param>
    /// <param name="yPred">Predictions, [n, outputs].</param>
    /// <param name="normalizer">The divisor of each output's errors, [outputs]; if it is 0, errors count as 0.</param>
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
    /// <param name="normalizer">The divisor of each error, shape of <paramref name="yTrue"/>; where it is 0, errors count as 0.</param>
    /// <returns>Scalar, 0 or more. Keras 2: MeanRelativeError.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MeanRelativeErrorBy(Tensor yTrue, Tensor yPred, Tensor normalizer) =>
        ((yTrue - yPred).abs() / normalizer).masked_fill(normalizer.eq(0), 0).mean();

    /// <summary>
    /// R² per output: 1 - Σ (yTrue - yPred)² / Σ (yTrue - mean yTrue)².
    /// </summary>
    /// <param name="yTrue">Targets, [n, outputs].</param>
    /// <param name="yPred">Predictions, [n, outputs].</param>
    /// <returns>
    /// Vector [outputs], at most 1; 0 for predicting the mean, and if all targets are equal. Keras: R2Score(class_aggregation=None).
    /// </returns>
    [Metric("r2_per_output", Shape = MetricShape.Vector)]
    public static Tensor R2PerOutput(Tensor yTrue, Tensor yPred) =>
        Explained(yTrue.type_as(yPred), (yTrue - yPred).square().mean(new long[] { 0 }));

    /// <summary>
    /// R², the mean over outputs of 1 - Σ (yTrue - yPred)² / Σ (yTrue - mean yTrue)².
    /// </summary>
    /// <param name="yTrue">Targets, [n] or [n, outputs].</param>
    /// <param name="yPred">Predictions, shape of <paramref name="yTrue"/>.</param>
    /// <returns>Scalar, at most 1; 0 for predicting the mean, and if all targets are equal. Keras: R2Score.</returns>
    [Metric("r2", Shape = MetricShape.Scalar)]
    public static Tensor R2(Tensor yTrue, Tensor yPred) => R2PerOutput(yTrue, yPred).mean();

    /// <summary>As <see cref="R2"/>, but independent of a constant error: mean over outputs of 1 - var(yTrue - yPred) / var
    /// yTrue.</summary>
    /// <inheritdoc cref="R2" path="/param"/>
    /// <returns>Scalar, at most 1; 0 if all targets are equal. As scikit-learn's explained_variance_score.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor ExplainedVariance(Tensor yTrue, Tensor yPred) =>
        Explained(yTrue.type_as(yPred), Variance(yTrue - yPred)).mean();

    private static Tensor Explained(Tensor target, Tensor left)
    {
        var variance = Variance(target);
        return (1 - left / variance).masked_fill(variance.eq(0), 0);
    }

    // torch has neither mean nor var of integers. For them mean throws, whereas TorchSharp's var ends the process
    // (docs/torchsharp-traps.md).
    private static Tensor Variance(Tensor values)
    {
        _ = values.mean(new long[] { 0 });
        return values.var(dim: 0, unbiased: false);
    }

    /// <summary>The Pearson correlation of targets and predictions over rows, cov(x, y) / (σx σy), mean over outputs.</summary>
    /// <param name="yTrue">Targets, [n] or [n, outputs].</param>
    /// <param name="yPred">Predictions, shape of <paramref name="yTrue"/>.</param>
    /// <returns>
    /// Scalar, -1 … 1; 0 if all targets or all predictions are equal. Keras' PearsonCorrelation is the mean over rows of the correlation
    /// over a row's outputs instead.
    /// </returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor PearsonCorrelation(Tensor yTrue, Tensor yPred)
    {
        var target = yTrue.type_as(yPred);
        var spread = (Variance(target) * Variance(yPred)).sqrt();
        return (Covariance(target, yPred) / spread).masked_fill(spread.eq(0), 0).mean();
    }

    /// <summary>
    /// The concordance correlation of targets and predictions over rows, which constant and proportional errors reduce:
    /// 2 cov(x, y) / (σx² + σy² + (mean x - mean y)²), mean over outputs.
    /// </summary>
    /// <inheritdoc cref="PearsonCorrelation" path="/param"/>
    /// <returns>
    /// Scalar, -1 … 1; 0 if all targets and predictions are equal. Lin 1989. Keras' ConcordanceCorrelation is the mean over rows of the
    /// correlation over a row's outputs instead.
    /// </returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor ConcordanceCorrelation(Tensor yTrue, Tensor yPred)
    {
        var target = yTrue.type_as(yPred);
        var shift = target.mean(new long[] { 0 }) - yPred.mean(new long[] { 0 });
        var spread = Variance(target) + Variance(yPred) + shift.square();
        return (Covariance(target, yPred) * 2 / spread).masked_fill(spread.eq(0), 0).mean();
    }

    /// <summary>
    /// Mean over rows of the cosine of the angle between target and prediction: Σ yTrue yPred / (|yTrue| |yPred|) over the last axis.
    /// </summary>
    /// <param name="yTrue">Targets, [n, …, d].</param>
    /// <param name="yPred">Predictions, [n, …, d].</param>
    /// <returns>
    /// Scalar, -1 … 1; a vector of zeros counts as 0. Keras: CosineSimilarity (the metric; the loss has the opposite sign).
    /// </returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor CosineSimilarity(Tensor yTrue, Tensor yPred) =>
        (Unit(yTrue.type_as(yPred)) * Unit(yPred)).sum(dim: -1).mean();

    private static Tensor Covariance(Tensor x, Tensor y) =>
        ((x - x.mean(new long[] { 0 })) * (y - y.mean(new long[] { 0 }))).mean(new long[] { 0 });

    private static Tensor Unit(Tensor vectors) => vectors / vectors.square().sum(dim: -1, keepdim: true).sqrt().clamp(min: Epsilon);
}
