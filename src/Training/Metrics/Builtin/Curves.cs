using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Metrics of a yes-or-no score over all thresholds: curves, areas under them, and points on them.</summary>
/// <remarks>
/// <para>yTrue: labels [n, …] of any type, 0 being negative and anything else positive. yPred: probabilities of the same shape, float32 or
/// float64; others than 0 … 1 are taken for the nearest of these, no numbers for 0. All elements count alike; of several classes, one
/// against the rest is <c>RocAuc(yTrue.eq(c), yPred.select(1, c))</c>.</para>
/// <para>Thresholds, as in Keras, are i / (numThresholds - 1), a prediction above the threshold being a yes. numThresholds must be at least
/// 2. Scores are only counted per interval between thresholds, so that the state is small whatever the number of rows; the more thresholds,
/// the nearer the exact value.</para>
/// </remarks>
[MetricLibrary]
public static partial class Curves
{
    /// <summary>The receiver operating characteristic: what share of the positives is found at what share of false alarms.</summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Probabilities of a positive, shape of <paramref name="yTrue"/>.</param>
    /// <param name="numThresholds">Number of thresholds, at least 2.</param>
    /// <returns>
    /// Matrix [numThresholds, 3] with columns threshold, FP / (FP + TN), TP / (TP + FN), from (1, 1) to (0, 0): the first and the last
    /// threshold stand for a little less than 0 and a little more than 1.
    /// </returns>
    [Metric(Shape = MetricShape.Matrix)]
    public static Tensor RocCurve(Tensor yTrue, Tensor yPred, int numThresholds = 200)
    {
        var (hits, alarms, positives, negatives) = FromAll(Counts(yTrue, yPred, numThresholds), numThresholds);
        return Table(Rates.Of(alarms, negatives), Rates.Of(hits, positives), numThresholds);
    }

    /// <summary>What share of the positives is found (recall) at what purity of what is predicted positive (precision).</summary>
    /// <inheritdoc cref="RocCurve" path="/param"/>
    /// <returns>
    /// Matrix [numThresholds, 3] with columns threshold, recall, precision; precision is 0 where nothing is predicted positive, as it is at
    /// the last threshold.
    /// </returns>
    [Metric(Shape = MetricShape.Matrix)]
    public static Tensor PrecisionRecallCurve(Tensor yTrue, Tensor yPred, int numThresholds = 200)
    {
        var (hits, alarms, positives, _) = FromAll(Counts(yTrue, yPred, numThresholds), numThresholds);
        return Table(Rates.Of(hits, positives), Rates.Of(hits, hits + alarms), numThresholds);
    }

    private static Tensor Table(Tensor x, Tensor y, int numThresholds) =>
        stack(new[] { linspace(0, 1, numThresholds, dtype: ScalarType.Float64, device: x.device), x, y }, dim: 1);

    // [2, numThresholds]: how many negatives and positives score 0 (first column), or in (i - 1, i] / (numThresholds - 1) (column i).
    private static Tensor Counts(Tensor yTrue, Tensor yPred, int numThresholds)
    {
        var score = yPred.flatten().to_type(ScalarType.Float64).nan_to_num(0).clamp(0, 1);
        return Labels.Pairs(
            Labels.Positive(yTrue).flatten(), (score * (numThresholds - 1)).ceil().to_type(ScalarType.Int64), 2, numThresholds);
    }

    // Numbers above each threshold, [numThresholds].
    private static (Tensor Hits, Tensor Alarms, Tensor Positives, Tensor Negatives) Above(Tensor counts)
    {
        var above = counts.flip(1).cumsum(dim: 1).flip(1) - counts;
        var all = counts.sum(dim: 1);
        return (above.select(0, 1), above.select(0, 0), all.select(0, 1), all.select(0, 0));
    }

    // The same with the first threshold a little below 0, so that it lets everything pass.
    private static (Tensor Hits, Tensor Alarms, Tensor Positives, Tensor Negatives) FromAll(Tensor counts, int numThresholds)
    {
        var (hits, alarms, positives, negatives) = Above(counts);
        var first = arange(numThresholds, device: counts.device).eq(0);
        return (where(first, positives, hits), where(first, negatives, alarms), positives, negatives);
    }
}
