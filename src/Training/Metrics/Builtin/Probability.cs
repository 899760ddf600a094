using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Gen.Training.Metrics;

/// <summary>Metrics of predicted probabilities or logits.</summary>
/// <remarks>
/// Predictions are float32 or float64, which is the type of the value, too. Class labels are whole numbers of any integral or floating
/// type; one-hot and 0/1 labels may also be probabilities.
/// </remarks>
[MetricLibrary]
public static partial class Probability
{
    /// <summary>
    /// The Brier score, the squared distance of probabilities from the one-hot label: mean over rows of sum((yPred - onehot(yTrue))²).
    /// </summary>
    /// <param name="yTrue">Class indices, [n]; others throw.</param>
    /// <param name="yPred">Probabilities, [n, numClasses].</param>
    /// <param name="numClasses">The number of classes.</param>
    /// <returns>Scalar, 0 … 2, 0 being best; (k - 1) / k for uniform probabilities. Brier 1950.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BrierScore(Tensor yTrue, Tensor yPred, int numClasses) =>
        Distance(Labels.Indices(yTrue), yPred, numClasses).mean();

    /// <summary>The Brier score of binary labels: mean((yPred - yTrue)²).</summary>
    /// <param name="yTrue">Labels 0 or 1, [n, …].</param>
    /// <param name="yPred">Probabilities of a 1, shape of <paramref name="yTrue"/>.</param>
    /// <returns>
    /// Scalar, 0 … 1, 0 being best: half of <see cref="BrierScore"/> of the same two classes. As scikit-learn's brier_score_loss.
    /// </returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinaryBrierScore(Tensor yTrue, Tensor yPred) => (yPred - yTrue).square().mean();

    /// <summary>
    /// The Brier skill relative to uniform probabilities: with P₁ the probability of the true class of k,
    /// mean(1 - ((1 - P₁)² + Σ other P²) / ((1 - 1/k)² + (k - 1) / k²)).
    /// </summary>
    /// <inheritdoc cref="BrierScore" path="/param"/>
    /// <returns>
    /// Scalar, 1 - 2k / (k - 1) … 1: 1 for certainty in the true class, 0 for uniform probabilities, -3 at k = 2 and -1.1538 at k = 14 for
    /// certainty in a wrong class; 0.988402 at k = 14 for 0.9 in the true class and the rest distributed evenly. "Brier skill" against the
    /// uniform forecast.
    /// </returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BrierSkillByTrueClass(Tensor yTrue, Tensor yPred, int numClasses) =>
        1 - BrierScore(yTrue, yPred, numClasses) / Uniform(numClasses);

    /// <summary>
    /// The confidence of predictions: as <see cref="BrierSkillByTrueClass"/>, but with P₁ the largest probability, so that labels are not
    /// used.
    /// </summary>
    /// <param name="yPred">Probabilities, [n, numClasses].</param>
    /// <param name="numClasses">The number of classes.</param>
    /// <returns>
    /// Scalar, 0 … 1: 0 for uniform probabilities, 1 for certainty, 0.988402 at k = 14 for 0.9 and the rest distributed evenly.
    /// </returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BrierSkillByLargest(Tensor yPred, int numClasses) =>
        1 - Distance(yPred.argmax(dim: 1), yPred, numClasses).mean() / Uniform(numClasses);

    private static Tensor Distance(Tensor label, Tensor yPred, int numClasses) =>
        (yPred - one_hot(label, numClasses)).square().sum(dim: -1);

    // The distance of uniform probabilities: (1 - 1/k)² + (k - 1) / k².
    private static double Uniform(int numClasses) => (numClasses - 1.0) / numClasses;

    // Keras' backend.epsilon(): probabilities are kept this far from 0 and 1, and the logarithm finite.
    private const double Epsilon = 1e-7;

    /// <summary>mean over rows of -Σ yTrue log p, where p is yPred divided by its sum and clamped to 1e-7 … 1 - 1e-7.</summary>
    /// <param name="yTrue">One-hot labels or probabilities, [n, …, k].</param>
    /// <param name="yPred">Probabilities, [n, …, k].</param>
    /// <returns>Scalar, 0 or more, in nats. Keras: CategoricalCrossentropy.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor CategoricalCrossEntropy(Tensor yTrue, Tensor yPred) =>
        -(yTrue * Clipped(yPred / yPred.sum(dim: -1, keepdim: true)).log()).sum(dim: -1).mean();

    /// <summary>mean over rows of -Σ yTrue log softmax(yPred).</summary>
    /// <param name="yTrue">One-hot labels or probabilities, [n, …, k].</param>
    /// <param name="yPred">Logits, [n, …, k].</param>
    /// <returns>Scalar, 0 or more, in nats. Keras: CategoricalCrossentropy(from_logits=True).</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor CategoricalCrossEntropyFromLogits(Tensor yTrue, Tensor yPred) =>
        -(yTrue * yPred.log_softmax(dim: -1)).sum(dim: -1).mean();

    /// <summary>mean over rows of -log p of the label, where p is yPred divided by its sum and clamped to 1e-7 … 1 - 1e-7.</summary>
    /// <param name="yTrue">Class indices, [n] or [n, 1].</param>
    /// <param name="yPred">Probabilities, [n, k].</param>
    /// <returns>Scalar, 0 or more, in nats. Keras: SparseCategoricalCrossentropy.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor SparseCategoricalCrossEntropy(Tensor yTrue, Tensor yPred) =>
        -Clipped(yPred.gather(dim: -1, Labels.Column(yTrue)) / yPred.sum(dim: -1, keepdim: true)).log().mean();

