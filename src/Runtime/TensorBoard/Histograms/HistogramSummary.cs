namespace Gen.TensorBoard;

/// <summary>
/// How many values lie in which bucket, with their least, greatest, sum and sum of squares in double precision. It is counted here
/// (<see cref="Of(ReadOnlySpan{double}, HistogramBuckets?)"/>) or elsewhere, such as on a GPU, and then given by its edges and counts.
/// </summary>
public sealed class HistogramSummary
{
    private readonly double[] _edges;
    private readonly long[] _counts;

    /// <summary>A histogram from counts. The least and the greatest value are taken to be the outer edges of the buckets that have values, unless they are set.</summary>
    /// <param name="edges">
    /// Ascending, one more than buckets, or none. The first may be <see cref="double.MinValue"/> and the last <see cref="double.MaxValue"/> for buckets
    /// without an outer edge.
    /// </param>
    /// <param name="counts">How many finite values each bucket has, not negative.</param>
    /// <exception cref="ArgumentException">The numbers are not so.</exception>
    public HistogramSummary(IEnumerable<double> edges, IEnumerable<long> counts)
    {
        (_edges, _counts) = ([.. edges], [.. counts]);
        if (_edges.Length != (_counts.Length == 0 ? 0 : _counts.Length + 1))
            throw new ArgumentException($"A histogram has one edge more than it has buckets, not {_edges.Length} edges and {_counts.Length} counts.", nameof(edges));
        for (var i = 0; i < _edges.Length; i++)
        {
            if (!double.IsFinite(_edges[i]) || (i > 0 && _edges[i] < _edges[i - 1]))
                throw new ArgumentException(FormattableString.Invariant($"The edges of a histogram are finite and ascend; edge {i} is {_edges[i]}."), nameof(edges));
        }

        var negative = Array.FindIndex(_counts, c => c < 0);
        if (negative >= 0) throw new ArgumentException($"Bucket {negative} of the histogram has {_counts[negative]} values.", nameof(counts));
        Number = _counts.Sum();
        if (Number == 0) return;
        (Min, Max) = (_edges[Array.FindIndex(_counts, c => c > 0)], _edges[Array.FindLastIndex(_counts, c => c > 0) + 1]);
    }

    /// <summary>The buckets' edges, ascending: one more than buckets, or none.</summary>
    public IReadOnlyList<double> Edges => _edges;

    /// <summary>How many values each bucket has.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>How many values were counted: the finite ones.</summary>
    public long Number { get; }

    /// <summary>The least finite value; 0 without values.</summary>
    public double Min { get; init; }

    /// <summary>The greatest finite value; 0 without values.</summary>
    public double Max { get; init; }

    /// <summary>The sum of the finite values.</summary>
    public double Sum { get; init; }

    /// <summary>The sum of the squares of the finite values; infinity where it is beyond the range of doubles.</summary>
    public double SumOfSquares { get; init; }

    /// <summary>How many values were left out because they are NaN. Event files have no place for it: whoever wants to see it in TensorBoard adds it as a scalar.</summary>
    public long NaNs { get; init; }

    /// <summary>How many values were left out because they are positive infinity.</summary>
    public long PositiveInfinities { get; init; }

    /// <summary>How many values were left out because they are negative infinity.</summary>
    public long NegativeInfinities { get; init; }

    /// <summary>Counts values. Empty buckets at both ends are left out; without finite values there are none.</summary>
    /// <param name="values">The values, in any order. What is not finite is counted apart.</param>
    /// <param name="buckets">TensorFlow's edges, if not given.</param>
    public static HistogramSummary Of(ReadOnlySpan<double> values, HistogramBuckets? buckets = null)
    {
        var count = new HistogramCount(buckets ?? HistogramBuckets.TensorFlow);
        if (count.NeedsRange) new FiniteBlocks().Visit(values, count.Measure);
        var blocks = new FiniteBlocks();
        blocks.Visit(values, count.Add);
        return count.Summary(blocks);
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{double}, HistogramBuckets?)"/>
    public static HistogramSummary Of(ReadOnlySpan<float> values, HistogramBuckets? buckets = null)
    {
        var count = new HistogramCount(buckets ?? HistogramBuckets.TensorFlow);
        if (count.NeedsRange) new FiniteBlocks().Visit(values, count.Measure);
        var blocks = new FiniteBlocks();
        blocks.Visit(values, count.Add);
        return count.Summary(blocks);
    }

    /// <summary>
    /// The histogram of this one's values and another's. Exact, which takes edges of one family: where the two overlap, each edge of one is an edge of the
    /// other. Those of <see cref="HistogramBuckets.TensorFlow"/> are, and those of the same <see cref="HistogramBuckets.Edges"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The edges do not fit together.</exception>
    public HistogramSummary Merge(HistogramSummary other)
    {
        var (edges, counts) = HistogramMerge.Join((_edges, _counts), (other._edges, other._counts));
        return new(edges, counts)
        {
            Min = Number == 0 ? other.Min : other.Number == 0 ? Min : Math.Min(Min, other.Min),
            Max = Number == 0 ? other.Max : other.Number == 0 ? Max : Math.Max(Max, other.Max),
            Sum = Sum + other.Sum,
            SumOfSquares = SumOfSquares + other.SumOfSquares,
            NaNs = NaNs + other.NaNs,
            PositiveInfinities = PositiveInfinities + other.PositiveInfinities,
            NegativeInfinities = NegativeInfinities + other.NegativeInfinities,
        };
    }
}

/// <summary>Joins the buckets of two histograms without splitting any.</summary>
internal static class HistogramMerge
{
    public static (double[] Edges, long[] Counts) Join((double[] Edges, long[] Counts) a, (double[] Edges, long[] Counts) b)
    {
        if (b.Counts.Length == 0) return a;
        if (a.Counts.Length == 0) return b;
        if (a.Edges.AsSpan().SequenceEqual(b.Edges)) return (a.Edges, [.. a.Counts.Zip(b.Counts, (x, y) => x + y)]);

        // Between two histograms that do not touch there comes an empty bucket.
        double[] edges = [.. a.Edges.Concat(b.Edges).Distinct().Order()];
        var counts = new long[edges.Length - 1];
        AddTo(edges, counts, a);
        AddTo(edges, counts, b);
        return (edges, counts);
    }

    private static void AddTo(double[] edges, long[] counts, (double[] Edges, long[] Counts) part)
    {
        for (var i = 0; i < part.Counts.Length; i++)
        {
            var at = Array.BinarySearch(edges, part.Edges[i]);
            if (at == counts.Length || edges[at + 1] != part.Edges[i + 1])
                throw new ArgumentException(FormattableString.Invariant(
                    $"The histograms cannot be merged: an edge of one lies in the other's bucket from {part.Edges[i]} to {part.Edges[i + 1]}. Count both with HistogramBuckets.TensorFlow or with the same Edges."));
            counts[at] += part.Counts[i];
        }
    }
}
