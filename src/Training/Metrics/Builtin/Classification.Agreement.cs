using static TorchSharp.torch;

namespace Gen.Training.Metrics;

public static partial class Classification
{
    /// <summary>The mean recall of the classes that occur among the labels, which is 1 / (their number) for random predictions.</summary>
    /// <param name="yTrue">Class indices, [n]; others throw.</param>
    /// <param name="yPred">Scores, [n, numClasses]: probabilities or logits.</param>
    /// <param name="numClasses">The number of classes.</param>
    /// <param name="absentClasses">What a class without labels counts, whether it is predicted or not. The default value is
    /// <see cref="AbsentClasses.Skip"/>.</param>
    /// <returns>Scalar, 0 … 1. As scikit-learn's balanced_accuracy_score.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BalancedAccuracy(
        Tensor yTrue, Tensor yPred, int numClasses, AbsentClasses absentClasses = AbsentClasses.Skip)
    {
        var (hits, _, actual) = Counts(yTrue, yPred, numClasses);
        return Rates.Macro(Rates.Divide(hits, actual), actual, absentClasses);
    }

    /// <summary>
    /// The Matthews correlation coefficient: (TP TN - FP FN) / √((TP + FP) (TP + FN) (TN + FP) (TN + FN)).
    /// </summary>
    /// <inheritdoc cref="TruePositives" path="/param"/>
    /// <returns>Scalar, -1 … 1; 0 for random predictions, and if all labels or all predictions are equal. Matthews 1975.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinaryMatthewsCorrelation(Tensor yTrue, Tensor yPred, double threshold = 0.5) =>
        Correlation(BinaryConfusionMatrix(yTrue, yPred, threshold));

    /// <summary>
    /// The Matthews correlation coefficient of several classes: with c of s rows correct, and p and t the numbers of rows predicted
    /// and labeled per class, (c s - p·t) / √((s² - p·p) (s² - t·t)).
    /// </summary>
    /// <inheritdoc cref="ConfusionMatrix" path="/param"/>
    /// <returns>Scalar, at most 1; 0 for random predictions, and if all labels or all predictions are equal. Gorodkin 2004.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor MatthewsCorrelation(Tensor yTrue, Tensor yPred, int numClasses) =>
        Correlation(ConfusionMatrix(yTrue, yPred, numClasses));

    /// <summary>Cohen's kappa of two classes: the agreement of labels and predictions beyond chance.</summary>
    /// <inheritdoc cref="TruePositives" path="/param"/>
    /// <returns>Scalar, -1 … 1; 0 for chance, and if all labels and predictions are of one class. Cohen 1960.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinaryCohenKappa(Tensor yTrue, Tensor yPred, double threshold = 0.5) =>
        Kappa(BinaryConfusionMatrix(yTrue, yPred, threshold), 2, KappaWeights.None);

    /// <summary>
    /// Cohen's kappa: 1 - (observed disagreement) / (disagreement expected by chance), weighted by the distance of the classes.
    /// </summary>
    /// <param name="yTrue">Class indices, [n]; others throw.</param>
    /// <param name="yPred">Scores, [n, numClasses]: probabilities or logits.</param>
    /// <param name="numClasses">The number of classes.</param>
    /// <param name="weights">The weights of disagreements. The default value is <see cref="KappaWeights.None"/>.</param>
    /// <returns>Scalar, -1 … 1; 0 for chance, and if all labels and predictions are of one class. Cohen 1960, 1968.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor CohenKappa(Tensor yTrue, Tensor yPred, int numClasses, KappaWeights weights = KappaWeights.None) =>
        Kappa(ConfusionMatrix(yTrue, yPred, numClasses), numClasses, weights);

    private static Tensor Correlation(Tensor confusion)
    {
        var counts = confusion.to_type(ScalarType.Float64);
        var (predicted, actual, all) = (counts.sum(dim: 0), counts.sum(dim: 1), counts.sum());
        return Rates.Divide(
            counts.diagonal().sum() * all - (predicted * actual).sum(),
            ((all * all - predicted.square().sum()) * (all * all - actual.square().sum())).sqrt());
    }

    private static Tensor Kappa(Tensor confusion, int numClasses, KappaWeights weights)
    {
        var counts = confusion.to_type(ScalarType.Float64);
        var classes = arange(numClasses, dtype: ScalarType.Float64, device: counts.device);
        var distance = (classes.unsqueeze(dim: 0) - classes.unsqueeze(dim: 1)).abs();
        var weight = weights switch
        {
            KappaWeights.Linear => distance,
            KappaWeights.Quadratic => distance.square(),
            _ => distance.gt(0),
        };
        var expected = (weight * counts.sum(dim: 0, keepdim: true) * counts.sum(dim: 1, keepdim: true)).sum() / counts.sum();
        return Rates.Divide(expected - (weight * counts).sum(), expected);
    }
}

/// <summary>The weights of disagreements in Cohen's kappa, as a function of the distance of the class indices.</summary>
public enum KappaWeights
{
    /// <summary>Equal weights, for classes without an order.</summary>
    None,

    /// <summary>The distance.</summary>
    Linear,

    /// <summary>The squared distance.</summary>
    Quadratic,
}
