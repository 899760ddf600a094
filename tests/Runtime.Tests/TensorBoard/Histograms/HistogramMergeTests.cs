using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard.Histograms;

public class HistogramMergeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Merge_OfParts_EqualsWhole(int seed)
    {
        var random = new Random(seed);
        double[] values = [.. Enumerable.Range(0, 2_000).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-4, 4)))];
        foreach (var buckets in (HistogramBuckets[])[HistogramBuckets.TensorFlow, HistogramBuckets.Edges(-100, -1, 0, 0.5, 3)])
        {
            var merged = values
                .Chunk(random.Next(1, 700))
                .Select(part => HistogramSummary.FromValues(part, buckets))
                .Aggregate((a, b) => a.Merge(b));
            var whole = HistogramSummary.FromValues(values, buckets);
            Assert.Equal(Filled(whole), Filled(merged));
            Assert.Equal((whole.Count, whole.Min, whole.Max), (merged.Count, merged.Min, merged.Max));
            Assert.Equal(whole.Sum, merged.Sum, 1e-9);
            Assert.Equal(whole.SumOfSquares, merged.SumOfSquares, whole.SumOfSquares * 1e-12);
        }
    }

    [Fact]
    public void Merge_OfDistantRanges_HasEmptyBucketBetween()
    {
        var merged = HistogramSummary.FromValues([1.05, 1.06]).Merge(HistogramSummary.FromValues([5000.0, double.NaN]));
        Assert.Equal([2, 0, 1], merged.Counts);
        Assert.Equal((3, 1.05, 5000, 1), (merged.Count, merged.Min, merged.Max, merged.NaNs));
    }

    [Fact]
    public void Merge_WithEmpty_ChangesNothing()
    {
        HistogramSummary some = HistogramSummary.FromValues([3.0, 4]), none = HistogramSummary.FromValues((double[])[double.NaN]);
        foreach (var merged in (HistogramSummary[])[some.Merge(none), none.Merge(some)])
        {
            Assert.Equal(some.Edges, merged.Edges);
            Assert.Equal(some.Counts, merged.Counts);
            Assert.Equal((2, 3, 4, 7, 1), (merged.Count, merged.Min, merged.Max, merged.Sum, merged.NaNs));
        }
    }

    [Fact]
    public void Merge_EdgesThatDoNotMatch_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            HistogramSummary
                .FromValues([0.0, 1], HistogramBuckets.EqualWidth(2))
                .Merge(HistogramSummary.FromValues([0.0, 2], HistogramBuckets.EqualWidth(3)))
        );
        Assert.Contains("cannot be merged", error.Message);
    }

    private static (double, double, long)[] Filled(HistogramSummary summary) =>
        [.. summary.Counts.Select((c, i) => (summary.Edges[i], summary.Edges[i + 1], c)).Where(b => b.c > 0)];
}
