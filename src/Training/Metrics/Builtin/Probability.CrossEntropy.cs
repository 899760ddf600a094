using static TorchSharp.torch;

namespace Gen.Training.Metrics;

public static partial class Probability
{
    // Keras' backend.epsilon(): probabilities are kept this far from 0 and 1, and the logarithm finite.
    private const double Epsilon = 1e-7;

    /// <summary>mean over rows of -Σ yTrue log p, p being yPred divided by its sum and kept within 1e-7 … 1 - 1e-7.</summary>
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

    /// <summary>mean over rows of -log p of the label, p being yPred divided by its sum and kept within 1e-7 … 1 - 1e-7.</summary>
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

    /// <summary>-mean(yTrue log p + (1 - yTrue) log(1 - p)), p being yPred kept within 1e-7 … 1 - 1e-7.</summary>
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
}
