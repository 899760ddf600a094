using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Metrics of multi-label classification: yTrue and yPred have shape [n, labels], with a binary decision each.</summary>
/// <remarks>
/// Labels may be bool or of any integral or floating type: 0 is negative, anything else positive. Predictions are scores, float32 or
/// float64; a score above the threshold is positive. Values are float64; a quotient is 0 if its denominator is 0.
/// </remarks>
[MetricLibrary]
public static partial class MultiLabel
{
    /// <summary>The Hamming loss, the fraction of wrong decisions: mean(yTrue ≠ (yPred &gt; threshold)).</summary>
    /// <param name="yTrue">Labels, [n, labels].</param>
    /// <param name="yPred">Scores, [n, labels].</param>
    /// <param name="threshold">The threshold above which a score predicts a positive. The default value is 0.5.</param>
    /// <returns>Scalar, 0 … 1, 0 being best.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor HammingLoss(Tensor yTrue, Tensor yPred, double threshold = 0.5) =>
        Rates.Share(yTrue.ne(0).ne(yPred.gt(threshold)));

    /// <summary>The fraction of rows whose decisions are all correct.</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor SubsetAccuracy(Tensor yTrue, Tensor yPred, double threshold = 0.5) =>
        Rates.Share(yTrue.ne(0).eq(yPred.gt(threshold)).all(dim: -1));

    /// <summary>Precision per label: TP / (TP + FP).</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Vector [labels], 0 … 1.</returns>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Precision(Tensor yTrue, Tensor yPred, double threshold = 0.5)
    {
        var (hits, predicted, _) = Counts(yTrue, yPred, threshold);
        return Rates.Divide(hits, predicted);
    }

    /// <summary>Recall per label: TP / (TP + FN).</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Vector [labels], 0 … 1.</returns>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Recall(Tensor yTrue, Tensor yPred, double threshold = 0.5)
    {
        var (hits, _, actual) = Counts(yTrue, yPred, threshold);
        return Rates.Divide(hits, actual);
    }

    /// <summary>F-beta per label, the weighted harmonic mean of precision and recall: (1 + β²) TP / ((1 + β²) TP + β² FN + FP).</summary>
    /// <param name="yTrue">Labels, [n, labels].</param>
    /// <param name="yPred">Scores, [n, labels].</param>
    /// <param name="beta">The weight of recall relative to precision.</param>
    /// <param name="threshold">The threshold above which a score predicts a positive. The default value is 0.5.</param>
    /// <returns>Vector [labels], 0 … 1. Keras' FBetaScore(threshold), without the 1e-7 that it adds to denominators.</returns>
    [Metric("fbeta", Shape = MetricShape.Vector)]
    public static Tensor FBeta(Tensor yTrue, Tensor yPred, double beta, double threshold = 0.5)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, threshold);
        return Rates.FBeta(hits, predicted, actual, beta);
    }

    /// <summary>F1 per label, the harmonic mean of precision and recall: 2 TP / (2 TP + FN + FP).</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Vector [labels], 0 … 1. Keras' F1Score(threshold), without the 1e-7 that it adds to denominators.</returns>
    [Metric("f1", Shape = MetricShape.Vector)]
    public static Tensor F1(Tensor yTrue, Tensor yPred, double threshold = 0.5) => FBeta(yTrue, yPred, 1, threshold);

    private static (Tensor Hits, Tensor Predicted, Tensor Actual) Counts(Tensor yTrue, Tensor yPred, double threshold)
    {
        var (actual, predicted) = (yTrue.ne(0), yPred.gt(threshold));
        return (actual.logical_and(predicted).sum(dim: 0), predicted.sum(dim: 0), actual.sum(dim: 0));
    }

    // Macro: the mean over the labels that a row has or is predicted to have. Weighted: the mean weighted by the number of rows with the
    // label. Micro: over all decisions.

    /// <summary>The mean precision of the labels, 0 for a label that rows have and that is never predicted.</summary>
    /// <param name="yTrue">Labels, [n, labels].</param>
    /// <param name="yPred">Scores, [n, labels].</param>
    /// <param name="threshold">The threshold above which a score predicts a positive. The default value is 0.5.</param>
    /// <param name="absentClasses">What a label counts that no row has or is predicted to have. The default value is
    /// <see cref="AbsentClasses.Skip"/>, as in TorchMetrics; scikit-learn counts 0.</param>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MacroPrecision(
        Tensor yTrue, Tensor yPred, double threshold = 0.5, AbsentClasses absentClasses = AbsentClasses.Skip)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, threshold);
        return Rates.Macro(Rates.Divide(hits, predicted), predicted + actual, absentClasses);
    }

    /// <summary>The mean recall of the labels, 0 for a label that is predicted and that no row has.</summary>
    /// <inheritdoc cref="MacroPrecision" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MacroRecall(
        Tensor yTrue, Tensor yPred, double threshold = 0.5, AbsentClasses absentClasses = AbsentClasses.Skip)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, threshold);
        return Rates.Macro(Rates.Divide(hits, actual), predicted + actual, absentClasses);
    }

    /// <summary>The mean F1 of the labels.</summary>
    /// <inheritdoc cref="MacroPrecision" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: F1Score(average="macro", threshold), with <see cref="AbsentClasses.Zero"/>.</returns>
    [Metric("macro_f1", Shape = MetricShape.Scalar)]
    public static Tensor MacroF1(
        Tensor yTrue, Tensor yPred, double threshold = 0.5, AbsentClasses absentClasses = AbsentClasses.Skip)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, threshold);
        return Rates.Macro(Rates.FBeta(hits, predicted, actual, 1), predicted + actual, absentClasses);
    }

    /// <summary>The mean F1 of the labels, weighted by their number of rows.</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: F1Score(average="weighted", threshold).</returns>
    [Metric("weighted_f1", Shape = MetricShape.Scalar)]
    public static Tensor WeightedF1(Tensor yTrue, Tensor yPred, double threshold = 0.5)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, threshold);
        return Rates.Weighted(Rates.FBeta(hits, predicted, actual, 1), actual);
    }

    /// <summary>Micro-averaged precision: sum TP / sum (TP + FP).</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MicroPrecision(Tensor yTrue, Tensor yPred, double threshold = 0.5)
    {
        var (hits, predicted, _) = Counts(yTrue, yPred, threshold);
        return Rates.Divide(hits.sum(), predicted.sum());
    }

    /// <summary>Micro-averaged recall: sum TP / sum (TP + FN).</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MicroRecall(Tensor yTrue, Tensor yPred, double threshold = 0.5)
    {
        var (hits, _, actual) = Counts(yTrue, yPred, threshold);
        return Rates.Divide(hits.sum(), actual.sum());
    }

    /// <summary>Micro-averaged F1.</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: F1Score(average="micro", threshold).</returns>
    [Metric("micro_f1", Shape = MetricShape.Scalar)]
    public static Tensor MicroF1(Tensor yTrue, Tensor yPred, double threshold = 0.5)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, threshold);
        return Rates.FBeta(hits.sum(), predicted.sum(), actual.sum(), 1);
    }
}
