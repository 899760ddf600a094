using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class IndexingTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _cube = arange(0, 24).reshape(2, 3, 4);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void PositionsTakeTheFirstAxes()
    {
        Assert.Equal([3, 4], _cube[1].shape);
        Assert.Equal([16, 17, 18, 19], _cube[1, 1].ToDoubles());
        Assert.Equal(18, _cube[1, 1, 2].ToInt64());
        Assert.Equal(23, _cube[-1, -1, -1].ToInt64());
    }

    [Fact]
    public void RangesAndEllipsisKeepAxes()
    {
        Assert.Equal([2, 2, 4], _cube[TensorIndex.Colon, TensorIndex.Slice(1, 3)].shape);
        Assert.Equal([1, 5, 9, 13, 17, 21], _cube[TensorIndex.Ellipsis, 1].ToDoubles());
        Assert.Equal([0, 2], _cube[0, 0, TensorIndex.Slice(step: 2)].ToDoubles());
        Assert.Equal([20, 21, 22, 23], _cube[^1, 2..].ToDoubles());
        Assert.Equal([2, 1, 3, 4], _cube[TensorIndex.Colon, TensorIndex.None].shape);
    }

    [Fact]
    public void TensorsOfPositionsPickElements()
    {
        var rows = tensor(new long[] { 1, 0 });
        Assert.Equal([12, 0], _cube[TensorIndex.Tensor(rows), 0, 0].ToDoubles());
        Assert.Equal([2, 2, 4], _cube[TensorIndex.Colon, TensorIndex.Tensor(rows)].shape);
        Assert.Equal([16, 17, 18, 19, 0, 1, 2, 3], _cube[TensorIndex.Tensor(rows), TensorIndex.Tensor(rows)].ToDoubles());
    }

    [Fact]
    public void MasksPickElements()
    {
        Assert.Equal([21, 22, 23], _cube[TensorIndex.Tensor(_cube > 20)].ToDoubles());
        Assert.Equal([1, 5], _cube[0][TensorIndex.Tensor(tensor(new[] { true, true, false })), 1].ToDoubles());
    }

    [Fact]
    public void SettingCopiesIntoTheSelectedElements()
    {
        _cube[0, 1] = tensor(new long[] { -1, -2, -3, -4 });
        Assert.Equal([-1, -2, -3, -4], _cube[0, 1].ToDoubles());
        _cube[TensorIndex.Ellipsis, TensorIndex.Slice(0, 1)] = tensor(0L);
        Assert.Equal(0, _cube.select(2, 0).abs().sum().ToInt64());
        _cube[TensorIndex.Tensor(_cube < 0)] = tensor(5L);
        Assert.Equal([0, 5, 5, 5], _cube[0, 1].ToDoubles());
    }

    [Fact]
    public void AccumulatingAddsRepeatedPositions()
    {
        var counts = zeros(3, dtype: int64);
        counts.index_put_(ones(4, dtype: int64), [TensorIndex.Tensor(tensor(new long[] { 0, 2, 2, 2 }))], true);
        Assert.Equal([1, 0, 3], counts.ToDoubles());
    }

    [Fact]
    public void ViewsShareMemoryWithTheTensor()
    {
        _cube[1, 2].fill_(9);
        Assert.Equal(9, _cube[1, 2, 3].ToInt64());
    }
}
