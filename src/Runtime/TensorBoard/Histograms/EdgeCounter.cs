namespace Gen.TensorBoard;

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
