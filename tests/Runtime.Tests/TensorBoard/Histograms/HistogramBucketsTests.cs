using Gen.Runtime.Tests.TensorBoard.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard.Histograms;

public class HistogramBucketsTests
{
    private static readonly double[] Edges = PlainHistogram.TensorFlowEdges();

    [Fact]
    public void TensorFlowEdges_AreThoseOfTensorFlow()
    {
        // By numpy 1.24 from `v = 1e-12; while v < 1e20: append(v); v *= 1.1`.
        Assert.Equal(1549, Edges.Length);
        Assert.Equal((9.920775621859783e+19, 1.3780612339822385e-08, 496984196.7312456), (Edges[^1], Edges[775 + 100], Edges[775 + 500]));
        var all = HistogramSummary.FromValues([-1e20, .. Edges, 1e21]);
        Assert.Equal([double.MinValue, .. Edges, double.MaxValue], all.Edges);

        // The last edge belongs to the bucket below it.
        Assert.Equal([1, .. Enumerable.Repeat(1L, 1547), 2, 1], all.Counts);
    }

    [Fact]
    public void TensorFlowBuckets_CountAsNumPy()
    {
        // numpy 1.24: i = np.arange(1000); np.histogram(np.sin(i) * 10.0 ** ((i % 13) - 6), edges)
        var summary = HistogramSummary.FromValues([.. Enumerable.Range(0, 1000).Select(i => Math.Sin(i) * Math.Pow(10, (i % 13) - 6))]);
        Assert.Equal((-1013486.6766962423, 1013486.6766962423), (summary.Edges[0], summary.Edges[^1]));
        var filled = summary.Counts.Where(c => c > 0).ToArray();
        Assert.Equal(324, filled.Length);
        Assert.Equal([10, 3, 2, 4, 1, 3, 3, 2, 2, 1, 2, 1], filled[..12]);
        Assert.Equal([1, 1, 2, 3, 1, 1, 3, 3, 3, 4, 4, 9], filled[^12..]);
        Assert.Equal(771751, summary.Counts.Select((c, i) => c * (338 + i)).Sum());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TensorFlowBuckets_RandomBitPatterns_CountAsLinearSearch(int seed)
    {
        var random = new Random(seed);
        var bits = new byte[8 * 5_000];
        random.NextBytes(bits);
        var any = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(bits).ToArray();
        AssertAsWalked([.. any, .. any.Select(v => v * 1e-250), .. Near(random)]);

        var single = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bits).ToArray();
        AssertSame(Walked([.. single.Select(v => (double)v)]), HistogramSummary.FromValues(single));
    }

    [Fact]
    public void TensorFlowBuckets_EdgesAndNeighbors_CountAsLinearSearch() =>
        AssertAsWalked([
            .. Edges.SelectMany(e => new[] { Math.BitDecrement(e), e, Math.BitIncrement(e) }),
            -0.0,
            0.0,
            double.Epsilon,
            -double.Epsilon,
        ]);

    // Numbers of the usual sizes, whole numbers among them.
    private static IEnumerable<double> Near(Random random) =>
        Enumerable
            .Range(0, 5_000)
            .SelectMany(_ =>
                new[]
                {
                    random.NextDouble() - 0.5,
                    random.Next(-100, 100),
                    (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-14, 23)),
                }
            );

    private static void AssertAsWalked(double[] values) => AssertSame(Walked(values), HistogramSummary.FromValues(values));

    private static HistogramSummary Walked(double[] values) =>
        new([double.MinValue, .. Edges, double.MaxValue], PlainHistogram.Count(Edges, values))
        {
            Min = values.Where(double.IsFinite).Min(),
            Max = values.Where(double.IsFinite).Max(),
        };

    private static void AssertSame(HistogramSummary expected, HistogramSummary actual)
    {
        var first = expected.Edges.ToList().IndexOf(actual.Edges[0]);
        Assert.Equal(expected.Edges.Skip(first).Take(actual.Edges.Count), actual.Edges);
        Assert.Equal(expected.Counts.Skip(first).Take(actual.Counts.Count), actual.Counts);
        Assert.Equal((expected.Count, expected.Min, expected.Max), (actual.Count, actual.Min, actual.Max));
        Assert.True(actual.Counts[0] > 0 && actual.Counts[^1] > 0);
    }
}
