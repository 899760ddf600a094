using static TorchSharp.torch;

namespace Gen.Training.Metrics;

public static partial class Curves
{
    /// <summary>
    /// Area under the receiver operating characteristic, by the trapezoidal rule between thresholds: the chance that a positive scores more
    /// than a negative, those in the same interval counting half.
    /// </summary>
    /// <inheritdoc cref="RocCurve" path="/param"/>
    /// <returns>Scalar, 0 … 1; 0.5 for guessing, 0 without positives or without negatives. Keras: AUC(curve="ROC").</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor RocAuc(Tensor yTrue, Tensor yPred, int numThresholds = 200)
    {
        var (hits, alarms, positives, negatives) = FromAll(Counts(yTrue, yPred, numThresholds), numThresholds);
        var (x, y) = (Rates.Of(alarms, negatives), Rates.Of(hits, positives));
        return ((Lower(x, numThresholds) - Upper(x, numThresholds)) * (Lower(y, numThresholds) + Upper(y, numThresholds))).sum() / 2;
    }

    /// <summary>
    /// Area under the precision-recall curve. Between thresholds hits and alarms, not their ratio, are taken to change evenly: with P = TP
    /// + FP and s = ΔTP / ΔP an interval adds s (ΔTP + (TP - s P) log(P / P')) / positives.
    /// </summary>
    /// <inheritdoc cref="RocCurve" path="/param"/>
    /// <returns>Scalar, 0 … 1; the share of positives for guessing. Davis and Goadrich 2006; Keras: AUC(curve="PR").</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor PrecisionRecallAuc(Tensor yTrue, Tensor yPred, int numThresholds = 200)
    {
        var (hits, alarms, positives, _) = FromAll(Counts(yTrue, yPred, numThresholds), numThresholds);
        var predicted = hits + alarms;
        var (moreHits, fewerHits) = (Lower(hits, numThresholds), Upper(hits, numThresholds));
        var (more, fewer) = (Lower(predicted, numThresholds), Upper(predicted, numThresholds));
        var gained = moreHits - fewerHits;
        var slope = Rates.Of(gained, more - fewer);
        var logarithm = Rates.Of(more, fewer).masked_fill(fewer.eq(0), 1).log();
        return Rates.Of((slope * (gained + (fewerHits - slope * fewer) * logarithm)).sum(), positives);
    }

    // Values at the lower and at the upper threshold of each interval.
    private static Tensor Lower(Tensor values, int numThresholds) => values.narrow(0, 0, numThresholds - 1);

    private static Tensor Upper(Tensor values, int numThresholds) => values.narrow(0, 1, numThresholds - 1);
}
