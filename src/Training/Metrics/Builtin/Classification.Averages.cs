using static TorchSharp.torch;

namespace Gen.Training.Metrics;

// Macro: the mean over the classes that are labeled or predicted. Weighted: the mean weighted by the number of labels. Micro: over all
// decisions; with one class per row, precision, recall and F-beta are all equal to the accuracy.
public static partial class Classification
{
    /// <summary>The mean precision of the classes, 0 for a class that has labels and is never predicted.</summary>
    /// <param name="yTrue">Class indices, [n]; others throw.</param>
    /// <param name="yPred">Scores, [n, numClasses]: probabilities or logits.</param>
    /// <param name="numClasses">The number of classes.</param>
    /// <param name="absentClasses">What a class without labels and predictions counts. The default value is
    /// <see cref="AbsentClasses.Skip"/>.</param>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MacroPrecision(
        Tensor yTrue, Tensor yPred, int numClasses, AbsentClasses absentClasses = AbsentClasses.Skip)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Macro(Rates.Divide(hits, predicted), predicted + actual, absentClasses);
    }

    /// <summary>The mean recall of the classes, 0 for a class that is predicted and has no labels (<see cref="BalancedAccuracy"/> leaves
    /// it out).</summary>
    /// <inheritdoc cref="MacroPrecision" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MacroRecall(
        Tensor yTrue, Tensor yPred, int numClasses, AbsentClasses absentClasses = AbsentClasses.Skip)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Macro(Rates.Divide(hits, actual), predicted + actual, absentClasses);
    }

    /// <summary>The mean F-beta of the classes.</summary>
    /// <param name="yTrue">Class indices, [n]; others throw.</param>
    /// <param name="yPred">Scores, [n, numClasses]: probabilities or logits.</param>
    /// <param name="numClasses">The number of classes.</param>
    /// <param name="beta">The weight of recall relative to precision.</param>
    /// <param name="absentClasses">What a class without labels and predictions counts. The default value is
    /// <see cref="AbsentClasses.Skip"/>.</param>
    /// <returns>Scalar, 0 … 1. Keras: FBetaScore(average="macro"), with <see cref="AbsentClasses.Zero"/>.</returns>
    [Metric("macro_fbeta", Shape = MetricShape.Scalar)]
    public static Tensor MacroFBeta(
        Tensor yTrue, Tensor yPred, int numClasses, double beta, AbsentClasses absentClasses = AbsentClasses.Skip)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Macro(Rates.FBeta(hits, predicted, actual, beta), predicted + actual, absentClasses);
    }

    /// <summary>The mean F1 of the classes.</summary>
    /// <inheritdoc cref="MacroPrecision" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: F1Score(average="macro"), with <see cref="AbsentClasses.Zero"/>.</returns>
    [Metric("macro_f1", Shape = MetricShape.Scalar)]
    public static Tensor MacroF1(
        Tensor yTrue, Tensor yPred, int numClasses, AbsentClasses absentClasses = AbsentClasses.Skip)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Macro(Rates.Divide(2 * hits, actual + predicted), predicted + actual, absentClasses);
    }

    /// <summary>The mean precision of the classes, weighted by their number of labels.</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor WeightedPrecision(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Weighted(Rates.Divide(hits, predicted), actual);
    }

    /// <summary>The mean recall of the classes, weighted by their number of labels, which is the accuracy.</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor WeightedRecall(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, _, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Weighted(Rates.Divide(hits, actual), actual);
    }

    /// <summary>The mean F-beta of the classes, weighted by their number of labels.</summary>
    /// <inheritdoc cref="FBeta" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: FBetaScore(average="weighted").</returns>
    [Metric("weighted_fbeta", Shape = MetricShape.Scalar)]
    public static Tensor WeightedFBeta(Tensor yTrue, Tensor yPred, int numClasses, double beta)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Weighted(Rates.FBeta(hits, predicted, actual, beta), actual);
    }

    /// <summary>The mean F1 of the classes, weighted by their number of labels.</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: F1Score(average="weighted").</returns>
    [Metric("weighted_f1", Shape = MetricShape.Scalar)]
    public static Tensor WeightedF1(Tensor yTrue, Tensor yPred, int numClasses) => WeightedFBeta(yTrue, yPred, numClasses, 1);

    /// <summary>Micro-averaged precision: sum TP / sum (TP + FP).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MicroPrecision(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, predicted, _) = Counts(yTrue, yPred, numClasses);
        return Rates.Divide(hits.sum(), predicted.sum());
    }

    /// <summary>Micro-averaged recall: sum TP / sum (TP + FN).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MicroRecall(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, _, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Divide(hits.sum(), actual.sum());
    }

    /// <summary>Micro-averaged F-beta.</summary>
    /// <inheritdoc cref="FBeta" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: FBetaScore(average="micro").</returns>
    [Metric("micro_fbeta", Shape = MetricShape.Scalar)]
    public static Tensor MicroFBeta(Tensor yTrue, Tensor yPred, int numClasses, double beta)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.FBeta(hits.sum(), predicted.sum(), actual.sum(), beta);
    }

    /// <summary>Micro-averaged F1.</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: F1Score(average="micro").</returns>
    [Metric("micro_f1", Shape = MetricShape.Scalar)]
    public static Tensor MicroF1(Tensor yTrue, Tensor yPred, int numClasses) => MicroFBeta(yTrue, yPred, numClasses, 1);

    /// <summary>
    /// Intersection over union (Jaccard index) per class: TP / (TP + FP + FN).
    /// </summary>
    /// <param name="yTrue">Class indices, [n, …], such as a mask per image; others throw.</param>
    /// <param name="yPred">
    /// Predicted class indices, shape of <paramref name="yTrue"/>; use <c>scores.argmax(dim: 1)</c> for scores.
    /// </param>
    /// <param name="numClasses">The number of classes.</param>
    /// <returns>Vector [numClasses], 0 … 1; 0 for a class that does not occur. Keras: IoU.</returns>
    [Metric("iou", Shape = MetricShape.Vector)]
    public static Tensor IoU(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (intersection, union) = Overlaps(yTrue, yPred, numClasses);
        return Rates.Divide(intersection, union);
    }

    /// <summary>The mean intersection over union of the classes.</summary>
    /// <param name="yTrue">Class indices, [n, …], such as a mask per image; others throw.</param>
    /// <param name="yPred">
    /// Predicted class indices, shape of <paramref name="yTrue"/>; use <c>scores.argmax(dim: 1)</c> for scores.
    /// </param>
    /// <param name="numClasses">The number of classes.</param>
    /// <param name="absentClasses">What a class without labels and predictions counts. The default value is
    /// <see cref="AbsentClasses.Skip"/>.</param>
    /// <returns>Scalar, 0 … 1. Keras: MeanIoU.</returns>
    [Metric("mean_iou", Shape = MetricShape.Scalar)]
    public static Tensor MeanIoU(Tensor yTrue, Tensor yPred, int numClasses, AbsentClasses absentClasses = AbsentClasses.Skip)
    {
        var (intersection, union) = Overlaps(yTrue, yPred, numClasses);
        return Rates.Macro(Rates.Divide(intersection, union), union, absentClasses);
    }

    private static (Tensor Intersection, Tensor Union) Overlaps(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (actual, predicted) = (Labels.Indices(yTrue).flatten(), Labels.Indices(yPred).flatten());

        // A prediction out of range would be counted in another row, so its label is set to an index out of range, which throws.
        var known = predicted.ge(0).logical_and(predicted.lt(numClasses));
        var confusion = Labels.Pairs(actual.masked_fill(known.logical_not(), numClasses), predicted.clamp(min: 0), numClasses, numClasses);
        var intersection = confusion.diagonal();
        return (intersection, confusion.sum(dim: 0) + confusion.sum(dim: 1) - intersection);
    }
}
