using static TorchSharp.torch;

namespace Gen.Training.Metrics;

public static partial class Classification
{
    /// <summary>How often each class (row) was predicted as each class (column), the predicted class having the largest score.</summary>
    /// <param name="yTrue">Class indices, [n]; others throw.</param>
    /// <param name="yPred">Scores, [n, numClasses]: probabilities or logits.</param>
    /// <param name="numClasses">Number of classes.</param>
    /// <returns>Matrix [numClasses, numClasses] of counts.</returns>
    [Metric(Shape = MetricShape.Matrix)]
    public static Tensor ConfusionMatrix(Tensor yTrue, Tensor yPred, int numClasses) =>
        Labels.Pairs(Labels.Indices(yTrue), yPred.argmax(dim: 1), numClasses, numClasses);

    /// <summary>Per class, the share of its rows among those predicted as it: TP / (TP + FP).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Vector [numClasses], 0 … 1.</returns>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, predicted, _) = Counts(yTrue, yPred, numClasses);
        return Rates.Of(hits, predicted);
    }

    /// <summary>Per class, the share of its rows that was found: TP / (TP + FN).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Vector [numClasses], 0 … 1.</returns>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, _, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Of(hits, actual);
    }

    /// <summary>Per class, the share of the other classes' rows that was not taken for it: TN / (TN + FP).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Vector [numClasses], 0 … 1.</returns>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Specificity(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        var others = actual.sum() - actual;
        return Rates.Of(others - predicted + hits, others);
    }

    /// <summary>Per class, the weighted harmonic mean of precision and recall: (1 + β²) TP / ((1 + β²) TP + β² FN + FP).</summary>
    /// <param name="yTrue">Class indices, [n]; others throw.</param>
    /// <param name="yPred">Scores, [n, numClasses]: probabilities or logits.</param>
    /// <param name="numClasses">Number of classes.</param>
    /// <param name="beta">How many times as much recall counts as precision.</param>
    /// <returns>Vector [numClasses], 0 … 1. Keras' FBetaScore, without the 1e-7 that it adds to denominators.</returns>
    [Metric("fbeta", Shape = MetricShape.Vector)]
    public static Tensor FBeta(Tensor yTrue, Tensor yPred, int numClasses, double beta)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.FBeta(hits, predicted, actual, beta);
    }

    /// <summary>Per class, the harmonic mean of precision and recall: 2 TP / (2 TP + FN + FP).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Vector [numClasses], 0 … 1. Keras' F1Score, without the 1e-7 that it adds to denominators.</returns>
    [Metric("f1", Shape = MetricShape.Vector)]
    public static Tensor F1(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Of(2 * hits, actual + predicted);
    }

    // All read off the confusion matrix, so that however many of these metrics there are, a batch is counted once.
    private static (Tensor Hits, Tensor Predicted, Tensor Actual) Counts(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var confusion = ConfusionMatrix(yTrue, yPred, numClasses);
        return (confusion.diagonal(), confusion.sum(dim: 0), confusion.sum(dim: 1));
    }
}
