using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class OperatorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void ScalarsOnEitherSideKeepTheTensorsType()
    {
        var tensor = torch.tensor(new[] { 2f, 4f });
        Assert.Equal([3, 5], (tensor + 1).ToDoubles());
        Assert.Equal([-1, -3], (1 - tensor).ToDoubles());
        Assert.Equal([0.5, 0.25], (1.0 / tensor).ToDoubles());
        Assert.Equal([1, 2], (tensor / 2).ToDoubles());
        Assert.Equal(ScalarType.Float32, (tensor * 2.5).dtype);
        Assert.Equal(ScalarType.Float32, (torch.tensor(new[] { 2 }) * 2.5).dtype);
        Assert.Equal(ScalarType.Int64, (torch.tensor(new[] { 2L }) + 1).dtype);
    }

    [Fact]
    public void ComparisonsAreElementwise()
    {
        var tensor = Numbers.Doubles(1, 2, 3);
        Assert.Equal([0, 1, 0], (tensor == 2).ToDoubles());
        Assert.Equal([1, 0, 1], (tensor != 2).ToDoubles());
        Assert.Equal([0, 0, 1], (tensor > 2).ToDoubles());
        Assert.Equal([0, 1, 1], (2 <= tensor).ToDoubles());
        Assert.Equal([1, 1, 0], tensor.le(Numbers.Doubles(2, 2, 2)).ToDoubles());
        Assert.Equal([0, 1, 1], (~(tensor < 2)).ToDoubles());
        Assert.Equal([0, 1, 0], ((tensor > 1) & (tensor < 3)).ToDoubles());
        Assert.Equal([1, 0, 1], ((tensor == 1) | (tensor == 3)).ToDoubles());
    }

    [Fact]
    public void IntegerDivisionRoundsAsAsked()
    {
        var tensor = torch.tensor(new[] { -7L, 7L });
        Assert.Equal([-3.5, 3.5], (tensor / 2).ToDoubles());
        Assert.Equal([-4, 3], tensor.div(2, RoundingMode.floor).ToDoubles());
        Assert.Equal([-3, 3], tensor.div(2, RoundingMode.trunc).ToDoubles());
        Assert.Equal([1, 1], tensor.remainder(2).ToDoubles());
    }

    [Fact]
    public void EqualityOfWholeTensorsIsAMethod()
    {
        Assert.True(Numbers.Doubles(1, 2).Equals(Numbers.Doubles(1, 2)));
        Assert.False(Numbers.Doubles(1, 2).Equals(Numbers.Doubles(1, 3)));
        Assert.True(Numbers.Doubles(1, 2).allclose(Numbers.Doubles(1, 2 + 1e-7)));
        Assert.False(Numbers.Doubles(1, double.NaN).allclose(Numbers.Doubles(1, double.NaN)));
        Assert.True(Numbers.Doubles(1, double.NaN).allclose(Numbers.Doubles(1, double.NaN), equal_nan: true));
    }

    [Fact]
    public void NotANumberAndInfinityAreTold()
    {
        var tensor = Numbers.Doubles(1, double.NaN, double.PositiveInfinity);
        Assert.Equal([0, 1, 0], tensor.isnan().ToDoubles());
        Assert.Equal([0, 0, 1], tensor.isinf().ToDoubles());
        Assert.Equal([1, 0, 0], tensor.isfinite().ToDoubles());
        Assert.Equal([1, 0, 9], tensor.nan_to_num(posinf: 9).ToDoubles());
    }

    [Fact]
    public void InPlaceOperatorsReturnTheTensorItself()
    {
        var tensor = Numbers.Doubles(1, 2);
        Assert.Same(tensor, tensor.add_(1).mul_(2).sub_(1).div_(3));
        Assert.Equal([1, 5.0 / 3], tensor.ToDoubles());
        tensor.zero_();
        Assert.Equal([0, 0], tensor.ToDoubles());
        Assert.Equal([4, 4], tensor.fill_(4).ToDoubles());
        Assert.Equal([7, 8], tensor.copy_(torch.tensor(new[] { 7, 8 })).ToDoubles());
    }

    [Fact]
    public void ReductionsGoAlongTheAxesNamed()
    {
        var tensor = Numbers.Doubles(1, 5, 3, 4, 2, 6).reshape(2, 3);
        Assert.Equal([5, 7, 9], tensor.sum(dim: 0).ToDoubles());
        Assert.Equal([9, 12], tensor.sum(1).ToDoubles());
        Assert.Equal([3, 4], tensor.mean([1]).ToDoubles());
        Assert.Equal((5, 4), (tensor.argmax().ToInt64() == 5 ? 5 : -1, tensor.sum(0L).numel() + 1));
        var (values, indexes) = tensor.max(1);
        Assert.Equal([5, 6], values.ToDoubles());
        Assert.Equal([1, 2], indexes.ToDoubles());
        Assert.Equal([0, 1], tensor.argmin(1).ToDoubles());
        Assert.Equal([0, 1, 2, 0, 1, 2], tensor.argsort(1).argsort(1).mul(0).add(arange(3)).ToDoubles());
        Assert.Equal([1, 0], tensor.gt(0).all(1).eq(torch.tensor(new[] { true, false })).ToDoubles());
        Assert.True(tensor.gt(5).any().ToBoolean());
        Assert.Equal([2, 1, 1], torch.tensor(new long[] { 0, 2, 0, 1 }).bincount(null, 3).ToDoubles());
    }

    // What GEN024 warns of: the literal 0 converts to any enum, and the overload with fewer parameters left off wins.
    [Fact]
    public void TheLiteralZeroSumsEverythingAsBytes()
    {
#pragma warning disable GEN024
        var sum = Numbers.Doubles(1.5, 2.5).reshape(1, 2).sum(0);
#pragma warning restore GEN024
        Assert.Equal(ScalarType.Byte, sum.dtype);
        Assert.Equal(3, sum.ToInt64());
    }

    [Fact]
    public void SortingAndTheLargestComeWithPositions()
    {
        var (values, positions) = Numbers.Doubles(3, 1, 2).sort();
        Assert.Equal([1, 2, 3], values.ToDoubles());
        Assert.Equal([1, 2, 0], positions.ToDoubles());
        var (largest, where) = Numbers.Doubles(3, 1, 2).topk(2);
        Assert.Equal([3, 2], largest.ToDoubles());
        Assert.Equal([0, 2], where.ToDoubles());
    }

    [Fact]
    public void OneHotRowsHaveASingleOne()
    {
        var rows = nn.functional.one_hot(torch.tensor(new long[] { 1, 0 }), 3);
        Assert.Equal(ScalarType.Int64, rows.dtype);
        Assert.Equal([0, 1, 0, 1, 0, 0], rows.ToDoubles());
    }

    [Fact]
    public void AddingAtPositionsCountsRepeatedOnes()
    {
        var index = torch.tensor(new long[] { 0, 2, 2 });
        Assert.Equal([1, 0, 2], zeros(3).scatter_add_(0, index, ones(3)).ToDoubles());
        Assert.Equal([2, 0, 4], zeros(3).index_add_(0, index, ones(3), 2).ToDoubles());
        Assert.Throws<ArgumentException>(() => zeros(3).index_add_(0, index.to(int32), ones(3), 1));
    }
}
