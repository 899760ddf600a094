using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// Metrics of classifiers with one decision per element (<c>Binary…</c>, the counts and the hinges) or one class per row.
/// </summary>
/// <remarks>
/// <para>Labels may be of any integral or floating type holding whole numbers: class indices 0 … numClasses - 1, or, in the binary metrics,
/// 0 for negative and anything else for positive. One-hot labels [n, k] become class indices by <c>yTrue.argmax(dim: 1)</c>. Predictions
/// may be float32 or float64.</para>
/// <para>Values are float64, including counts, because rows may have fractional weights. A quotient is 0 if its denominator is 0.</para>
/// </remarks>
[MetricLibrary]
public static partial class Classification
{
    /// <summary>The fraction of predictions that equal the label: mean(yTrue = yPred).</summary>
    /// <param name="yTrue">Labels, [n, …].</param>
    /// <param name="yPred">Predicted labels, shape of <paramref name="yTrue"/>; any type.</param>
    /// <returns>Scalar, 0 … 1. Keras: Accuracy.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => Rates.Share(yTrue.eq(yPred));

    /// <summary>The fraction of thresholded predictions that equal the label: mean(yTrue = (yPred &gt; threshold)).</summary>
    /// <param name="yTrue">Labels 0 or 1, [n, …].</param>
    /// <param name="yPred">Scores, shape of <paramref name="yTrue"/>.</param>
    /// <param name="threshold">The threshold above which a score predicts a 1. The default value is 0.5.</param>
    /// <returns>Scalar, 0 … 1. Keras: BinaryAccuracy.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinaryAccuracy(Tensor yTrue, Tensor yPred, double threshold = 0.5) => Rates.Share(yTrue.eq(yPred.gt(threshold)));

    /// <summary>The fraction of rows whose largest score is that of the one-hot label: mean(argmax yTrue = argmax yPred).</summary>
    /// <param name="yTrue">One-hot labels, [n, …, k].</param>
    /// <param name="yPred">Scores, [n, …, k]: probabilities or logits.</param>
    /// <returns>Scalar, 0 … 1. Keras: CategoricalAccuracy.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor CategoricalAccuracy(Tensor yTrue, Tensor yPred) => Rates.Share(yTrue.argmax(dim: -1).eq(yPred.argmax(dim: -1)));

    /// <summary>The fraction of rows whose largest score is that of the label: mean(yTrue = argmax yPred).</summary>
    /// <param name="yTrue">Class indices, [n] or [n, 1].</param>
    /// <param name="yPred">Scores, [n, k]: probabilities or logits.</param>
    /// <returns>Scalar, 0 … 1. Keras: SparseCategoricalAccuracy.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor SparseCategoricalAccuracy(Tensor yTrue, Tensor yPred) => yTrue.dim() == 1
        ? Rates.Share(Labels.Indices(yTrue).eq(yPred.argmax(dim: 1)))    // as in ConfusionMatrix, whose counts it then shares
        : Rates.Share(Labels.Column(yTrue).eq(yPred.argmax(dim: -1, keepdim: true)));

    /// <summary>The fraction of rows whose one-hot label is among the k largest scores.</summary>
    /// <param name="yTrue">One-hot labels, [n, classes].</param>
    /// <param name="yPred">Scores, [n, classes].</param>
    /// <param name="k">The number of largest scores. Equal scores share the better rank.</param>
    /// <returns>Scalar, 0 … 1. Keras: TopKCategoricalAccuracy.</returns>
    [Metric("top_k_categorical_accuracy", Shape = MetricShape.Scalar)]
    public static Tensor TopKCategoricalAccuracy(Tensor yTrue, Tensor yPred, int k = 5) =>
        InTopK(yTrue.argmax(dim: -1, keepdim: true), yPred, k);

    /// <summary>The fraction of rows whose label is among the k largest scores.</summary>
    /// <param name="yTrue">Class indices, [n] or [n, 1].</param>
    /// <param name="yPred">Scores, [n, classes].</param>
    /// <param name="k">The number of largest scores. Equal scores share the better rank.</param>
    /// <returns>Scalar, 0 … 1. Keras: SparseTopKCategoricalAccuracy.</returns>
    [Metric("sparse_top_k_categorical_accuracy", Shape = MetricShape.Scalar)]
    public static Tensor SparseTopKCategoricalAccuracy(Tensor yTrue, Tensor yPred, int k = 5) => InTopK(Labels.Column(yTrue), yPred, k);

    // Fewer than k scores are greater than that of the label. "Not at most" instead of "greater": a NaN counts as less than all scores.
    private static Tensor InTopK(Tensor label, Tensor scores, int k) =>
        Rates.Share(scores.le(scores.gather(dim: -1, label)).logical_not().sum(dim: -1).lt(k));

