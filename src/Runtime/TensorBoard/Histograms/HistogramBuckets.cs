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

/// <summary>
/// Counts finite values between edges with numpy's rule: a bucket has its left edge and not its right one, but the last has both. Bucket 0 is what
/// lies below the first edge, bucket <c>i</c> runs from edge <c>i - 1</c> to edge <c>i</c>, and the one after the last edge is what lies above it.
/// </summary>
/// <param name="edges">Ascending.</param>
internal abstract class BucketCounter(double[] edges)
{
    /// <summary>How many values each bucket has, the outer two included.</summary>
    protected long[] Counts { get; } = new long[edges.Length + 1];

    protected double[] Edges { get; } = edges;

    public abstract void Add(ReadOnlySpan<double> block);

    /// <summary>The buckets from the first with a value to the last; none without values.</summary>
    public (double[] Edges, long[] Counts) Trimmed()
    {
        var first = Array.FindIndex(Counts, c => c > 0);
        if (first < 0) return ([], []);
        var last = Array.FindLastIndex(Counts, c => c > 0);
        return ([.. Enumerable.Range(first - 1, last - first + 2).Select(EdgeOrLimit)], Counts[first..(last + 1)]);
    }

    private double EdgeOrLimit(int index) => index < 0 ? double.MinValue : index < Edges.Length ? Edges[index] : double.MaxValue;
}

/// <summary>Counts between any edges, by binary search.</summary>
internal sealed class EdgeCounter(double[] edges) : BucketCounter(edges)
{
    public override void Add(ReadOnlySpan<double> block)
    {
        foreach (var value in block) Counts[Find(Edges, value)]++;
    }

    /// <summary>The bucket of a value, numbered as <see cref="BucketCounter"/> says.</summary>
    public static int Find(ReadOnlySpan<double> edges, double value)
    {
        if (value == edges[^1]) return edges.Length - 1;
        int low = 0, high = edges.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (value >= edges[middle]) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

/// <summary>Counts in buckets of equal width between the least and the greatest value, as numpy's <c>histogram(values, bins=n)</c> does.</summary>
internal sealed class EqualCounter(double min, double max, int count) : BucketCounter(EdgesOf(min, max, count))
{
    private readonly double _bucketsPerUnit = count / (max - min);

    public override void Add(ReadOnlySpan<double> block)
    {
        var edges = Edges;
        var last = edges.Length - 2;
        foreach (var value in block)
        {
            // The quotient may be off by a rounding error next to an edge; the edges decide. NaN and infinity (a range too wide or too narrow for a double) become a number that the edges mend, too.
            var i = Math.Clamp((int)((value - edges[0]) * _bucketsPerUnit), 0, last);
            while (value < edges[i]) i--;
            while (i < last && value >= edges[i + 1]) i++;
            Counts[i + 1]++;
        }
    }

    private static double[] EdgesOf(double min, double max, int count)
    {
        var edges = new double[count + 1];
        var width = (max - min) / count;
        for (var i = 0; i < count; i++)
        {
            // Between numbers near the end of the range of doubles, or next to zero, the width cannot be written.
            var edge = double.IsInfinity(width) || width == 0 ? (min * (1 - (i / (double)count))) + (max * (i / (double)count)) : min + (i * width);
            edges[i] = Math.Clamp(edge, min, max);
        }

        edges[count] = max;
        return edges;
    }
}

/// <summary>
/// Counts between TensorFlow's edges: 1e-12 times powers of 1.1 up to 1e20, their negatives, and zero. A table over the top bits of a double replaces the
/// binary search: sign, exponent and four bits of the mantissa fix a value to within a sixteenth, and edges are a tenth apart, so that one comparison is left.
/// </summary>
internal sealed class TensorFlowCounter() : BucketCounter(AllEdges)
{
    private const int TableShift = 48;

    /// <summary>The 1,549 edges, ascending.</summary>
    public static double[] AllEdges { get; } = MakeEdges();

    // The last edge belongs to the bucket below it: only what is greater is beyond. Nothing is beyond the two at the end.
    private static readonly double[] Thresholds = [.. AllEdges[..^1], Math.BitIncrement(AllEdges[^1]), double.PositiveInfinity];

    private static readonly ushort[] FirstBuckets = MakeTable();

    public override void Add(ReadOnlySpan<double> block)
    {
        var (table, thresholds, counts) = (FirstBuckets, Thresholds, Counts);
        foreach (var value in block)
        {
            int bucket = table[(int)(BitConverter.DoubleToUInt64Bits(value) >> TableShift)];
            bucket += value >= thresholds[bucket] ? 1 : 0;
            counts[bucket]++;
        }
    }

    private static double[] MakeEdges()
    {
        var positive = new List<double>();

        // Multiplied step by step, as TensorFlow does: powers would differ in the last bits.
        for (var edge = 1e-12; edge < 1e20; edge *= 1.1) positive.Add(edge);
        return [.. positive.Select(e => -e).Reverse(), 0, .. positive];
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[1 << (64 - TableShift)];
        for (var i = 0; i < table.Length; i++)
        {
            // The least value with these top bits: of negative ones that is the one with all other bits set.
            var bits = (ulong)i << TableShift;
            var least = BitConverter.UInt64BitsToDouble((bits >> 63) == 0 ? bits : bits | ((1UL << TableShift) - 1));
            if (double.IsFinite(least)) table[i] = (ushort)EdgeCounter.Find(AllEdges, least);
        }

        return table;
    }
}
