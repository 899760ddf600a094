using static TorchSharp.torch;

namespace Gen.Training.Metrics;

// Macro: the plain mean over all classes, those without labels counting 0. Weighted: by how often the class occurs. Micro: over all
// decisions alike, which for one class per row makes precision, recall and F-beta all equal accuracy.
public static partial class Classification
{
    /// <summary>Mean of the classes' precisions; a class that was never predicted counts 0.</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MacroPrecision(Tensor yTrue, Tensor yPred, int numClasses) => Precision(yTrue, yPred, numClasses).mean();

    /// <summary>
    /// Mean of the classes' recalls; a class without labels counts 0 (see <see cref="BalancedAccuracy"/> for one that leaves it out).
    /// </summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MacroRecall(Tensor yTrue, Tensor yPred, int numClasses) => Recall(yTrue, yPred, numClasses).mean();

    /// <summary>Mean of the classes' F-betas; a class without hits counts 0.</summary>
    /// <inheritdoc cref="FBeta" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: FBetaScore(average="macro").</returns>
    [Metric("macro_fbeta", Shape = MetricShape.Scalar)]
    public static Tensor MacroFBeta(Tensor yTrue, Tensor yPred, int numClasses, double beta) =>
        FBeta(yTrue, yPred, numClasses, beta).mean();

    /// <summary>Mean of the classes' F1; a class without hits counts 0.</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: F1Score(average="macro").</returns>
    [Metric("macro_f1", Shape = MetricShape.Scalar)]
    public static Tensor MacroF1(Tensor yTrue, Tensor yPred, int numClasses) => F1(yTrue, yPred, numClasses).mean();

    /// <summary>Mean of the classes' precisions, weighted by how often each class occurs.</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor WeightedPrecision(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Weighted(Rates.Of(hits, predicted), actual);
    }

    /// <summary>Mean of the classes' recalls, weighted by how often each class occurs: the accuracy.</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor WeightedRecall(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, _, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Weighted(Rates.Of(hits, actual), actual);
    }

    /// <summary>Mean of the classes' F-betas, weighted by how often each class occurs.</summary>
    /// <inheritdoc cref="FBeta" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: FBetaScore(average="weighted").</returns>
    [Metric("weighted_fbeta", Shape = MetricShape.Scalar)]
    public static Tensor WeightedFBeta(Tensor yTrue, Tensor yPred, int numClasses, double beta)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Weighted(Rates.FBeta(hits, predicted, actual, beta), actual);
    }

    /// <summary>Mean of the classes' F1, weighted by how often each class occurs.</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: F1Score(average="weighted").</returns>
    [Metric("weighted_f1", Shape = MetricShape.Scalar)]
    public static Tensor WeightedF1(Tensor yTrue, Tensor yPred, int numClasses) => WeightedFBeta(yTrue, yPred, numClasses, 1);

    /// <summary>Precision over all decisions alike: sum TP / sum (TP + FP).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MicroPrecision(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, predicted, _) = Counts(yTrue, yPred, numClasses);
        return Rates.Of(hits.sum(), predicted.sum());
    }

    /// <summary>Recall over all decisions alike: sum TP / sum (TP + FN).</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MicroRecall(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (hits, _, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Of(hits.sum(), actual.sum());
    }

    /// <summary>F-beta over all decisions alike.</summary>
    /// <inheritdoc cref="FBeta" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: FBetaScore(average="micro").</returns>
    [Metric("micro_fbeta", Shape = MetricShape.Scalar)]
    public static Tensor MicroFBeta(Tensor yTrue, Tensor yPred, int numClasses, double beta)
    {
        var (hits, predicted, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.FBeta(hits.sum(), predicted.sum(), actual.sum(), beta);
    }

    /// <summary>F1 over all decisions alike.</summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: F1Score(average="micro").</returns>
    [Metric("micro_f1", Shape = MetricShape.Scalar)]
    public static Tensor MicroF1(Tensor yTrue, Tensor yPred, int numClasses) => MicroFBeta(yTrue, yPred, numClasses, 1);
}
