using static TorchSharp.torch;

namespace Gen.Training.Metrics;

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
