using static TorchSharp.torch;

namespace Gen.Training.Metrics;

public static partial class Regression
{
    /// <summary>The correlation over rows of targets and predictions, cov(x, y) / (σx σy), mean over outputs.</summary>
    /// <param name="yTrue">Targets, [n] or [n, outputs].</param>
    /// <param name="yPred">Predictions, shape of <paramref name="yTrue"/>.</param>
    /// <returns>
    /// Scalar, -1 … 1; 0 where targets or predictions are all alike. Keras' PearsonCorrelation is another number: the mean over rows of the
    /// correlation over a row's outputs.
    /// </returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor PearsonCorrelation(Tensor yTrue, Tensor yPred)
    {
        var target = yTrue.type_as(yPred);
        var spread = (Variance(target) * Variance(yPred)).sqrt();
        return (Covariance(target, yPred) / spread).masked_fill(spread.eq(0), 0).mean();
    }

    /// <summary>
    /// Agreement over rows of predictions with targets, a constant or proportional error counting against it: 2 cov(x, y) / (σx² + σy² +
    /// (mean x - mean y)²), mean over outputs.
    /// </summary>
    /// <inheritdoc cref="PearsonCorrelation" path="/param"/>
    /// <returns>
    /// Scalar, -1 … 1; 0 where targets and predictions are all the same number. Lin 1989; Keras' ConcordanceCorrelation is the mean over
    /// rows of that over a row's outputs.
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
    /// Scalar, -1 … 1; a vector of zeros counts 0. Keras: CosineSimilarity (the metric, not the loss with the sign turned).
    /// </returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor CosineSimilarity(Tensor yTrue, Tensor yPred) =>
        (Unit(yTrue.type_as(yPred)) * Unit(yPred)).sum(dim: -1).mean();

    private static Tensor Covariance(Tensor x, Tensor y) =>
        ((x - x.mean(new long[] { 0 })) * (y - y.mean(new long[] { 0 }))).mean(new long[] { 0 });

    private static Tensor Unit(Tensor vectors) => vectors / vectors.square().sum(dim: -1, keepdim: true).sqrt().clamp(min: Epsilon);
}
