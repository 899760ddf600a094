using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Quotients of counts in float64, which are 0 if the denominator is 0, as in Keras.</summary>
internal static class Rates
{
    /// <summary>Returns part / whole, or 0 if the whole is 0.</summary>
    public static Tensor Divide(Tensor part, Tensor whole) => (part.to_type(ScalarType.Float64) / whole).masked_fill(whole.eq(0), 0);

    /// <summary>Returns the fraction of true elements of a bool tensor.</summary>
    public static Tensor Share(Tensor hits) => hits.to_type(ScalarType.Float64).mean();

    /// <summary>Returns (1 + β²) hits / (β² actual + predicted).</summary>
    public static Tensor FBeta(Tensor hits, Tensor predicted, Tensor actual, double beta) => Divide(
        hits.to_type(ScalarType.Float64) * (1 + beta * beta),
        actual.to_type(ScalarType.Float64) * (beta * beta) + predicted);

    /// <summary>Returns the mean of values per class.</summary>
    /// <param name="perClass">The values, 0 for an absent class.</param>
    /// <param name="occurrences">The number of labels and predictions of each class.</param>
    /// <param name="absent">What a class counts that does not occur.</param>
    public static Tensor Macro(Tensor perClass, Tensor occurrences, AbsentClasses absent) => absent switch
    {
        AbsentClasses.Zero => perClass.mean(),
        AbsentClasses.One => perClass.masked_fill(occurrences.eq(0), 1).mean(),
        _ => Divide(perClass.sum(), occurrences.gt(0).sum()),
    };

    /// <summary>Returns the mean of values per class, weighted by the number of labels.</summary>
    public static Tensor Weighted(Tensor perClass, Tensor actual) => Divide((perClass * actual).sum(), actual.sum());
}

/// <summary>Class labels as indices, and counts of pairs of classes.</summary>
internal static class Labels
{
    /// <summary>Converts labels to int64 indices.</summary>
    public static Tensor Indices(Tensor labels) => labels.to_type(ScalarType.Int64);

    /// <summary>Converts labels [n] or [n, 1] to indices [n, 1].</summary>
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
