using Gen.Runtime.Tests.TensorBoard.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard.Histograms;

public class HistogramSummaryTests
{
    [Fact]
    public void EqualWidth_CountsAndMoments_AreThoseOfNumPy()
    {
        // numpy 1.24: y = np.sin(np.arange(100) / 10); np.histogram(y, 50); y.sum(); (y * y).sum()
        var summary = HistogramSummary.FromValues(
            [.. Enumerable.Range(0, 100).Select(i => Math.Sin(i / 10.0))],
            HistogramBuckets.EqualWidth(50)
        );
        Assert.Equal(
            [
                5,
                3,
                2,
                1,
                2,
                1,
                1,
                2,
                0,
                2,
                0,
                2,
                0,
                3,
                0,
                2,
                1,
                0,
                3,
                0,
                2,
                1,
                1,
                2,
                0,
                3,
                1,
                2,
                2,
                1,
                3,
                0,
                3,
                1,
                1,
                3,
                1,
                3,
                0,
                4,
                0,
                4,
                1,
                3,
                3,
                1,
                4,
                4,
                4,
                12,
            ],
            summary.Counts
        );
        foreach (
            var (index, edge) in ((int, double)[])
                [
                    (0, -0.9999232575641009),
                    (1, -0.9599333203519889),
                    (25, -0.00017482726129769421),
                    (49, 0.9595836658293934),
                    (50, 0.9995736030415054),
                ]
        )
            Assert.Equal(edge, summary.Edges[index], 1e-15);
        Assert.Equal((100, summary.Edges[0], summary.Edges[50]), (summary.Count, summary.Min, summary.Max));
        Assert.Equal(18.64739769525925, summary.Sum, 1e-13);
        Assert.Equal(47.57727034247697, summary.SumOfSquares, 1e-13);
    }

