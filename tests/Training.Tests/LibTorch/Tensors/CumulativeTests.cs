using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class CumulativeTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void ProductsAndExtremesRunAlongAnAxis()
    {
        var numbers = Numbers.Doubles(2, 3, 1, 5).reshape(2, 2);
        Assert.Equal([2, 3, 2, 15], cumprod(numbers, 0).ToDoubles());
        Assert.Equal([2, 6, 1, 5], numbers.cumprod(1).ToDoubles());
        Assert.Equal(ScalarType.Float32, numbers.cumprod(1, float32).dtype);
        var (values, indexes) = Numbers.Doubles(2, 1, 3, 3).cummax(0);
        Assert.Equal([2, 2, 3, 3], values.ToDoubles());
        Assert.Equal([0, 0, 2, 3], indexes.ToDoubles());
        Assert.Equal([2, 1, 1, 1], cummin(Numbers.Doubles(2, 1, 3, 3), 0).values.ToDoubles());
        Numbers.AssertNear(
            [1, Math.Log(Math.Exp(1) + Math.Exp(2)), Math.Log(Math.Exp(1) + Math.Exp(2) + Math.Exp(3))],
            logcumsumexp(Numbers.Doubles(1, 2, 3), 0));
    }

    [Fact]
    public void DifferencesAreBetweenNeighbours()
    {
        Assert.Equal([3, -1], diff(Numbers.Doubles(1, 4, 3)).ToDoubles());
        Assert.Equal([1, 3, -1, 7], Numbers.Doubles(1, 4, 3).diff(prepend: Numbers.Doubles(0), append: Numbers.Doubles(10)).ToDoubles());
        Assert.Equal([2, -2], Numbers.Doubles(1, 4, 3, 2).reshape(2, 2).diff(dim: 0).ToDoubles());
        Assert.Throws<NotImplementedException>(() => Numbers.Doubles(1, 4, 3).diff(2));
    }

    [Fact]
    public void AreasAreTrapezoids()
    {
        var y = Numbers.Doubles(1, 3, 5);
        Assert.Equal(6, trapezoid(y).ToDouble());
        Assert.Equal(3, trapz(y, 0.5).ToDouble());
        Assert.Equal(2 + 8 * 2, trapezoid(y, Numbers.Doubles(0, 1, 5)).ToDouble());
        Assert.Equal([2, 6], cumulative_trapezoid(y).ToDoubles());
        Assert.Equal([2, 18], y.cumulative_trapezoid(Numbers.Doubles(0, 1, 5)).ToDoubles());
    }

    [Fact]
    public void NotANumberIsLeftOutOfSums() =>
        Assert.Equal(3, nansum(Numbers.Doubles(1, double.NaN, 2)).ToDouble());

    [Fact]
    public void SumsGoAlongSeveralAxes()
    {
        var cube = arange(0, 8).reshape(2, 2, 2);
        Assert.Equal([6, 22], cube.sum(1, 2).ToDoubles());
        Assert.Equal([1, 1, 1], cube.sum(0, 1, 2, keepdim: true).shape);
        Assert.Equal([2 + 6 + 0 + 4, 16], cube.sum([0, 1]).ToDoubles());
        Assert.Equal([3, 7], cube.amax(new long[] { 1, 2 }).ToDoubles());
        Assert.Equal([0, 4], torch.amin(cube, new long[] { 1, 2 }).ToDoubles());
    }
}
