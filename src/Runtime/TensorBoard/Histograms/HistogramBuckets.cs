namespace Gen.TensorBoard;

/// <summary>How a histogram's buckets are chosen. In all of them a bucket has its left edge and not its right one, but the last has both (numpy's rule).</summary>
public sealed class HistogramBuckets
{
    private readonly Func<Moments, BucketCounter> _counter;

    private HistogramBuckets(bool followRange, Func<Moments, BucketCounter> counter) => (FollowRange, _counter) = (followRange, counter);

    /// <summary>
    /// TensorFlow's 1,549 edges: 1e-12 times powers of 1.1 up to 1e20, their negatives, and zero. They are the same for all data, so that histograms of
    /// parts can be merged. What is beyond 1e20 is counted in one more bucket on each side.
    /// </summary>
    public static HistogramBuckets TensorFlow { get; } = new(followRange: false, _ => new TensorFlowCounter());

    /// <summary>The edges of <see cref="TensorFlow"/>, ascending, for those who count elsewhere.</summary>
    public static IReadOnlyList<double> TensorFlowEdges { get; } = Array.AsReadOnly(TensorFlowCounter.AllEdges);

    /// <summary>Whether the edges depend on the least and the greatest value, which must be known before counting.</summary>
    internal bool FollowRange { get; }

    /// <summary>Buckets of equal width from the least value to the greatest; a single one of no width where all values are equal.</summary>
    /// <param name="count">How many, at least 1.</param>
    public static HistogramBuckets Count(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(followRange: true, moments => new EqualCounter(moments.Min, moments.Max, moments.Min < moments.Max ? count : 1));
    }

    /// <summary>Edges of one's own. What is beyond them is counted in one more bucket on each side.</summary>
    /// <param name="edges">Finite and ascending, no two equal; at least one.</param>
    /// <exception cref="ArgumentException">The edges are not so.</exception>
    public static HistogramBuckets Edges(params ReadOnlySpan<double> edges)
    {
        if (edges.IsEmpty) throw new ArgumentException("A histogram needs at least one edge.", nameof(edges));
        for (var i = 0; i < edges.Length; i++)
        {
            if (!double.IsFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1]))
                throw new ArgumentException(FormattableString.Invariant($"The edges of a histogram are finite and ascend; edge {i} is {edges[i]}."), nameof(edges));
        }

        var copy = edges.ToArray();
        return new(followRange: false, _ => new EdgeCounter(copy));
    }

    /// <summary>Something to count with, given the values' range where it matters.</summary>
    internal BucketCounter Counter(Moments moments) => _counter(moments);
}
