using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// Metrics of classifiers: of one decision per element (<c>Binary…</c>, the counts and the hinges), and of one class per row.
/// </summary>
/// <remarks>
/// <para>Labels may be of any integral or floating type holding whole numbers: class indices 0 … numClasses - 1, or, in the binary metrics,
/// 0 for negative and anything else for positive. One-hot labels [n, k] become class indices by <c>yTrue.argmax(dim: 1)</c>. Predictions
/// may be float32 or float64.</para>
/// <para>Values are float64, counts too: rows may have fractional weights. A quotient is 0 where its denominator is: nothing predicted, no such class among the
/// labels.</para>
/// </remarks>
[MetricLibrary]
public static partial class Classification
{
    /// <summary>How often prediction and label are equal: mean(yTrue = yPred).</summary>
    /// <param name="yTrue">Labels, [n, …].</param>
    /// <param name="yPred">Predicted labels, shape of <paramref name="yTrue"/>; any type.</param>
    /// <returns>Scalar, 0 … 1. Keras: Accuracy.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => Rates.Share(yTrue.eq(yPred));

    /// <summary>How often a thresholded prediction equals its label: mean(yTrue = (yPred &gt; threshold)).</summary>
    /// <param name="yTrue">Labels 0 or 1, [n, …].</param>
    /// <param name="yPred">Scores, shape of <paramref name="yTrue"/>.</param>
    /// <param name="threshold">A score above it is a 1.</param>
    /// <returns>Scalar, 0 … 1. Keras: BinaryAccuracy.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinaryAccuracy(Tensor yTrue, Tensor yPred, double threshold = 0.5) => Rates.Share(yTrue.eq(yPred.gt(threshold)));

    /// <summary>How often the class with the largest score is the one-hot label's: mean(argmax yTrue = argmax yPred).</summary>
    /// <param name="yTrue">One-hot labels, [n, …, k].</param>
    /// <param name="yPred">Scores, [n, …, k]: probabilities or logits.</param>
    /// <returns>Scalar, 0 … 1. Keras: CategoricalAccuracy.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor CategoricalAccuracy(Tensor yTrue, Tensor yPred) => Rates.Share(yTrue.argmax(dim: -1).eq(yPred.argmax(dim: -1)));

    /// <summary>How often the class with the largest score is the label: mean(yTrue = argmax yPred).</summary>
    /// <param name="yTrue">Class indices, [n] or [n, 1].</param>
    /// <param name="yPred">Scores, [n, k]: probabilities or logits.</param>
    /// <returns>Scalar, 0 … 1. Keras: SparseCategoricalAccuracy.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor SparseCategoricalAccuracy(Tensor yTrue, Tensor yPred) => yTrue.dim() == 1
        ? Rates.Share(Labels.Indices(yTrue).eq(yPred.argmax(dim: 1)))    // as the confusion matrix takes them, to share its counts
        : Rates.Share(Labels.Column(yTrue).eq(yPred.argmax(dim: -1, keepdim: true)));

    /// <summary>How often the one-hot label's class is among the k with the largest scores.</summary>
    /// <param name="yTrue">One-hot labels, [n, classes].</param>
    /// <param name="yPred">Scores, [n, classes].</param>
    /// <param name="k">How many classes count as found. Equal scores share the better place.</param>
    /// <returns>Scalar, 0 … 1. Keras: TopKCategoricalAccuracy.</returns>
    [Metric("top_k_categorical_accuracy", Shape = MetricShape.Scalar)]
    public static Tensor TopKCategoricalAccuracy(Tensor yTrue, Tensor yPred, int k = 5) =>
        InTopK(yTrue.argmax(dim: -1, keepdim: true), yPred, k);

    /// <summary>How often the label is among the k classes with the largest scores.</summary>
    /// <param name="yTrue">Class indices, [n] or [n, 1].</param>
    /// <param name="yPred">Scores, [n, classes].</param>
    /// <param name="k">How many classes count as found. Equal scores share the better place.</param>
    /// <returns>Scalar, 0 … 1. Keras: SparseTopKCategoricalAccuracy.</returns>
    [Metric("sparse_top_k_categorical_accuracy", Shape = MetricShape.Scalar)]
    public static Tensor SparseTopKCategoricalAccuracy(Tensor yTrue, Tensor yPred, int k = 5) => InTopK(Labels.Column(yTrue), yPred, k);

    // Fewer than k classes may beat the label's. "Not at most" rather than "more than": a score that is no number is beaten by all.
    private static Tensor InTopK(Tensor label, Tensor scores, int k) =>
        Rates.Share(scores.le(scores.gather(dim: -1, label)).logical_not().sum(dim: -1).lt(k));

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
        return Rates.Divide(hits, predicted);
    }

    /// <summary>Per class, the share of its rows that was found: TP / (TP + FN).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Vector [numClasses], 0 … 1.</returns>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, _, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Divide(hits, actual);
    }

    /// <summary>Per class, the share of the other classes' rows that was not taken for it: TN / (TN + FP).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Vector [numClasses], 0 … 1.</returns>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Specificity(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        var others = actual.sum() - actual;
        return Rates.Divide(others - predicted + hits, others);
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
        return Rates.Divide(2 * hits, actual + predicted);
    }

    // All read off the confusion matrix, so that however many of these metrics there are, a batch is counted once.
    private static (Tensor Hits, Tensor Predicted, Tensor Actual) Counts(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var confusion = ConfusionMatrix(yTrue, yPred, numClasses);
        return (confusion.diagonal(), confusion.sum(dim: 0), confusion.sum(dim: 1));
    }

    /// <summary>By how much scores miss a margin of 1 on the label's side: mean(max(1 - y yPred, 0)), y being -1 or 1.</summary>
    /// <param name="yTrue">Labels, [n, …]: 1 for positive, 0 or -1 for negative.</param>
    /// <param name="yPred">Scores, shape of <paramref name="yTrue"/>.</param>
    /// <returns>Scalar, 0 or more. Keras: Hinge.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor Hinge(Tensor yTrue, Tensor yPred) => Shortfall(yTrue, yPred).mean();

    /// <summary>The square of what scores miss of a margin of 1 on the label's side: mean(max(1 - y yPred, 0)²), y being -1 or 1.</summary>
    /// <inheritdoc cref="Hinge" path="/param"/>
    /// <returns>Scalar, 0 or more. Keras: SquaredHinge.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor SquaredHinge(Tensor yTrue, Tensor yPred) => Shortfall(yTrue, yPred).square().mean();

    /// <summary>
    /// By how much the label's score misses a margin of 1 over the best of the others: mean(max(max((1 - yTrue) yPred) - sum(yTrue yPred) +
    /// 1, 0)).
    /// </summary>
    /// <param name="yTrue">One-hot labels, [n, …, k].</param>
    /// <param name="yPred">Scores, [n, …, k].</param>
    /// <returns>Scalar, 0 or more. Keras: CategoricalHinge, in which the label's own place counts as another with score 0.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor CategoricalHinge(Tensor yTrue, Tensor yPred)
    {
        var label = yTrue.type_as(yPred);
        var others = ((1 - label) * yPred).amax(new long[] { -1 });
        return (others - (label * yPred).sum(dim: -1) + 1).relu().mean();
    }

    // The sign is taken per label: Keras looks whether a whole batch's labels are 0 and 1, so that its value depends on the batch.
    private static Tensor Shortfall(Tensor yTrue, Tensor yPred) => (1 - where(yTrue.gt(0), yPred, -yPred)).relu();
}
