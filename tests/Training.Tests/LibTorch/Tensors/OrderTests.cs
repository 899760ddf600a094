using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class OrderTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _matrix = Numbers.Doubles(3, 1, 2, 9, 7, 8).reshape(2, 3);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void TheMedianIsTheLowerOfTwoInTheMiddle()
    {
        Assert.Equal(3, _matrix.median().ToDouble());
        Assert.Equal(2, torch.median(Numbers.Doubles(1, 2, 3)).ToDouble());
        Assert.True(double.IsNaN(Numbers.Doubles(1, double.NaN, 3).median().ToDouble()));
        Assert.Equal(1, Numbers.Doubles(1, double.NaN, 3).nanmedian().ToDouble());
    }

    [Fact]
    public void QuantilesAreInterpolatedOverAllElementsUnlessAnAxisIsNamed()
    {
        Numbers.AssertNear([5], _matrix.quantile(Numbers.Doubles(0.5).squeeze()));
        Numbers.AssertNear([1, 9], _matrix.quantile(Numbers.Doubles(0, 1)));
        Numbers.AssertNear([2.5, 8.5], _matrix.quantile(Numbers.Doubles(0.75).squeeze(), dim: 1));
        Numbers.AssertNear([1.5], Numbers.Doubles(1, double.NaN, 2).nanquantile(Numbers.Doubles(0.5).squeeze()));
    }

    [Fact]
    public void TheSmallestOfTheMostFrequentIsTheMode()
    {
        var (values, indices) = torch.mode(tensor(new long[] { 4, 2, 2, 4, 1 }));
        Assert.Equal(2, values.ToInt64());
        Assert.Contains(indices.ToInt64(), new long[] { 1, 2 });
    }

    [Fact]
    public void TheKthSmallestIsCountedFromOne()
    {
        var (values, indices) = _matrix.kthvalue(2, 1);
        Assert.Equal([2, 8], values.ToDoubles());
        Assert.Equal([2, 2], indices.ToDoubles());
        Assert.Equal([1, 7], torch.kthvalue(_matrix, 1, null).values.ToDoubles());
    }

    [Fact]
    public void ExtremesComeTogether()
    {
        var (min, max) = _matrix.aminmax();
        Assert.Equal((1, 9), (min.ToDouble(), max.ToDouble()));
        Assert.Equal([3, 1, 2], torch.aminmax(_matrix, 0).min.ToDoubles());
        Assert.Equal([2, 1], _matrix.aminmax(1, keepdim: true).max.shape);
        Assert.Equal(4, torch.argmin(Numbers.Doubles(3, 4, 5, 2, 1)).ToInt64());
    }

    [Fact]
    public void DifferentElementsAreSortedAndCounted()
    {
        var numbers = tensor(new long[] { 5, 3, 5, 5, 3, 9 });
        var (output, inverse, counts) = numbers.unique(return_inverse: true, return_counts: true);
        Assert.Equal([3, 5, 9], output.ToDoubles());
        Assert.Equal([1, 0, 1, 1, 0, 2], inverse!.ToDoubles());
        Assert.Equal([2, 3, 1], counts!.ToDoubles());
        var (only, none, nothing) = torch.unique(numbers);
        Assert.Equal([3, 5, 9], only.ToDoubles());
        Assert.Null(none);
        Assert.Null(nothing);
        var rows = tensor(new long[] { 1, 2, 0, 0, 1, 2 }).reshape(3, 2);
        var (different, _, times) = rows.unique(return_counts: true, dim: 0);
        Assert.Equal([0, 0, 1, 2], different.ToDoubles());
        Assert.Equal([1, 2], times!.ToDoubles());
    }

    [Fact]
    public void NeighboursThatAreEqualCollapse()
    {
        var (output, _, counts) = tensor(new long[] { 1, 1, 2, 1 }).unique_consecutive(return_counts: true);
        Assert.Equal([1, 2, 1], output.ToDoubles());
        Assert.Equal([2, 1, 1], counts!.ToDoubles());
    }

    [Fact]
    public void SortingGoesAlongTheFirstOrTheLastAxis()
    {
        Assert.Equal([3, 1, 2, 9, 7, 8], _matrix.msort().ToDoubles());
        var (values, indices) = torch.sort(_matrix, descending: true);
        Assert.Equal([3, 2, 1, 9, 8, 7], values.ToDoubles());
        Assert.Equal([0, 2, 1, 0, 2, 1], indices.ToDoubles());
        Assert.Equal([9, 8], torch.topk(_matrix, 2).values[1].ToDoubles());
    }
}
