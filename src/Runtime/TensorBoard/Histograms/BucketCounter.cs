namespace Gen.TensorBoard;

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
