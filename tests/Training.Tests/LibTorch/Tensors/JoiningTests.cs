using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class JoiningTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _x = tensor(new long[] { 1, 2 });
    private readonly Tensor _y = tensor(new long[] { 3, 4 });

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void TensorsAreStackedAlongTheirFirstAxes()
    {
        Assert.Equal([1, 2, 3, 4], hstack(_x, _y).ToDoubles());
        Assert.Equal([4], hstack([_x, _y]).shape);
        Assert.Equal([2, 2], vstack([_x, _y]).shape);
        Assert.Equal([1, 2, 3, 4], row_stack(_x, _y).ToDoubles());
        Assert.Equal([1, 3, 2, 4], column_stack(_x, _y).ToDoubles());
        Assert.Equal([1, 2, 2], dstack(_x, _y).shape);
        Assert.Equal([1, 2, 3, 4], concat([_x, _y]).ToDoubles());
        Assert.Equal([2, 2], concatenate([_x.unsqueeze(1), _y.unsqueeze(1)], 1).shape);
    }

    [Fact]
    public void CombinationsAreRows()
    {
        Assert.Equal([1, 3, 1, 4, 2, 3, 2, 4], cartesian_prod(_x, _y).ToDoubles());
        Assert.Equal([1, 2, 1, 3, 2, 3], combinations(tensor(new long[] { 1, 2, 3 })).ToDoubles());
        Assert.Equal([1, 1, 1, 2, 2, 2], combinations(_x, 2, with_replacement: true).ToDoubles());
        Assert.Throws<ArgumentException>(() => combinations(zeros(2, 2)));
        var grid = meshgrid([_x, tensor(new long[] { 5, 6, 7 })]);
        Assert.Equal([1, 1, 1, 2, 2, 2], grid[0].ToDoubles());
        Assert.Equal([5, 6, 7, 5, 6, 7], grid[1].ToDoubles());
        Assert.Equal([3, 2], meshgrid([_x, tensor(new long[] { 5, 6, 7 })], "xy")[0].shape);
    }

    [Fact]
    public void SplitsAreEvenOrAtPositions()
    {
        var numbers = arange(0, 7);
        Assert.Equal([3, 2, 2], numbers.tensor_split(3).Select(t => t.numel()));
        Assert.Equal([1, 3, 3], numbers.tensor_split([1L, 4L]).Select(t => t.numel()));
        Assert.Equal([1, 3, 3], tensor_split(numbers, tensor(new long[] { 1, 4 })).Select(t => t.numel()));
        Assert.Throws<ArgumentException>(() => numbers.tensor_split(tensor(new[] { 1 })));
        Assert.Equal([2, 5], split(numbers, [2, 5]).Select(t => t.numel()));
    }

    [Fact]
    public void ElementsAreTakenByPosition()
    {
        var matrix = tensor(new long[] { 5, 6, 7, 8 }).reshape(2, 2);
        Assert.Equal([8, 5], take(matrix, tensor(new long[] { 3, 0 })).ToDoubles());
        var best = matrix.argsort(1, descending: true);
        Assert.Equal([6, 5, 8, 7], take_along_dim(matrix, best, 1).ToDoubles());
        Assert.Equal([6, 8], matrix.take_along_dim(tensor(new long[] { 1, 3 })).ToDoubles());
        Assert.Equal([6, 8], matrix.take_along_dim([1L, 3L]).ToDoubles());
        Assert.Equal([[0, 1], [1, 0]], where(matrix.eq(6).logical_or(matrix.eq(7))).Select(t => t.ToDoubles()));
        Assert.Throws<ArgumentException>(() => where(matrix));
    }

    [Fact]
    public void ElementsAreReplacedInACopyOrInPlace()
    {
        var matrix = zeros(2, 3, dtype: int64);
        var mask = tensor(new[] { true, false, true });
        Assert.Equal([1, 0, 2, 3, 0, 4], matrix.masked_scatter(mask, arange(1, 5)).ToDoubles());
        var columns = tensor(new long[] { 2, 0 });
        Assert.Equal([9, 0, 9, 9, 0, 9], index_fill(matrix, 1, columns, 9).ToDoubles());
        Assert.Equal([2, 0, 1, 4, 0, 3], index_copy(matrix, 1, columns, arange(1, 5).reshape(2, 2)).ToDoubles());
        Assert.Equal([2, 0, 1, 4, 0, 3], index_add(matrix, 1, columns, arange(1, 5).reshape(2, 2), 1).ToDoubles());
        Assert.Equal([0, 0, 7, 0, 0, 0], scatter(matrix, 1, tensor(new long[,] { { 2 } }), tensor(new long[,] { { 7 } })).ToDoubles());
        Assert.Equal([8, 0, 0, 0, 0, 0], scatter_add(matrix, 1, tensor(new long[,] { { 0, 0 } }), tensor(new long[,] { { 3, 5 } })).ToDoubles());
        Assert.Equal(0, matrix.count_nonzero().ToInt64());
        Assert.Throws<ArgumentException>(() => matrix.index_fill(1, tensor(new[] { 1 }), 9));
        Assert.Same(matrix, matrix.index_fill_(0, tensor(new long[] { 1 }), 4).masked_scatter_(mask, arange(1, 5)));
        Assert.Equal([1, 0, 2, 3, 4, 4], matrix.ToDoubles());
    }
}
