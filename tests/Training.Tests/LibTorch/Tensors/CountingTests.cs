using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class CountingTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void ElementsThatAreNotZeroAreCounted()
    {
        var matrix = tensor(new long[] { 0, 1, 2, 0, 0, 3 }).reshape(2, 3);
        Assert.Equal(3, matrix.count_nonzero().ToInt64());
        Assert.Equal([2, 1], torch.count_nonzero(matrix, [1]).ToDoubles());
        Assert.Equal([0, 1, 0, 2, 1, 2], matrix.argwhere().ToDoubles());
        Assert.True(torch.is_nonzero(tensor(2)));
        Assert.False(tensor(0.0).is_nonzero());
    }

    [Fact]
    public void HistogramsCountEqualPartsOfARange()
    {
        var values = Numbers.Doubles(0, 0.5, 1, 1.5, 2, 5, -1);
        Assert.Equal([2, 2, 1, 0], values.histc(4, 0, 4).ToDoubles());
        Assert.Equal([3, 3, 1], torch.histc(values, 3).ToDoubles());
    }

    [Fact]
    public void HistogramsTellTheirEdges()
    {
        var (hist, edges) = histogram(Numbers.Doubles(0, 1, 1, 4), 2);
        Assert.Equal([3, 1], hist.ToDoubles());
        Assert.Equal([0, 2, 4], edges.ToDoubles());
        Assert.Equal([2, 1], histogram(Numbers.Doubles(0, 1, 1, 4), 2, (0.5, 5)).hist.ToDoubles());
        var (weighted, _) = histogram(Numbers.Doubles(0, 1, 4), Numbers.Doubles(0, 1, 4), Numbers.Doubles(1, 2, 3));
        Assert.Equal([1, 5], weighted.ToDoubles());
    }

    [Fact]
    public void BucketsAreNumberedByTheBoundariesBelow()
    {
        var boundaries = Numbers.Doubles(1, 3, 5);
        var values = Numbers.Doubles(0, 1, 2, 5, 6);
        Assert.Equal([0, 0, 1, 2, 3], values.bucketize(boundaries).ToDoubles());
        Assert.Equal([0, 1, 1, 3, 3], torch.bucketize(values, boundaries, right: true).ToDoubles());
        Assert.Equal(ScalarType.Int64, values.bucketize(boundaries).dtype);
        Assert.Equal(ScalarType.Int32, values.bucketize(boundaries, outInt32: true).dtype);
    }

    [Fact]
    public void PositionsInSortedRowsKeepTheOrder()
    {
        var rows = Numbers.Doubles(1, 3, 5, 2, 4, 6).reshape(2, 3);
        var values = Numbers.Doubles(3, 3).reshape(2, 1);
        Assert.Equal([1, 1], searchsorted(rows, values).ToDoubles());
        Assert.Equal([2, 1], searchsorted(rows, values, right: true).ToDoubles());
        Assert.Equal(2, searchsorted(Numbers.Doubles(1, 3, 5), 4, false, false, null!).ToInt64());
        var unsorted = Numbers.Doubles(5, 1, 3);
        Assert.Equal([1], searchsorted(unsorted, Numbers.Doubles(2), sorter: unsorted.argsort()).ToDoubles());
    }

    [Fact]
    public void MembershipIsElementwise()
    {
        var numbers = tensor(new long[] { 1, 2, 3 });
        Assert.Equal([0, 1, 1], numbers.isin(tensor(new long[] { 2, 3, 4 })).ToDoubles());
        Assert.Equal([1, 0, 0], torch.isin(numbers, tensor(new long[] { 2, 3, 4 }), invert: true).ToDoubles());
    }

    [Fact]
    public void WeightsAreSummedWhereTheirNumberOccurs()
    {
        var numbers = tensor(new long[] { 0, 2, 2 });
        Assert.Equal([1, 0, 2], bincount(numbers).ToDoubles());
        Assert.Equal([0.5, 0, 3, 0], bincount(numbers, Numbers.Doubles(0.5, 1, 2), 4).ToDoubles());
    }
}
