namespace Gen.TensorBoard;

/// <summary>The buckets of a histogram. As in NumPy, a bucket includes its left edge and excludes its right edge, but the last includes
/// both.</summary>
public sealed class HistogramBuckets
{
    private readonly Func<Moments, BucketCounter> _createCounter;

    private HistogramBuckets(bool needsRange, Func<Moments, BucketCounter> createCounter) =>
        (NeedsRange, _createCounter) = (needsRange, createCounter);

    /// <summary>
    /// TensorFlow's 1,549 edges: 1e-12 times powers of 1.1 up to 1e20, their negatives, and zero. They do not depend on the data, so that
    /// histograms can be merged. One more bucket on each side counts values beyond 1e20.
    /// </summary>
    public static HistogramBuckets TensorFlow { get; } = new(needsRange: false, _ => new TensorFlowCounter());

    /// <summary>The edges of <see cref="TensorFlow"/> in ascending order.</summary>
    public static IReadOnlyList<double> TensorFlowEdges { get; } = Array.AsReadOnly(TensorFlowCounter.AllEdges);

    /// <summary>Whether the edges depend on the minimum and maximum, which takes a second pass over the values.</summary>
    internal bool NeedsRange { get; }

    /// <summary>Creates buckets of equal width from the minimum to the maximum; a single bucket of zero width if all values are
    /// equal.</summary>
    /// <param name="count">The number of buckets, at least 1.</param>
    public static HistogramBuckets EqualWidth(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(needsRange: true, moments => new EqualWidthCounter(moments.Min, moments.Max, moments.Min < moments.Max ? count : 1));
    }

    /// <summary>Creates buckets with given edges. One more bucket on each side counts values beyond them.</summary>
    /// <param name="edges">The edges: at least one, finite and strictly ascending.</param>
    /// <exception cref="ArgumentException">There are no edges, or they are not finite and strictly ascending.</exception>
    public static HistogramBuckets Edges(params ReadOnlySpan<double> edges)
    {
        if (edges.IsEmpty) throw new ArgumentException("A histogram must have at least one edge.", nameof(edges));
        for (var i = 0; i < edges.Length; i++)
        {
            if (!double.IsFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1]))
                throw new ArgumentException(
                    FormattableString.Invariant($"The edges of a histogram must be finite and ascending, but edge {i} is {edges[i]}."),
                    nameof(edges)
                );
        }

        var copy = edges.ToArray();
        return new(needsRange: false, _ => new EdgeCounter(copy));
    }

    /// <summary>Creates a counter, given the range of the values if <see cref="NeedsRange"/> is set.</summary>
    internal BucketCounter CreateCounter(Moments moments) => _createCounter(moments);
}

/// <summary>
/// Base class for counters of finite values. Bucket 0 is below the first edge, bucket <c>i</c> runs from edge <c>i - 1</c> to edge
/// <c>i</c>, and the last is above the last edge.
/// </summary>
/// <param name="edges">The edges in ascending order.</param>
internal abstract class BucketCounter(double[] edges)
{
    /// <summary>The number of values in each bucket, including the two outer ones.</summary>
    protected long[] Counts { get; } = new long[edges.Length + 1];

    protected double[] Edges { get; } = edges;

    public abstract void Add(ReadOnlySpan<double> block);

    /// <summary>Returns the buckets without the empty ones at both ends.</summary>
    public (double[] Edges, long[] Counts) Trim()
    {
        var first = Array.FindIndex(Counts, c => c > 0);
        if (first < 0) return ([], []);
        var last = Array.FindLastIndex(Counts, c => c > 0);
        return ([.. Enumerable.Range(first - 1, last - first + 2).Select(EdgeOrLimit)], Counts[first..(last + 1)]);
    }

    private double EdgeOrLimit(int index) => index < 0 ? double.MinValue : index < Edges.Length ? Edges[index] : double.MaxValue;
}

/// <summary>Counter with given edges, by binary search.</summary>
internal sealed class EdgeCounter(double[] edges) : BucketCounter(edges)
{
    public override void Add(ReadOnlySpan<double> block)
    {
        foreach (var value in block) Counts[FindBucket(Edges, value)]++;
    }

    /// <summary>Returns the index of the bucket of a value.</summary>
    public static int FindBucket(ReadOnlySpan<double> edges, double value)
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

/// <summary>Counter with buckets of equal width between the minimum and the maximum, as in NumPy's <c>histogram(values,
/// bins=n)</c>.</summary>
internal sealed class EqualWidthCounter(double min, double max, int count) : BucketCounter(CreateEdges(min, max, count))
{
    private readonly double _bucketsPerUnit = count / (max - min);

    public override void Add(ReadOnlySpan<double> block)
    {
        var edges = Edges;
        var last = edges.Length - 2;
        foreach (var value in block)
        {
            // Next to an edge the quotient may round to the wrong side, and where the range overflows or underflows it is NaN or infinite.
            // The edges decide.
            var i = Math.Clamp((int)((value - edges[0]) * _bucketsPerUnit), 0, last);
            while (value < edges[i]) i--;
            while (i < last && value >= edges[i + 1]) i++;
            Counts[i + 1]++;
        }
    }

    private static double[] CreateEdges(double min, double max, int count)
    {
        var edges = new double[count + 1];
        var width = (max - min) / count;
        for (var i = 0; i < count; i++)
        {
            // The width overflows or underflows near the ends of the range of doubles.
            var part = i / (double)count;
            var edge = double.IsInfinity(width) || width == 0 ? (min * (1 - part)) + (max * part) : min + (i * width);
            edges[i] = Math.Clamp(edge, min, max);
        }

        edges[count] = max;
        return edges;
    }
}

/// <summary>
/// Counter with TensorFlow's edges. A table over the top 16 bits of a double (sign, exponent, four bits of the mantissa) replaces the
/// binary search: values with the same top bits differ by at most a sixteenth and edges by a tenth, so that one comparison is left.
/// </summary>
internal sealed class TensorFlowCounter() : BucketCounter(AllEdges)
{
    private const int TableShift = 48;

    /// <summary>The 1,549 edges in ascending order.</summary>
    public static double[] AllEdges { get; } = CreateEdges();

    // The last bucket includes its right edge. Nothing is beyond the two outer ones.
    private static readonly double[] Thresholds = [.. AllEdges[..^1], Math.BitIncrement(AllEdges[^1]), double.PositiveInfinity];

    private static readonly ushort[] FirstBuckets = CreateTable();

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

    private static double[] CreateEdges()
    {
        var positive = new List<double>();

        // Multiplied step by step, as in TensorFlow: powers would differ in the last bits.
        for (var edge = 1e-12; edge < 1e20; edge *= 1.1) positive.Add(edge);
        return [.. positive.Select(e => -e).Reverse(), 0, .. positive];
    }

    private static ushort[] CreateTable()
    {
        var table = new ushort[1 << (64 - TableShift)];
        for (var i = 0; i < table.Length; i++)
        {
            // The least value with these top bits. For negative values it has all other bits set.
            var bits = (ulong)i << TableShift;
            var least = BitConverter.UInt64BitsToDouble((bits >> 63) == 0 ? bits : bits | ((1UL << TableShift) - 1));
            if (double.IsFinite(least)) table[i] = (ushort)EdgeCounter.FindBucket(AllEdges, least);
        }

        return table;
    }
}
