using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Quotients of counts, which the metrics end in. All in float64; 0 where nothing was counted, as in Keras.</summary>
internal static class Rates
{
    /// <summary>part / whole, 0 where the whole is 0.</summary>
    public static Tensor Divide(Tensor part, Tensor whole) => (part.to_type(ScalarType.Float64) / whole).masked_fill(whole.eq(0), 0);

    /// <summary>The share of true elements of a bool tensor.</summary>
    public static Tensor Share(Tensor hits) => hits.to_type(ScalarType.Float64).mean();

    /// <summary>(1 + β²) hits / (β² actual + predicted).</summary>
    public static Tensor FBeta(Tensor hits, Tensor predicted, Tensor actual, double beta) => Divide(
        hits.to_type(ScalarType.Float64) * (1 + beta * beta),
        actual.to_type(ScalarType.Float64) * (beta * beta) + predicted);

    /// <summary>The mean of values per class, each weighted by how often the class occurs.</summary>
    public static Tensor Weighted(Tensor perClass, Tensor actual) => Divide((perClass * actual).sum(), actual.sum());
}

/// <summary>Class labels as indices, and counts of pairs of them.</summary>
internal static class Labels
{
    /// <summary>Labels as indices: int64.</summary>
    public static Tensor Indices(Tensor labels) => labels.to_type(ScalarType.Int64);

    /// <summary>Labels [n] or [n, 1] as indices [n, 1].</summary>
    public static Tensor Column(Tensor labels) => labels.unsqueeze(dim: -1).flatten(start_dim: 1).to_type(ScalarType.Int64);

    /// <summary>Whether an element is positive, as an index: 0 or 1.</summary>
    public static Tensor Positive(Tensor labels) => labels.ne(0).to_type(ScalarType.Int64);

    /// <summary>How often each pair of indices occurs: [rows, columns], float64. An index out of range throws.</summary>
    public static Tensor Pairs(Tensor labels, Tensor predictions, int rows, int columns)
    {
        // In floating point: a GPU has no matrix product of integers, and rows may have fractional weights.
        var actual = nn.functional.one_hot(labels, rows).to_type(ScalarType.Float64);
        var predicted = nn.functional.one_hot(predictions, columns).to_type(ScalarType.Float64);
        return actual.t().mm(predicted);
    }
}
