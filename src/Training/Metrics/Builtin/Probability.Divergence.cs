using static TorchSharp.torch;

namespace Gen.Training.Metrics;

public static partial class Probability
{
    /// <summary>
    /// The Kullback-Leibler divergence of predicted from true distributions: mean over rows of Σ yTrue log(yTrue / yPred), both kept within
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
