using static TorchSharp.torch;

namespace Gen.Training.Metrics;

public static partial class Classification
{
    /// <summary>True positives: sum(yTrue ≠ 0 and yPred &gt; threshold).</summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Scores, shape of <paramref name="yTrue"/>; all elements have equal weight.</param>
    /// <param name="threshold">The threshold above which a score predicts a positive. NaN predicts a negative. The default value is
    /// 0.5.</param>
    /// <returns>Scalar, a count. Keras: TruePositives.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor TruePositives(Tensor yTrue, Tensor yPred, double threshold = 0.5) =>
        yTrue.ne(0).logical_and(yPred.gt(threshold)).sum();

    /// <summary>True negatives: sum(yTrue = 0 and not yPred &gt; threshold).</summary>
    /// <inheritdoc cref="TruePositives" path="/param"/>
    /// <returns>Scalar, a count. Keras: TrueNegatives.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor TrueNegatives(Tensor yTrue, Tensor yPred, double threshold = 0.5) =>
        yTrue.eq(0).logical_and(yPred.gt(threshold).logical_not()).sum();

    /// <summary>False positives: sum(yTrue = 0 and yPred &gt; threshold).</summary>
    /// <inheritdoc cref="TruePositives" path="/param"/>
    /// <returns>Scalar, a count. Keras: FalsePositives.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor FalsePositives(Tensor yTrue, Tensor yPred, double threshold = 0.5) =>
        yTrue.eq(0).logical_and(yPred.gt(threshold)).sum();

    /// <summary>False negatives: sum(yTrue ≠ 0 and not yPred &gt; threshold).</summary>
    /// <inheritdoc cref="TruePositives" path="/param"/>
    /// <returns>Scalar, a count. Keras: FalseNegatives.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor FalseNegatives(Tensor yTrue, Tensor yPred, double threshold = 0.5) =>
        yTrue.ne(0).logical_and(yPred.gt(threshold).logical_not()).sum();

    /// <summary>Precision: TP / (TP + FP).</summary>
    /// <inheritdoc cref="TruePositives" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: Precision.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinaryPrecision(Tensor yTrue, Tensor yPred, double threshold = 0.5) =>
        Rates.Divide(TruePositives(yTrue, yPred, threshold), yPred.gt(threshold).sum());

    /// <summary>Recall, also called sensitivity: TP / (TP + FN).</summary>
    /// <inheritdoc cref="TruePositives" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: Recall.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinaryRecall(Tensor yTrue, Tensor yPred, double threshold = 0.5) =>
        Rates.Divide(TruePositives(yTrue, yPred, threshold), yTrue.ne(0).sum());

    /// <summary>Specificity: TN / (TN + FP).</summary>
    /// <inheritdoc cref="TruePositives" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinarySpecificity(Tensor yTrue, Tensor yPred, double threshold = 0.5) =>
        Rates.Divide(TrueNegatives(yTrue, yPred, threshold), yTrue.eq(0).sum());

    /// <summary>F-beta, the weighted harmonic mean of precision and recall: (1 + β²) TP / ((1 + β²) TP + β² FN + FP).</summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Scores, shape of <paramref name="yTrue"/>; all elements have equal weight.</param>
    /// <param name="beta">The weight of recall relative to precision.</param>
    /// <param name="threshold">The threshold above which a score predicts a positive. NaN predicts a negative. The default value is
    /// 0.5.</param>
    /// <returns>Scalar, 0 … 1. Van Rijsbergen 1979; Keras' FBetaScore, without the 1e-7 that it adds to denominators.</returns>
    [Metric("binary_fbeta", Shape = MetricShape.Scalar)]
    public static Tensor BinaryFBeta(Tensor yTrue, Tensor yPred, double beta, double threshold = 0.5) =>
        Rates.FBeta(TruePositives(yTrue, yPred, threshold), yPred.gt(threshold).sum(), yTrue.ne(0).sum(), beta);

    /// <summary>F1, the harmonic mean of precision and recall: 2 TP / (2 TP + FN + FP).</summary>
    /// <inheritdoc cref="TruePositives" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras' F1Score, without the 1e-7 that it adds to denominators.</returns>
    [Metric("binary_f1", Shape = MetricShape.Scalar)]
    public static Tensor BinaryF1(Tensor yTrue, Tensor yPred, double threshold = 0.5) => BinaryFBeta(yTrue, yPred, 1, threshold);

    /// <summary>Balanced accuracy, the mean of recall and specificity, which is 0.5 for random predictions.</summary>
    /// <inheritdoc cref="TruePositives" path="/param"/>
    /// <returns>Scalar, 0 … 1.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinaryBalancedAccuracy(Tensor yTrue, Tensor yPred, double threshold = 0.5) =>
        (BinaryRecall(yTrue, yPred, threshold) + BinarySpecificity(yTrue, yPred, threshold)) / 2;

    /// <summary>The confusion matrix TN FP / FN TP, with labels as rows and predictions as columns.</summary>
    /// <inheritdoc cref="TruePositives" path="/param"/>
    /// <returns>Matrix [2, 2] of counts.</returns>
    [Metric(Shape = MetricShape.Matrix)]
    public static Tensor BinaryConfusionMatrix(Tensor yTrue, Tensor yPred, double threshold = 0.5) =>
        Labels.Pairs(Labels.Positive(yTrue).flatten(), yPred.gt(threshold).to_type(ScalarType.Int64).flatten(), 2, 2);
}
