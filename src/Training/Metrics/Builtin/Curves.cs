using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Metrics of binary scores over all thresholds: curves, areas under them, and points on them.</summary>
/// <remarks>
/// <para>yTrue: labels [n, …] of any type, 0 being negative and anything else positive. yPred: probabilities of the same shape, float32 or
/// float64; other numbers are clamped to 0 … 1, NaN becomes 0. All elements have equal weight; for several classes, one
/// against the rest is <c>RocAuc(yTrue.eq(c), yPred.select(1, c))</c>.</para>
/// <para>Thresholds, as in Keras, are i / (numThresholds - 1), and a prediction above the threshold is positive. numThresholds must be at
/// least 2. Scores are counted per interval between thresholds, so the size of the state does not depend on the number of rows; more
/// thresholds give a more exact value.</para>
/// </remarks>
[MetricLibrary]
public static partial class Curves
{
    /// <summary>The receiver operating characteristic: the true-positive rate over the false-positive rate.</summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Probabilities of a positive, shape of <paramref name="yTrue"/>.</param>
    /// <param name="numThresholds">The number of thresholds, at least 2. The default value is 200.</param>
    /// <returns>
    /// Matrix [numThresholds, 3] with columns threshold, FP / (FP + TN), TP / (TP + FN), from (1, 1) to (0, 0): the first and the last
    /// threshold are slightly less than 0 and slightly greater than 1.
    /// </returns>
    [Metric(Shape = MetricShape.Matrix)]
    public static Tensor RocCurve(Tensor yTrue, Tensor yPred, int numThresholds = 200)
    {
        var (hits, alarms, positives, negatives) = FromAll(Counts(yTrue, yPred, numThresholds), numThresholds);
        return Table(Rates.Divide(alarms, negatives), Rates.Divide(hits, positives), numThresholds);
    }

    /// <summary>The precision-recall curve.</summary>
    /// <inheritdoc cref="RocCurve" path="/param"/>
    /// <returns>
    /// Matrix [numThresholds, 3] with columns threshold, recall, precision; precision is 0 if nothing is predicted positive, as at
    /// the last threshold.
    /// </returns>
    [Metric(Shape = MetricShape.Matrix)]
    public static Tensor PrecisionRecallCurve(Tensor yTrue, Tensor yPred, int numThresholds = 200)
    {
        var (hits, alarms, positives, _) = FromAll(Counts(yTrue, yPred, numThresholds), numThresholds);
        return Table(Rates.Divide(hits, positives), Rates.Divide(hits, hits + alarms), numThresholds);
    }

    private static Tensor Table(Tensor x, Tensor y, int numThresholds) =>
        stack(new[] { linspace(0, 1, numThresholds, dtype: ScalarType.Float64, device: x.device), x, y }, dim: 1);

    // The numbers of negatives and positives, [2, numThresholds], with scores 0 (column 0) or in (i - 1, i] / (numThresholds - 1) (column
    // i).
    private static Tensor Counts(Tensor yTrue, Tensor yPred, int numThresholds)
    {
        var score = yPred.flatten().to_type(ScalarType.Float64).nan_to_num(0).clamp(0, 1);
        return Labels.Pairs(
            Labels.Positive(yTrue).flatten(), (score * (numThresholds - 1)).ceil().to_type(ScalarType.Int64), 2, numThresholds);
    }

    // The numbers of positives and negatives above each threshold, [numThresholds].
    private static (Tensor Hits, Tensor Alarms, Tensor Positives, Tensor Negatives) Above(Tensor counts)
    {
        var above = counts.flip(1).cumsum(dim: 1).flip(1) - counts;
        var all = counts.sum(dim: 1);
        return (above.select(0, 1), above.select(0, 0), all.select(0, 1), all.select(0, 0));
    }

    // The same with the first threshold slightly less than 0, so that all scores are above it.
    private static (Tensor Hits, Tensor Alarms, Tensor Positives, Tensor Negatives) FromAll(Tensor counts, int numThresholds)
    {
        var (hits, alarms, positives, negatives) = Above(counts);
        var first = arange(numThresholds, device: counts.device).eq(0);
        return (where(first, positives, hits), where(first, negatives, alarms), positives, negatives);
    }

    /// <summary>
    /// Area under the receiver operating characteristic, by the trapezoidal rule between thresholds: the chance that a positive scores more
    /// than a negative, those in the same interval counting half.
    /// </summary>
    /// <inheritdoc cref="RocCurve" path="/param"/>
    /// <returns>Scalar, 0 … 1; 0.5 for random predictions, NaN without positives or without negatives. Keras: AUC(curve="ROC").</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor RocAuc(Tensor yTrue, Tensor yPred, int numThresholds = 200)
    {
        var (hits, alarms, positives, negatives) = FromAll(Counts(yTrue, yPred, numThresholds), numThresholds);
        var (x, y) = (Rates.Divide(alarms, negatives), Rates.Divide(hits, positives));
        var area = ((Lower(x, numThresholds) - Upper(x, numThresholds)) * (Lower(y, numThresholds) + Upper(y, numThresholds))).sum() / 2;
        return area.masked_fill((positives * negatives).eq(0), double.NaN);
    }

