using static TorchSharp.torch;

namespace Gen.Training.Metrics;

// Macro: the plain mean over the labels. Weighted: by how many rows have the label. Micro: over all decisions alike.
public static partial class MultiLabel
{
    /// <summary>Mean of the labels' precisions.</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MacroPrecision(Tensor yTrue, Tensor yPred, double threshold = 0.5) => Precision(yTrue, yPred, threshold).mean();

    /// <summary>Mean of the labels' recalls.</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MacroRecall(Tensor yTrue, Tensor yPred, double threshold = 0.5) => Recall(yTrue, yPred, threshold).mean();

    /// <summary>Mean of the labels' F1.</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: F1Score(average="macro", threshold).</returns>
    [Metric("macro_f1", Shape = MetricShape.Scalar)]
    public static Tensor MacroF1(Tensor yTrue, Tensor yPred, double threshold = 0.5) => F1(yTrue, yPred, threshold).mean();

    /// <summary>Mean of the labels' F1, weighted by how many rows have each.</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: F1Score(average="weighted", threshold).</returns>
    [Metric("weighted_f1", Shape = MetricShape.Scalar)]
    public static Tensor WeightedF1(Tensor yTrue, Tensor yPred, double threshold = 0.5)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, threshold);
        return Rates.Weighted(Rates.FBeta(hits, predicted, actual, 1), actual);
    }

    /// <summary>Precision over all decisions alike: sum TP / sum (TP + FP).</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MicroPrecision(Tensor yTrue, Tensor yPred, double threshold = 0.5)
    {
        var (hits, predicted, _) = Counts(yTrue, yPred, threshold);
        return Rates.Of(hits.sum(), predicted.sum());
    }

    /// <summary>Recall over all decisions alike: sum TP / sum (TP + FN).</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MicroRecall(Tensor yTrue, Tensor yPred, double threshold = 0.5)
    {
        var (hits, _, actual) = Counts(yTrue, yPred, threshold);
        return Rates.Of(hits.sum(), actual.sum());
    }

    /// <summary>F1 over all decisions alike.</summary>
    /// <inheritdoc cref="HammingLoss" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: F1Score(average="micro", threshold).</returns>
    [Metric("micro_f1", Shape = MetricShape.Scalar)]
    public static Tensor MicroF1(Tensor yTrue, Tensor yPred, double threshold = 0.5)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, threshold);
        return Rates.FBeta(hits.sum(), predicted.sum(), actual.sum(), 1);
    }
}
