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
}