    /// <summary>
    /// Area under the precision-recall curve. Between thresholds, TP and FP are interpolated linearly, not the precision: with P = TP + FP
    /// and s = ΔTP / ΔP, an interval adds s (ΔTP + (TP - s P) log(P / P')) / positives.
    /// </summary>
    /// <inheritdoc cref="RocCurve" path="/param"/>
    /// <returns>Scalar, 0 … 1; the fraction of positives for random predictions, NaN without positives. Davis and Goadrich 2006; Keras:
    /// AUC(curve="PR").</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor PrecisionRecallAuc(Tensor yTrue, Tensor yPred, int numThresholds = 200)
    {
        var (hits, alarms, positives, _) = FromAll(Counts(yTrue, yPred, numThresholds), numThresholds);
        var predicted = hits + alarms;
        var (moreHits, fewerHits) = (Lower(hits, numThresholds), Upper(hits, numThresholds));
        var (more, fewer) = (Lower(predicted, numThresholds), Upper(predicted, numThresholds));
        var gained = moreHits - fewerHits;
        var slope = Rates.Divide(gained, more - fewer);
        var logarithm = Rates.Divide(more, fewer).masked_fill(fewer.eq(0), 1).log();
        return (slope * (gained + (fewerHits - slope * fewer) * logarithm)).sum() / positives;    // 0 / 0 is NaN
    }

    // Values at the lower and at the upper threshold of each interval.
    private static Tensor Lower(Tensor values, int numThresholds) => values.narrow(0, 0, numThresholds - 1);

    private static Tensor Upper(Tensor values, int numThresholds) => values.narrow(0, 1, numThresholds - 1);

    // In the following metrics the first threshold is exactly 0, as in Keras: a score of 0 never predicts a positive.

    /// <summary>The best precision of the thresholds with at least a given recall.</summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Probabilities of a positive, shape of <paramref name="yTrue"/>.</param>
    /// <param name="recall">The minimum recall, 0 … 1.</param>
    /// <param name="numThresholds">The number of thresholds, at least 2. The default value is 200.</param>
    /// <returns>Scalar, 0 … 1; 0 if no threshold reaches that recall. Keras: PrecisionAtRecall.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor PrecisionAtRecall(Tensor yTrue, Tensor yPred, double recall, int numThresholds = 200)
    {
        var (hits, alarms, positives, _) = Above(Counts(yTrue, yPred, numThresholds));
        return Best(Rates.Divide(hits, hits + alarms), Rates.Divide(hits, positives), recall);
    }

    /// <summary>The best recall of the thresholds with at least a given precision.</summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Probabilities of a positive, shape of <paramref name="yTrue"/>.</param>
    /// <param name="precision">The minimum precision, 0 … 1.</param>
    /// <param name="numThresholds">The number of thresholds, at least 2. The default value is 200.</param>
    /// <returns>Scalar, 0 … 1; 0 if no threshold reaches that precision. Keras: RecallAtPrecision.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor RecallAtPrecision(Tensor yTrue, Tensor yPred, double precision, int numThresholds = 200)
    {
        var (hits, alarms, positives, _) = Above(Counts(yTrue, yPred, numThresholds));
        return Best(Rates.Divide(hits, positives), Rates.Divide(hits, hits + alarms), precision);
    }

    /// <summary>The best sensitivity (recall) of the thresholds with at least a given specificity.</summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Probabilities of a positive, shape of <paramref name="yTrue"/>.</param>
    /// <param name="specificity">The minimum specificity, 0 … 1.</param>
    /// <param name="numThresholds">The number of thresholds, at least 2. The default value is 200.</param>
    /// <returns>Scalar, 0 … 1; 0 if no threshold reaches that specificity. Keras: SensitivityAtSpecificity.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor SensitivityAtSpecificity(Tensor yTrue, Tensor yPred, double specificity, int numThresholds = 200)
    {
        var (hits, alarms, positives, negatives) = Above(Counts(yTrue, yPred, numThresholds));
        return Best(Rates.Divide(hits, positives), Rates.Divide(negatives - alarms, negatives), specificity);
    }

    /// <summary>The best specificity of the thresholds with at least a given sensitivity.</summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Probabilities of a positive, shape of <paramref name="yTrue"/>.</param>
    /// <param name="sensitivity">The minimum sensitivity (recall), 0 … 1.</param>
    /// <param name="numThresholds">The number of thresholds, at least 2. The default value is 200.</param>
    /// <returns>Scalar, 0 … 1; 0 if no threshold reaches that sensitivity. Keras: SpecificityAtSensitivity.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor SpecificityAtSensitivity(Tensor yTrue, Tensor yPred, double sensitivity, int numThresholds = 200)
    {
        var (hits, alarms, positives, negatives) = Above(Counts(yTrue, yPred, numThresholds));
        return Best(Rates.Divide(negatives - alarms, negatives), Rates.Divide(hits, positives), sensitivity);
    }

    private static Tensor Best(Tensor wanted, Tensor bounded, double least) => wanted.masked_fill(bounded.lt(least), 0).max();
}
