using Gen.TensorBoard;

namespace Gen.Benchmarks.EventFiles;

/// <summary>A histogram of a million normally distributed values, beside a binary search among the same edges.</summary>
internal static class HistogramRounds
{
    private const int Values = 1_000_000;

    public static void Run(int rounds)
    {
        var doubles = HistogramPairs.Normal(Values);
        float[] floats = [.. doubles.Select(v => (float)v)];
        var search = HistogramBuckets.Edges(Edges());
        Alternately.Run("Histogram of 1,000,000 values", rounds,
            ("binary search, doubles", () => HistogramSummary.FromValues(doubles, search)),
            ("TensorFlow's edges, doubles", () => HistogramSummary.FromValues(doubles)),
            ("TensorFlow's edges, floats", () => HistogramSummary.FromValues(floats)),
            ("30 equal buckets, doubles", () => HistogramSummary.FromValues(doubles, HistogramBuckets.EqualWidth(30))),
            ("30 equal buckets, floats", () => HistogramSummary.FromValues(floats, HistogramBuckets.EqualWidth(30))));
    }

    private static double[] Edges()
    {
        var edges = new SortedSet<double> { 0 };
        for (var edge = 1e-12; edge < 1e20; edge *= 1.1) edges.UnionWith([edge, -edge]);
        return [.. edges];
    }
}
