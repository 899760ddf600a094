using System.Globalization;

namespace Gen.TensorBoard;

/// <summary>
/// A histogram: the number of values in each bucket, with minimum, maximum, sum and sum of squares in double precision. It is computed by
/// <see cref="FromValues(ReadOnlySpan{double}, HistogramBuckets?)"/>, or elsewhere, such as on a GPU, and created from edges and counts.
/// </summary>
public sealed class HistogramSummary
{
    private readonly double[] _edges;
    private readonly long[] _counts;

    /// <summary>Creates a histogram from counts. Unless they are set, minimum and maximum are the outer edges of the buckets that are not
    /// empty.</summary>
    /// <param name="edges">
    /// The edges in ascending order: one more than buckets, or none. For unbounded outer buckets the first is <see cref="double.MinValue"/>
    /// and the last <see cref="double.MaxValue"/>.
    /// </param>
    /// <param name="counts">The number of finite values in each bucket, not negative.</param>
    /// <exception cref="ArgumentException">The edges are not ascending or not one more than the counts, or a count is negative.</exception>
    public HistogramSummary(IEnumerable<double> edges, IEnumerable<long> counts)
    {
        (_edges, _counts) = ([.. edges], [.. counts]);
        if (_edges.Length != (_counts.Length == 0 ? 0 : _counts.Length + 1))
            throw new ArgumentException(
                $"A histogram must have one more edge than buckets, but has {_edges.Length} edges and {_counts.Length} counts.",
                nameof(edges)
            );
        for (var i = 0; i < _edges.Length; i++)
        {
            if (!double.IsFinite(_edges[i]) || (i > 0 && _edges[i] < _edges[i - 1]))
                throw new ArgumentException(
                    FormattableString.Invariant($"The edges of a histogram must be finite and ascending, but edge {i} is {_edges[i]}."),
                    nameof(edges)
                );
        }

        var negative = Array.FindIndex(_counts, c => c < 0);
        if (negative >= 0)
            throw new ArgumentException(
                $"The counts of a histogram must not be negative, but bucket {negative} has {_counts[negative]}.",
                nameof(counts)
            );
        Count = _counts.Sum();
        if (Count == 0) return;
        (Min, Max) = (_edges[Array.FindIndex(_counts, c => c > 0)], _edges[Array.FindLastIndex(_counts, c => c > 0) + 1]);
    }

    /// <summary>The edges in ascending order: one more than buckets, or none.</summary>
    public IReadOnlyList<double> Edges => _edges;

    /// <summary>The number of values in each bucket.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>The number of finite values.</summary>
    public long Count { get; }

    /// <summary>The minimum of the finite values; 0 without values.</summary>
    public double Min { get; init; }

    /// <summary>The maximum of the finite values; 0 without values.</summary>
    public double Max { get; init; }

    /// <summary>The sum of the finite values.</summary>
    public double Sum { get; init; }

    /// <summary>The sum of the squares of the finite values; infinity if it overflows.</summary>
    public double SumOfSquares { get; init; }

    /// <summary>The number of NaN values, which are in no bucket. Event files do not store it; to see it in TensorBoard, add it as a
    /// scalar.</summary>
    public long NaNs { get; init; }

    /// <summary>The number of values that are positive infinity, which are in no bucket.</summary>
    public long PositiveInfinities { get; init; }

    /// <summary>The number of values that are negative infinity, which are in no bucket.</summary>
    public long NegativeInfinities { get; init; }

    /// <summary>Computes the histogram of values. Empty buckets at both ends are left out; without finite values there are none.</summary>
    /// <param name="values">The values, in any order. Values that are not finite are counted separately.</param>
    /// <param name="buckets">The buckets. The default is <see cref="HistogramBuckets.TensorFlow"/>.</param>
    public static HistogramSummary FromValues(ReadOnlySpan<double> values, HistogramBuckets? buckets = null)
    {
        var builder = new HistogramBuilder(buckets ?? HistogramBuckets.TensorFlow);
        if (builder.NeedsRange) new FiniteBlocks().Visit(values, builder.Measure);
        var blocks = new FiniteBlocks();
        blocks.Visit(values, builder.Add);
        return builder.Build(blocks);
    }

    /// <inheritdoc cref="FromValues(ReadOnlySpan{double}, HistogramBuckets?)"/>
    public static HistogramSummary FromValues(ReadOnlySpan<float> values, HistogramBuckets? buckets = null)
    {
        var builder = new HistogramBuilder(buckets ?? HistogramBuckets.TensorFlow);
        if (builder.NeedsRange) new FiniteBlocks().Visit(values, builder.Measure);
        var blocks = new FiniteBlocks();
        blocks.Visit(values, builder.Add);
        return builder.Build(blocks);
    }

    /// <summary>
    /// Returns the histogram of the values of both. The result is exact, so where the two overlap each edge of one must be an edge of the
    /// other, as with <see cref="HistogramBuckets.TensorFlow"/> or the same <see cref="HistogramBuckets.Edges"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The edges do not match.</exception>
    public HistogramSummary Merge(HistogramSummary other)
    {
        var (edges, counts) = MergeBuckets((_edges, _counts), (other._edges, other._counts));
        return new(edges, counts)
        {
            Min = Count == 0 ? other.Min : other.Count == 0 ? Min : Math.Min(Min, other.Min),
            Max = Count == 0 ? other.Max : other.Count == 0 ? Max : Math.Max(Max, other.Max),
            Sum = Sum + other.Sum,
            SumOfSquares = SumOfSquares + other.SumOfSquares,
            NaNs = NaNs + other.NaNs,
            PositiveInfinities = PositiveInfinities + other.PositiveInfinities,
            NegativeInfinities = NegativeInfinities + other.NegativeInfinities,
        };
    }

    private static (double[] Edges, long[] Counts) MergeBuckets((double[] Edges, long[] Counts) a, (double[] Edges, long[] Counts) b)
    {
        if (b.Counts.Length == 0) return a;
        if (a.Counts.Length == 0) return b;
        if (a.Edges.AsSpan().SequenceEqual(b.Edges)) return (a.Edges, [.. a.Counts.Zip(b.Counts, (x, y) => x + y)]);

        // Where the two do not touch, there is an empty bucket between them.
        double[] edges = [.. a.Edges.Concat(b.Edges).Distinct().Order()];
        var counts = new long[edges.Length - 1];
        AddCounts(edges, counts, a);
        AddCounts(edges, counts, b);
        return (edges, counts);
    }

    private static void AddCounts(double[] edges, long[] counts, (double[] Edges, long[] Counts) part)
    {
        for (var i = 0; i < part.Counts.Length; i++)
        {
            var at = Array.BinarySearch(edges, part.Edges[i]);
            if (at == counts.Length || edges[at + 1] != part.Edges[i + 1])
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The histograms cannot be merged: an edge of one lies within the other's bucket from {part.Edges[i]} to "
                            + $"{part.Edges[i + 1]}. Count both with HistogramBuckets.TensorFlow or with the same Edges."
                    )
                );
            }

            counts[at] += part.Counts[i];
        }
    }
}