    /// <summary>The number of rows of each class (row) that were predicted as each class (column), by the largest score.</summary>
    /// <param name="yTrue">Class indices, [n]; others throw.</param>
    /// <param name="yPred">Scores, [n, numClasses]: probabilities or logits.</param>
    /// <param name="numClasses">The number of classes.</param>
    /// <returns>Matrix [numClasses, numClasses] of counts.</returns>
    [Metric(Shape = MetricShape.Matrix)]
    public static Tensor ConfusionMatrix(Tensor yTrue, Tensor yPred, int numClasses) =>
        Labels.Pairs(Labels.Indices(yTrue), yPred.argmax(dim: 1), numClasses, numClasses);

    /// <summary>Precision per class: TP / (TP + FP).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Vector [numClasses], 0 … 1.</returns>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, predicted, _) = Counts(yTrue, yPred, numClasses);
        return Rates.Divide(hits, predicted);
    }

    /// <summary>Recall per class: TP / (TP + FN).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Vector [numClasses], 0 … 1.</returns>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, _, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Divide(hits, actual);
    }

    /// <summary>Specificity per class: TN / (TN + FP).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Vector [numClasses], 0 … 1.</returns>
    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Specificity(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        var others = actual.sum() - actual;
        return Rates.Divide(others - predicted + hits, others);
    }

    /// <summary>F-beta per class, the weighted harmonic mean of precision and recall: (1 + β²) TP / ((1 + β²) TP + β² FN + FP).</summary>
    /// <param name="yTrue">Class indices, [n]; others throw.</param>
    /// <param name="yPred">Scores, [n, numClasses]: probabilities or logits.</param>
    /// <param name="numClasses">The number of classes.</param>
    /// <param name="beta">The weight of recall relative to precision.</param>
    /// <returns>Vector [numClasses], 0 … 1. Keras' FBetaScore, without the 1e-7 that it adds to denominators.</returns>
    [Metric("fbeta", Shape = MetricShape.Vector)]
    public static Tensor FBeta(Tensor yTrue, Tensor yPred, int numClasses, double beta)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.FBeta(hits, predicted, actual, beta);
    }

    /// <summary>F1 per class, the harmonic mean of precision and recall: 2 TP / (2 TP + FN + FP).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Vector [numClasses], 0 … 1. Keras' F1Score, without the 1e-7 that it adds to denominators.</returns>
    [Metric("f1", Shape = MetricShape.Vector)]
    public static Tensor F1(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Divide(2 * hits, actual + predicted);
    }

    // All of these metrics are computed from the confusion matrix, so that a batch is counted only once.
    private static (Tensor Hits, Tensor Predicted, Tensor Actual) Counts(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var confusion = ConfusionMatrix(yTrue, yPred, numClasses);
        return (confusion.diagonal(), confusion.sum(dim: 0), confusion.sum(dim: 1));
    }

    /// <summary>The hinge loss: mean(max(1 - y yPred, 0)), y being -1 or 1.</summary>
    /// <param name="yTrue">Labels, [n, …]: 1 for positive, 0 or -1 for negative.</param>
    /// <param name="yPred">Scores, shape of <paramref name="yTrue"/>.</param>
    /// <returns>Scalar, 0 or more. Keras: Hinge.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor Hinge(Tensor yTrue, Tensor yPred) => Shortfall(yTrue, yPred).mean();

    /// <summary>The squared hinge loss: mean(max(1 - y yPred, 0)²), y being -1 or 1.</summary>
    /// <inheritdoc cref="Hinge" path="/param"/>
    /// <returns>Scalar, 0 or more. Keras: SquaredHinge.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor SquaredHinge(Tensor yTrue, Tensor yPred) => Shortfall(yTrue, yPred).square().mean();

    /// <summary>The categorical hinge loss: mean(max(max((1 - yTrue) yPred) - sum(yTrue yPred) + 1, 0)).</summary>
    /// <param name="yTrue">One-hot labels, [n, …, k].</param>
    /// <param name="yPred">Scores, [n, …, k].</param>
    /// <returns>Scalar, 0 or more. Keras: CategoricalHinge, where the label itself counts as another class with score 0.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor CategoricalHinge(Tensor yTrue, Tensor yPred)
    {
        var label = yTrue.type_as(yPred);
        var others = ((1 - label) * yPred).amax(new long[] { -1 });
        return (others - (label * yPred).sum(dim: -1) + 1).relu().mean();
    }

    // Each label is converted to a sign by itself. Keras converts only batches with labels 0 and 1, so its value depends on the batch.
    private static Tensor Shortfall(Tensor yTrue, Tensor yPred) => (1 - where(yTrue.gt(0), yPred, -yPred)).relu();
}
