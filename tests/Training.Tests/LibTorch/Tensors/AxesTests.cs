using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class AxesTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _cube = arange(0, 24).reshape(2, 3, 4);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void AxesMoveAndSwap()
    {
        Assert.Equal([3, 4, 2], movedim(_cube, 0, -1).shape);
        Assert.Equal([4, 2, 3], _cube.movedim([2, 0], [0, 1]).shape);
        Assert.Equal([4, 2, 3], moveaxis(_cube, new long[] { 2, 0 }, new long[] { 0, 1 }).shape);
        Assert.Equal([4, 2, 3], moveaxis(_cube, 2, 0).shape);
        Assert.Equal([4, 3, 2], swapaxes(_cube, 0, 2).shape);
        Assert.Equal([2, 4, 3], _cube.swapdims(1, -1).shape);
        Assert.Equal(23, movedim(_cube, 0, -1)[2, 3, 1].ToInt64());
    }

    [Fact]
    public void AxesAreJoinedSplitAndAdded()
    {
        Assert.Equal([24], ravel(_cube).shape);
        Assert.Equal([2, 3, 2, 2], _cube.unflatten(2, 2, -1).shape);
        Assert.Throws<ArgumentException>(() => _cube.unflatten(-1, 2, 2));
        Assert.Equal([1], tensor(5).atleast_1d().shape);
        Assert.Equal([1, 2], Numbers.Doubles(1, 2).atleast_2d().shape);
        Assert.Equal([[1, 1, 1], [1, 2, 1]], atleast_3d(tensor(1), tensor(new[] { 1, 2 })).Select(t => t.shape));
        var one = zeros(1, 2, 1);
        Assert.Same(one, one.squeeze_(0));
        Assert.Equal([2, 1], one.shape);
        Assert.Equal([2], one.squeeze_().shape);
        Assert.Equal([1, 2], one.unsqueeze_(0).shape);
    }

    [Fact]
    public void BroadcastAxesShareMemory()
    {
        var row = Numbers.Doubles(1, 2);
        var rows = broadcast_to(row, 3, 2);
        row.fill_(7);
        Assert.Equal([7, 7, 7, 7, 7, 7], rows.ToDoubles());
    }

    [Fact]
    public void DiagonalsAreTakenAndMade()
    {
        var matrix = arange(0, 9).reshape(3, 3);
        Assert.Equal([0, 4, 8], diagonal(matrix).ToDoubles());
        Assert.Equal([1, 5], matrix.diagonal(1).ToDoubles());
        Assert.Equal([0, 5, 12, 17], _cube.diagonal(dim1: 1, dim2: 2)[TensorIndex.Colon, ..2].ToDoubles());
        Assert.Throws<ArgumentException>(() => matrix.diagonal(0, 1, 1));
        Assert.Equal([1, 0, 0, 2], diag_embed(Numbers.Doubles(1, 2)).ToDoubles());
        Assert.Equal([0, 3, 0, 0], diagflat(Numbers.Doubles(3), 1).ToDoubles());
    }

    [Fact]
    public void WindowsBecomeALastAxis()
    {
        var windows = arange(0, 6).unfold(0, 3, 2);
        Assert.Equal([0, 1, 2, 2, 3, 4], windows.ToDoubles());
        Assert.Equal([2, 3], windows.shape);
    }

    [Fact]
    public void ElementsAreRepeatedTiledAndRolled()
    {
        var numbers = tensor(new long[] { 1, 2, 3 });
        Assert.Equal([1, 2, 3, 1, 2, 3], tile(numbers, [2]).ToDoubles());
        Assert.Equal([1, 1, 2, 2, 3, 3], repeat_interleave(numbers, 2).ToDoubles());
        Assert.Equal([1, 3, 3], numbers.repeat_interleave(tensor(new long[] { 1, 0, 2 })).ToDoubles());
        Assert.Equal([2, 6, 4], _cube.repeat_interleave(2, dim: 1).shape);
        Assert.Equal([3, 1, 2], roll(numbers, 1).ToDoubles());
        var matrix = arange(0, 6).reshape(2, 3);
        Assert.Equal([5, 0, 1, 2, 3, 4], matrix.roll(1).ToDoubles());
        Assert.Equal([3, 4, 5, 0, 1, 2], matrix.roll(new long[] { 1 }).ToDoubles());
        Assert.Equal([5, 3, 4, 2, 0, 1], matrix.roll((1, 1), (0, 1)).ToDoubles());
        Assert.Equal([2, 0, 1, 5, 3, 4], matrix.roll(1, 1).ToDoubles());
    }

    [Fact]
    public void MatricesAreFlippedAndTurned()
    {
        var matrix = arange(0, 4).reshape(2, 2);
        Assert.Equal([1, 0, 3, 2], fliplr(matrix).ToDoubles());
        Assert.Equal([2, 3, 0, 1], flipud(matrix).ToDoubles());
        Assert.Equal([3, 2, 1, 0], flip(matrix, 0, 1).ToDoubles());
        Assert.Equal([1, 3, 0, 2], rot90(matrix).ToDoubles());
        Assert.Equal([2, 0, 3, 1], matrix.rot90(1, (1, 0)).ToDoubles());
        Assert.Equal([4, 2, 1, 9, 3, 1, 1, 1, 1], vander(Numbers.Doubles(2, 3, 1)).ToDoubles());
        Assert.Equal([1, 2, 1, 3], Numbers.Doubles(2, 3).vander(2, increasing: true).ToDoubles());
    }
}
