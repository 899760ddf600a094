namespace Gen.Runtime.Tests.TensorBoard.Support;

/// <summary>Counts in the plainest way: each value walks along the edges.</summary>
internal static class PlainHistogram
{
    /// <summary>Bucket 0 is below the first edge, the last one above the last edge; the one below the last edge has it.</summary>
    public static long[] Count(double[] edges, IEnumerable<double> values)
    {
        var counts = new long[edges.Length + 1];
        foreach (var value in values.Where(double.IsFinite))
        {
            var bucket = 0;
            while (bucket < edges.Length && value >= edges[bucket]) bucket++;
            counts[value == edges[^1] ? edges.Length - 1 : bucket]++;
        }

        return counts;
    }

    /// <summary>TensorFlow's edges, made apart from the product's.</summary>
    public static double[] TensorFlowEdges()
    {
        var edges = new SortedSet<double> { 0 };
        for (var v = 1e-12; v < 1e20; v *= 1.1) (_, _) = (edges.Add(v), edges.Add(-v));
        return [.. edges];
    }
}