    [Fact]
    public void FromValues_SinglePrecision_CountsAsNumPyInDoublePrecision()
    {
        // numpy 1.24: np.histogram(np.cos(np.arange(1000)).astype(np.float32).astype(np.float64), 10)
        var summary = HistogramSummary.FromValues(
            [.. Enumerable.Range(0, 1000).Select(i => (float)Math.Cos(i))],
            HistogramBuckets.EqualWidth(10)
        );
        Assert.Equal([204, 90, 74, 67, 64, 65, 67, 74, 90, 205], summary.Counts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    public void EqualWidth_CountsMatchEdges(int buckets)
    {
        var random = new Random(buckets);
        foreach (var scale in (double[])[1, 1e-300, 5e-324, 1e300, 1.7e308])
        {
            double[] values =
            [
                .. Enumerable.Range(0, 3_000).Select(_ => (random.NextDouble() - 0.5) * 2 * scale),
                scale,
                -scale,
                .. Enumerable.Range(0, 50).Select(i => i / 50.0 * scale),
            ];
            var summary = HistogramSummary.FromValues(values, HistogramBuckets.EqualWidth(buckets));
            if (scale > double.Epsilon) Assert.Equal(buckets + 1, summary.Edges.Count);
            Assert.Equal(PlainHistogram.Count([.. summary.Edges], values)[1..^1], summary.Counts);
            Assert.Equal((values.Length, values.Min(), values.Max()), (summary.Count, summary.Edges[0], summary.Edges[^1]));
        }
    }

    [Fact]
    public void FromValues_NonFiniteValues_AreCountedSeparately()
    {
        double[] finite = [.. Enumerable.Range(0, 5_000).Select(i => Math.Sin(i))];
        double[] mixed =
        [
            double.NaN,
            .. finite[..2_500],
            double.PositiveInfinity,
            double.PositiveInfinity,
            -double.NaN,
            double.NaN,
            .. finite[2_500..],
            double.NegativeInfinity,
        ];
        foreach (
            var buckets in (HistogramBuckets[])
                [HistogramBuckets.TensorFlow, HistogramBuckets.EqualWidth(9), HistogramBuckets.Edges(-0.5, 0.25)]
        )
        {
            HistogramSummary expected = HistogramSummary.FromValues(finite, buckets), actual = HistogramSummary.FromValues(mixed, buckets);
            Assert.Equal(expected.Edges, actual.Edges);
            Assert.Equal(expected.Counts, actual.Counts);
            Assert.Equal((5_000, expected.Min, expected.Max), (actual.Count, actual.Min, actual.Max));
            Assert.Equal(expected.Sum, actual.Sum, 1e-12);
            Assert.Equal((3, 2, 1), (actual.NaNs, actual.PositiveInfinities, actual.NegativeInfinities));
            var single = HistogramSummary.FromValues([.. mixed.Select(v => (float)v)], buckets);
            Assert.Equal((5_000, 3, 2, 1), (single.Count, single.NaNs, single.PositiveInfinities, single.NegativeInfinities));
        }
    }

    [Fact]
    public void FromValues_NoFiniteValues_HasNoBuckets()
    {
        foreach (
            var buckets in (HistogramBuckets[])[HistogramBuckets.TensorFlow, HistogramBuckets.EqualWidth(9), HistogramBuckets.Edges(1)]
        )
        {
            foreach (
                var summary in (HistogramSummary[])
                    [
                        HistogramSummary.FromValues((double[])[], buckets),
                        HistogramSummary.FromValues([double.NaN], buckets),
                        HistogramSummary.FromValues([float.NaN], buckets),
                    ]
            )
            {
                Assert.Empty(summary.Edges);
                Assert.Empty(summary.Counts);
                Assert.Equal((0, 0, 0, 0, 0), (summary.Count, summary.Min, summary.Max, summary.Sum, summary.SumOfSquares));
            }
        }
    }

    [Theory]
    [InlineData(3.0)]
    [InlineData(0.0)]
    [InlineData(-1e30)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    public void FromValues_EqualValues_AreInOneBucket(double value)
    {
        double[] values = [.. Enumerable.Repeat(value, 4_000)];
        var equal = HistogramSummary.FromValues(values, HistogramBuckets.EqualWidth(50));
        Assert.Equal([value, value], equal.Edges);
        Assert.Equal([4_000], equal.Counts);
        var exponential = HistogramSummary.FromValues(values);
        Assert.Equal([4_000], exponential.Counts);
        Assert.InRange(value, exponential.Edges[0], exponential.Edges[1]);
        Assert.Equal((value, value), (exponential.Min, exponential.Max));
    }

    [Fact]
    public void FromValues_ValuesBeyondEdges_AreInUnboundedBuckets()
    {
        var summary = HistogramSummary.FromValues([-1e30, 1e30, 5.0]);
        Assert.Equal((double.MinValue, double.MaxValue), (summary.Edges[0], summary.Edges[^1]));
        Assert.Equal((1, 1, 3), (summary.Counts[0], summary.Counts[^1], summary.Counts.Sum()));
        Assert.Equal((-1e30, 1e30), (summary.Min, summary.Max));
        Assert.Equal(
            [double.MinValue, 0, 1, 2, double.MaxValue],
            HistogramSummary.FromValues([-1, 0, 1, 2.0, 3], HistogramBuckets.Edges(0, 1, 2)).Edges
        );
        Assert.Equal([1, 1, 2, 1], HistogramSummary.FromValues([-1, 0, 1, 2.0, 3], HistogramBuckets.Edges(0, 1, 2)).Counts);
    }

    [Fact]
    public void Constructor_InvalidEdgesOrCounts_Throws()
    {
        var given = new HistogramSummary([0, 1, 2, 3], [0, 5, 0]);
        Assert.Equal((5, 1, 2), (given.Count, given.Min, given.Max));
        Assert.Equal(
            (1.25, 1.5),
            (new HistogramSummary([0, 1, 2], [0, 2]) { Min = 1.25, Max = 1.5 } is { } set ? (set.Min, set.Max) : default)
        );
        Assert.Throws<ArgumentException>(() => new HistogramSummary([0, 1], [1, 2]));
        Assert.Throws<ArgumentException>(() => new HistogramSummary([1], []));
        Assert.Throws<ArgumentException>(() => new HistogramSummary([1, 0], [1]));
        Assert.Throws<ArgumentException>(() => new HistogramSummary([0, double.NaN], [1]));
        Assert.Throws<ArgumentException>(() => new HistogramSummary([0, 1], [-1]));
        Assert.Throws<ArgumentException>(() => HistogramBuckets.Edges(1, 1));
        Assert.Throws<ArgumentException>(() => HistogramBuckets.Edges());
        Assert.Throws<ArgumentOutOfRangeException>(() => HistogramBuckets.EqualWidth(0));
    }
}
