using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Quotients of counts, which the metrics end in. All in float64; 0 where nothing was counted, as in Keras.</summary>
internal static class Rates
{
    /// <summary>part / whole, 0 where the whole is 0.</summary>
    public static Tensor Of(Tensor part, Tensor whole) => (part.to_type(ScalarType.Float64) / whole).masked_fill(whole.eq(0), 0);

    /// <summary>The share of true elements of a bool tensor.</summary>
    public static Tensor Share(Tensor hits) => hits.to_type(ScalarType.Float64).mean();

    /// <summary>(1 + β²) hits / (β² actual + predicted).</summary>
    public static Tensor FBeta(Tensor hits, Tensor predicted, Tensor actual, double beta) => Of(
        hits.to_type(ScalarType.Float64) * (1 + beta * beta),
        actual.to_type(ScalarType.Float64) * (beta * beta) + predicted);

    /// <summary>The mean of values per class, each weighted by how often the class occurs.</summary>
    public static Tensor Weighted(Tensor perClass, Tensor actual) => Of((perClass * actual).sum(), actual.sum());
}
