using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard.Histograms;

public class HistogramMergeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void PartsMergeToTheWhole(int seed)
    {
        var random = new Random(seed);
        double[] values = [.. Enumerable.Range(0, 2_000).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-4, 4)))];
        foreach (var buckets in (HistogramBuckets[])[HistogramBuckets.TensorFlow, HistogramBuckets.Edges(-100, -1, 0, 0.5, 3)])
        {
            var merged = values.Chunk(random.Next(1, 700)).Select(part => HistogramSummary.Of(part, buckets)).Aggregate((a, b) => a.Merge(b));
            var whole = HistogramSummary.Of(values, buckets);
            Assert.Equal(Filled(whole), Filled(merged));
            Assert.Equal((whole.Number, whole.Min, whole.Max), (merged.Number, merged.Min, merged.Max));
            Assert.Equal(whole.Sum, merged.Sum, 1e-9);
            Assert.Equal(whole.SumOfSquares, merged.SumOfSquares, whole.SumOfSquares * 1e-12);
        }
    }

    [Fact]
    public void BetweenDistantPartsThereIsAnEmptyBucket()
    {
        var merged = HistogramSummary.Of([1.05, 1.06]).Merge(HistogramSummary.Of([5000.0, double.NaN]));
        Assert.Equal([2, 0, 1], merged.Counts);
        Assert.Equal((3, 1.05, 5000, 1), (merged.Number, merged.Min, merged.Max, merged.NaNs));
    }

    [Fact]
    public void NothingMergedChangesNothing()
    {
        HistogramSummary some = HistogramSummary.Of([3.0, 4]), none = HistogramSummary.Of((double[])[double.NaN]);
        foreach (var merged in (HistogramSummary[])[some.Merge(none), none.Merge(some)])
        {
            Assert.Equal(some.Edges, merged.Edges);
            Assert.Equal(some.Counts, merged.Counts);
            Assert.Equal((2, 3, 4, 7, 1), (merged.Number, merged.Min, merged.Max, merged.Sum, merged.NaNs));
        }
    }

    [Fact]
    public void EdgesThatDoNotFitAreAnError()
    {
        var error = Assert.Throws<ArgumentException>(() => HistogramSummary.Of([0.0, 1], HistogramBuckets.Count(2)).Merge(HistogramSummary.Of([0.0, 2], HistogramBuckets.Count(3))));
        Assert.Contains("cannot be merged", error.Message);
    }

    private static (double, double, long)[] Filled(HistogramSummary summary) =>
        [.. summary.Counts.Select((c, i) => (summary.Edges[i], summary.Edges[i + 1], c)).Where(b => b.c > 0)];
}
