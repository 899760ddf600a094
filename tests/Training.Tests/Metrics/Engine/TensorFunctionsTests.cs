using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Gen.Training.Tests.Metrics.Engine;

public sealed class MatMulTests : IDisposable
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
    public void MatMul_MatchingShapes_EqualsTorch(long[] left, long[] right)
    {
        Tensor a = randn(left, float64), b = randn(right, float64);
#pragma warning disable GEN026 // The shapes fit.
        var (expected, product) = (a.matmul(b), MatMul.Compute(a, b));
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
    public void MatMul_MismatchedShapes_Throws(long[] left, long[] right) =>
        Assert.ThrowsAny<Exception>(() => MatMul.Compute(zeros(left), zeros(right)));

    [Theory]
    [InlineData(ScalarType.Float64, ScalarType.Float32)]
    [InlineData(ScalarType.Bool, ScalarType.Bool)]
    public void MatMul_MismatchedTypes_Throws(ScalarType left, ScalarType right)
    {
        Assert.ThrowsAny<Exception>(() => MatMul.Compute(zeros([2, 3], left), zeros([3, 2], right)));
        Assert.ThrowsAny<Exception>(() => MatMul.Compute(zeros([2, 3], left), zeros([3], right)));
        Assert.ThrowsAny<Exception>(() => MatMul.Compute(zeros([4, 2, 3], left), zeros([4, 3, 2], right)));
    }

    public void Dispose() => _scope.Dispose();
}

/// <summary>The sum of losses divided by the sum of denominators is torch's mean.</summary>
public class LossDenominatorsTests
{
    [Fact]
    public void LossDenominators_CrossEntropy_GiveTorchsMean()
    {
        using var scope = NewDisposeScope();
        var random = new Random(3);
        var weight = tensor(new[] { 0.5f, 2, 1 });
        foreach (var sizes in new long[][] { [8, 3], [4, 3, 5] })
        {
            var scores = RandomTensors.Values(random, ScalarType.Float32, sizes);
            var labels = RandomTensors.Indices(random, ScalarType.Int64, 3, [sizes[0], .. sizes[2..]]);
            labels.reshape(-1).narrow(0, 0, 2).fill_(-100);
            foreach (var classes in new[] { null, weight })
            {
                var mean = F.cross_entropy(scores, labels, classes);
                var sum = F.cross_entropy(scores, labels, classes, reduction: nn.Reduction.Sum);
                Assert.Equal(
                    mean.ToDouble(),
                    sum.ToDouble() / LossDenominators.CrossEntropy(scores, labels, classes, -100).sum().ToDouble(),
                    5
                );
                Assert.Equal(
                    LossDenominators.CrossEntropy(scores, labels, classes, -100).ToDoubles(),
                    LossDenominators.Nll(scores, labels, classes).ToDoubles()
                );
            }
            var probabilities = scores.softmax(1);
            Assert.Equal(
                F.cross_entropy(scores, probabilities).ToDouble(),
                F.cross_entropy(scores, probabilities, reduction: nn.Reduction.Sum).ToDouble()
                    / LossDenominators.CrossEntropy(scores, probabilities, null, -100).sum().ToDouble(),
                5
            );
        }
    }

    [Fact]
    public void LossDenominators_MismatchedShapes_Throws()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => LossDenominators.Nll(ones(4, 3), zeros(4, 1, ScalarType.Int64), null));
        Assert.StartsWith("The scores have shape [4, 3] and the labels [4, 1], which do not match.", error.Message);
    }
}