    /// <summary>mean over rows of -log softmax(yPred) of the label.</summary>
    /// <param name="yTrue">Class indices, [n] or [n, 1].</param>
    /// <param name="yPred">Logits, [n, k].</param>
    /// <returns>Scalar, 0 or more, in nats. Keras: SparseCategoricalCrossentropy(from_logits=True).</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor SparseCategoricalCrossEntropyFromLogits(Tensor yTrue, Tensor yPred) =>
        -yPred.log_softmax(dim: -1).gather(dim: -1, Labels.Column(yTrue)).mean();

    /// <summary>-mean(yTrue log p + (1 - yTrue) log(1 - p)), where p is yPred clamped to 1e-7 … 1 - 1e-7.</summary>
    /// <param name="yTrue">Labels 0 or 1, or probabilities, [n, …].</param>
    /// <param name="yPred">Probabilities of a 1, shape of <paramref name="yTrue"/>.</param>
    /// <returns>Scalar, 0 or more, in nats. Keras: BinaryCrossentropy.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinaryCrossEntropy(Tensor yTrue, Tensor yPred)
    {
        var (label, p) = (yTrue.type_as(yPred), Clipped(yPred));
        return -(label * p.log() + (1 - label) * (1 - p).log()).mean();
    }

    /// <summary>
    /// -mean(yTrue log σ(x) + (1 - yTrue) log(1 - σ(x))) of logits x, without overflow: mean(max(x, 0) - x yTrue + log(1 + exp(-|x|))).
    /// </summary>
    /// <param name="yTrue">Labels 0 or 1, or probabilities, [n, …].</param>
    /// <param name="yPred">Logits x of a 1, shape of <paramref name="yTrue"/>.</param>
    /// <returns>Scalar, 0 or more, in nats. Keras: BinaryCrossentropy(from_logits=True).</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinaryCrossEntropyFromLogits(Tensor yTrue, Tensor yPred) =>
        (yPred.relu() - yPred * yTrue + (-yPred.abs()).exp().log1p()).mean();

    private static Tensor Clipped(Tensor probabilities) => probabilities.clamp(Epsilon, 1 - Epsilon);

    /// <summary>
    /// The expected calibration error: over equally wide bins of the largest probability,
    /// Σ (rows in bin / n) |accuracy in bin - mean probability in bin|.
    /// </summary>
    /// <param name="yTrue">Class indices, [n].</param>
    /// <param name="yPred">Probabilities, [n, k].</param>
    /// <param name="numBins">The number of bins, the m-th of (m - 1) / numBins &lt; p ≤ m / numBins. The default value is 15.</param>
    /// <returns>Scalar in float64, 0 … 1, 0 being best. Guo et al. 2017.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor ExpectedCalibrationError(Tensor yTrue, Tensor yPred, int numBins = 15)
    {
        var (confidence, predicted) = yPred.max(dim: 1);
        return CalibrationError(predicted.eq(Labels.Indices(yTrue)), confidence, numBins);
    }

    /// <summary>
    /// The expected calibration error of binary labels: over equally wide bins of the probability,
    /// Σ (elements in bin / n) |fraction of positives in bin - mean probability in bin|.
    /// </summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Probabilities of a positive, shape of <paramref name="yTrue"/>.</param>
    /// <param name="numBins">The number of bins, the m-th of (m - 1) / numBins &lt; p ≤ m / numBins. The default value is 15.</param>
    /// <returns>Scalar in float64, 0 … 1, 0 being best. Naeini et al. 2015.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinaryExpectedCalibrationError(Tensor yTrue, Tensor yPred, int numBins = 15) =>
        CalibrationError(yTrue.ne(0).flatten(), yPred.flatten(), numBins);

    // For a bin of n rows, n · |accuracy - confidence| = |Σ (hit - confidence)|.
    private static Tensor CalibrationError(Tensor hits, Tensor confidence, int numBins)
    {
        var probability = confidence.to_type(ScalarType.Float64);

        // A NaN is put into an arbitrary bin, whose error becomes NaN.
        var bin = ((probability.nan_to_num(0) * numBins).ceil() - 1).clamp(0, numBins - 1).to_type(ScalarType.Int64);
        var gap = hits.to_type(ScalarType.Float64) - probability;
        return (one_hot(bin, numBins) * gap.unsqueeze(dim: 1)).mean(new long[] { 0 }).abs().sum();
    }

    /// <summary>
    /// The Kullback-Leibler divergence of predicted from true distributions: mean over rows of Σ yTrue log(yTrue / yPred), both clamped to
    /// 1e-7 … 1.
    /// </summary>
    /// <param name="yTrue">Probabilities, [n, …, k].</param>
    /// <param name="yPred">Probabilities, [n, …, k].</param>
    /// <returns>Scalar, 0 or more, in nats. Keras: KLDivergence.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor KullbackLeiblerDivergence(Tensor yTrue, Tensor yPred)
    {
        var (p, q) = (yTrue.type_as(yPred).clamp(Epsilon, 1), yPred.clamp(Epsilon, 1));
        return (p * (p / q).log()).sum(dim: -1).mean();
    }

    /// <summary>
    /// The negative log-likelihood of Poisson counts up to a constant of the labels: mean(yPred - yTrue log(yPred + 1e-7)).
    /// </summary>
    /// <param name="yTrue">Counts, [n, …].</param>
    /// <param name="yPred">Predicted means, 0 or more, shape of <paramref name="yTrue"/>.</param>
    /// <returns>Scalar. Keras: Poisson.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor Poisson(Tensor yTrue, Tensor yPred) => (yPred - yTrue * (yPred + Epsilon).log()).mean();
}
