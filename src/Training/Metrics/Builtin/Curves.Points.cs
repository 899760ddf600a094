using static TorchSharp.torch;

namespace Gen.Training.Metrics;

// Thresholds here begin at 0 itself, as Keras' do: a score of 0 is never a yes.
public static partial class Curves
{
    /// <summary>The best precision among the thresholds that find at least a given share of the positives.</summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Probabilities of a positive, shape of <paramref name="yTrue"/>.</param>
    /// <param name="recall">The least recall, 0 … 1.</param>
    /// <param name="numThresholds">Number of thresholds, at least 2.</param>
    /// <returns>Scalar, 0 … 1; 0 if no threshold reaches that recall. Keras: PrecisionAtRecall.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor PrecisionAtRecall(Tensor yTrue, Tensor yPred, double recall, int numThresholds = 200)
    {
        var (hits, alarms, positives, _) = Above(Counts(yTrue, yPred, numThresholds));
        return Best(Rates.Of(hits, hits + alarms), Rates.Of(hits, positives), recall);
    }

    /// <summary>The best recall among the thresholds with at least a given precision.</summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Probabilities of a positive, shape of <paramref name="yTrue"/>.</param>
    /// <param name="precision">The least precision, 0 … 1.</param>
    /// <param name="numThresholds">Number of thresholds, at least 2.</param>
    /// <returns>Scalar, 0 … 1; 0 if no threshold reaches that precision. Keras: RecallAtPrecision.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor RecallAtPrecision(Tensor yTrue, Tensor yPred, double precision, int numThresholds = 200)
    {
        var (hits, alarms, positives, _) = Above(Counts(yTrue, yPred, numThresholds));
        return Best(Rates.Of(hits, positives), Rates.Of(hits, hits + alarms), precision);
    }

    /// <summary>The best sensitivity (recall) among the thresholds that leave at least a given share of the negatives alone.</summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Probabilities of a positive, shape of <paramref name="yTrue"/>.</param>
    /// <param name="specificity">The least specificity, 0 … 1.</param>
    /// <param name="numThresholds">Number of thresholds, at least 2.</param>
    /// <returns>Scalar, 0 … 1; 0 if no threshold reaches that specificity. Keras: SensitivityAtSpecificity.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor SensitivityAtSpecificity(Tensor yTrue, Tensor yPred, double specificity, int numThresholds = 200)
    {
        var (hits, alarms, positives, negatives) = Above(Counts(yTrue, yPred, numThresholds));
        return Best(Rates.Of(hits, positives), Rates.Of(negatives - alarms, negatives), specificity);
    }

    /// <summary>The best specificity among the thresholds that find at least a given share of the positives.</summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Probabilities of a positive, shape of <paramref name="yTrue"/>.</param>
    /// <param name="sensitivity">The least sensitivity (recall), 0 … 1.</param>
    /// <param name="numThresholds">Number of thresholds, at least 2.</param>
    /// <returns>Scalar, 0 … 1; 0 if no threshold reaches that sensitivity. Keras: SpecificityAtSensitivity.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor SpecificityAtSensitivity(Tensor yTrue, Tensor yPred, double sensitivity, int numThresholds = 200)
    {
        var (hits, alarms, positives, negatives) = Above(Counts(yTrue, yPred, numThresholds));
        return Best(Rates.Of(negatives - alarms, negatives), Rates.Of(hits, positives), sensitivity);
    }

    private static Tensor Best(Tensor wanted, Tensor bounded, double least) => wanted.masked_fill(bounded.lt(least), 0).max();
}
