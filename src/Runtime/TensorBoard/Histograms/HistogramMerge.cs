namespace Gen.TensorBoard;

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
