using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Gen.Training.Metrics;

public static partial class Probability
{
    /// <summary>
    /// How far the largest probability is from how often its class is the label: over equally wide bins of that probability,
    /// Σ (rows in bin / n) |accuracy in bin - mean probability in bin|.
    /// </summary>
    /// <param name="yTrue">Class indices, [n].</param>
    /// <param name="yPred">Probabilities, [n, k].</param>
    /// <param name="numBins">Number of bins; the m-th holds (m - 1) / numBins &lt; p ≤ m / numBins.</param>
    /// <returns>Scalar in float64, 0 … 1, 0 being best. Guo et al. 2017.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor ExpectedCalibrationError(Tensor yTrue, Tensor yPred, int numBins = 15)
    {
        var (confidence, predicted) = yPred.max(dim: 1);
        return CalibrationError(predicted.eq(Labels.Indices(yTrue)), confidence, numBins);
    }

    /// <summary>
    /// How far the probability of a positive is from how often there is one: over equally wide bins of that probability,
    /// Σ (elements in bin / n) |share of positives in bin - mean probability in bin|.
    /// </summary>
    /// <param name="yTrue">Labels, [n, …]: 0 is negative, anything else positive.</param>
    /// <param name="yPred">Probabilities of a positive, shape of <paramref name="yTrue"/>.</param>
    /// <param name="numBins">Number of bins; the m-th holds (m - 1) / numBins &lt; p ≤ m / numBins.</param>
    /// <returns>Scalar in float64, 0 … 1, 0 being best. Naeini et al. 2015.</returns>
    [Metric(Shape = MetricShape.Scalar)]
    public static Tensor BinaryExpectedCalibrationError(Tensor yTrue, Tensor yPred, int numBins = 15) =>
        CalibrationError(yTrue.ne(0).flatten(), yPred.flatten(), numBins);

    // n · |accuracy - confidence| of a bin is |Σ (hit - confidence)| over it.
    private static Tensor CalibrationError(Tensor hits, Tensor confidence, int numBins)
    {
        var probability = confidence.to_type(ScalarType.Float64);

        // A probability that is no number has some bin, and makes the error no number either.
        var bin = ((probability.nan_to_num(0) * numBins).ceil() - 1).clamp(0, numBins - 1).to_type(ScalarType.Int64);
        var gap = hits.to_type(ScalarType.Float64) - probability;
        return (one_hot(bin, numBins) * gap.unsqueeze(dim: 1)).mean(new long[] { 0 }).abs().sum();
    }
}
