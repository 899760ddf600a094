using Gen.Training.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Updates;

public sealed class MatrixProductTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    [Theory]
    [InlineData(new long[] { 3 }, new long[] { 3 })]
    [InlineData(new long[] { 3 }, new long[] { 3, 4 })]
    [InlineData(new long[] { 2, 3 }, new long[] { 3 })]
    [InlineData(new long[] { 2, 3 }, new long[] { 3, 4 })]
    [InlineData(new long[] { 0, 3 }, new long[] { 3, 4 })]
    [InlineData(new long[] { 5, 2, 3 }, new long[] { 3 })]
    [InlineData(new long[] { 5, 2, 3 }, new long[] { 3, 4 })]
    [InlineData(new long[] { 3 }, new long[] { 5, 3, 4 })]
    [InlineData(new long[] { 2, 3 }, new long[] { 5, 3, 4 })]
    [InlineData(new long[] { 5, 2, 3 }, new long[] { 5, 3, 4 })]
    [InlineData(new long[] { 1, 5, 2, 3 }, new long[] { 7, 1, 3, 4 })]
    public void Of_ShapesThatFit_IsTorchsMatmul(long[] left, long[] right)
    {
        Tensor a = randn(left, float64), b = randn(right, float64);
#pragma warning disable GEN026 // The shapes fit.
        var (expected, product) = (a.matmul(b), MatrixProduct.Of(a, b));
#pragma warning restore GEN026
        Assert.Equal(expected.shape, product.shape);
        Assert.True(product.allclose(expected, 1e-12, 1e-12));
    }

    [Theory]
    [InlineData(new long[] { 3 }, new long[] { 4 })]
    [InlineData(new long[] { 3 }, new long[] { 4, 3 })]
    [InlineData(new long[] { 2, 3 }, new long[] { 4 })]
    [InlineData(new long[] { 2, 3 }, new long[] { 5, 7 })]
    [InlineData(new long[] { 5, 2, 3 }, new long[] { 4 })]
    [InlineData(new long[] { 5, 2, 3 }, new long[] { 4, 3 })]
    [InlineData(new long[] { 3 }, new long[] { 5, 4, 3 })]
    [InlineData(new long[] { 5, 2, 3 }, new long[] { 6, 3, 4 })]
    [InlineData(new long[] { }, new long[] { 3 })]
    public void Of_ShapesThatDoNotFit_Throws(long[] left, long[] right) => Assert.ThrowsAny<Exception>(() => MatrixProduct.Of(zeros(left), zeros(right)));

    [Theory]
    [InlineData(ScalarType.Float64, ScalarType.Float32)]
    [InlineData(ScalarType.Bool, ScalarType.Bool)]
    public void Of_TypesThatDoNotFit_Throws(ScalarType left, ScalarType right)
    {
        Assert.ThrowsAny<Exception>(() => MatrixProduct.Of(zeros([2, 3], left), zeros([3, 2], right)));
        Assert.ThrowsAny<Exception>(() => MatrixProduct.Of(zeros([2, 3], left), zeros([3], right)));
        Assert.ThrowsAny<Exception>(() => MatrixProduct.Of(zeros([4, 2, 3], left), zeros([4, 3, 2], right)));
    }

    public void Dispose() => _scope.Dispose();
}
