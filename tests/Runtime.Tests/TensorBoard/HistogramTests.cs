using Gen.Runtime.Tests.Support;
using Gen.Runtime.Tests.TensorBoard.Histograms;
using Gen.Runtime.Tests.TensorBoard.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard;

public class HistogramTests
{
    [Fact]
    public void AddHistogram_WritesRightEdgesWithoutEmptyEnds()
    {
        using var folder = TempFolder.ForCaller();
        var histogram = new HistogramSummary([0, 1, 2, 3, 4, 5], [0, 2, 0, 3, 0])
        {
            Min = 1.5,
            Max = 3.5,
            Sum = 12,
            SumOfSquares = 34.5,
            NaNs = 9,
        };
        var written = Written.Values(folder, w => w.AddHistogram("x", histogram, 1)).Single().Histo;
        Assert.Equal([2, 3, 4], written.BucketLimit);
        Assert.Equal([2, 0, 3], written.Bucket);
        Assert.Equal((1.5, 3.5, 5, 12, 34.5), (written.Min, written.Max, written.Num, written.Sum, written.SumSquares));
    }

    [Fact]
    public void AddHistogram_NoValues_WritesNoBuckets()
    {
        using var folder = TempFolder.ForCaller();
        var values = Written.Values(
            folder,
            w =>
            {
                w.AddHistogram("x", (float[])[float.NaN], 1);
                w.AddHistogram("x", new HistogramSummary([0, 1], [0]), 2);
            }
        );
        Assert.All(
            values,
            v => Assert.Equal((0, 0, 0.0, 0.0), (v.Histo.Bucket.Count, v.Histo.BucketLimit.Count, v.Histo.Num, v.Histo.Sum))
        );
    }

    [Fact]
    public void AddHistogram_ValuesBeyondEdges_WritesFiniteLimits()
    {
        using var folder = TempFolder.ForCaller();
        var written = Written.Values(folder, w => w.AddHistogram("x", [-1e30, 1e30], 1)).Single().Histo;
        Assert.Equal(
            (1550, double.MaxValue, -9.920775621859783e+19),
            (written.Bucket.Count, written.BucketLimit[^1], written.BucketLimit[0])
        );
        Assert.Equal((-1e30, 1e30, 1, 1), (written.Min, written.Max, written.Bucket[0], written.Bucket[^1]));
    }
}
