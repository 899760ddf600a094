using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Gen.Training.Metrics;

/// <summary>Metrics of predicted probabilities, and of logits that stand for them.</summary>
/// <remarks>
/// Predictions are float32 or float64, in which the value is given too. Class labels are whole numbers of any integral or floating type;
/// one-hot and 0/1 labels may also be probabilities.
/// </remarks>
[MetricLibrary]
public static partial class Probability
{
    /// <summary>
    /// The squared distance of predicted probabilities from the one-hot label: mean over rows of sum((yPred - onehot(yTrue))²).
    /// </summary>
    /// <param name="yTrue">Class indices, [n]; others throw.</param>
    /// <param name="yPred">Probabilities, [n, numClasses].</param>
    /// <param name="numClasses">Number of classes.</param>
    /// <returns>Scalar, 0 … 2, 0 being best; (k - 1) / k for uniform probabilities. Brier 1950.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BrierScore(Tensor yTrue, Tensor yPred, int numClasses) =>
        Distance(Labels.Indices(yTrue), yPred, numClasses).mean();

    /// <summary>The squared distance of the probability of a positive from what happened: mean((yPred - yTrue)²).</summary>
    /// <param name="yTrue">Labels 0 or 1, [n, …].</param>
    /// <param name="yPred">Probabilities of a 1, shape of <paramref name="yTrue"/>.</param>
    /// <returns>
    /// Scalar, 0 … 1, 0 being best: half of <see cref="BrierScore"/> of the same two classes. As scikit-learn's brier_score_loss.
    /// </returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinaryBrierScore(Tensor yTrue, Tensor yPred) => (yPred - yTrue).square().mean();

    /// <summary>
    /// How much better than uniform probabilities: with P₁ the probability of the true class of k,
    /// mean(1 - ((1 - P₁)² + Σ other P²) / ((1 - 1/k)² + (k - 1) / k²)).
    /// </summary>
    /// <inheritdoc cref="BrierScore" path="/param"/>
    /// <returns>
    /// Scalar, 1 - 2k / (k - 1) … 1: 1 for certainty in the true class, 0 for uniform probabilities, -3 at k = 2 and -1.1538 at k = 14 for
    /// certainty in a wrong class; 0.988402 at k = 14 for 0.9 in the true class and the rest spread evenly. "Brier skill" against the
    /// uniform forecast.
    /// </returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BrierSkillByTrueClass(Tensor yTrue, Tensor yPred, int numClasses) =>
        1 - BrierScore(yTrue, yPred, numClasses) / Uniform(numClasses);

    /// <summary>
    /// How decided predictions are, whether right or wrong: as <see cref="BrierSkillByTrueClass"/>, but with P₁ the largest probability, so
    /// that no labels are needed.
    /// </summary>
    /// <param name="yPred">Probabilities, [n, numClasses].</param>
    /// <param name="numClasses">Number of classes.</param>
    /// <returns>
    /// Scalar, 0 … 1: 0 for uniform probabilities, 1 for certainty, 0.988402 at k = 14 for 0.9 and the rest spread evenly.
    /// </returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BrierSkillByLargest(Tensor yPred, int numClasses) =>
        1 - Distance(yPred.argmax(dim: 1), yPred, numClasses).mean() / Uniform(numClasses);

    private static Tensor Distance(Tensor label, Tensor yPred, int numClasses) =>
        (yPred - one_hot(label, numClasses)).square().sum(dim: -1);

    // The distance of uniform probabilities: (1 - 1/k)² + (k - 1) / k².
    private static double Uniform(int numClasses) => (numClasses - 1.0) / numClasses;
}
