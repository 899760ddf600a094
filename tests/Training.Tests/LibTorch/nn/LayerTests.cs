using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch;

public sealed class LayerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void ActivationLayersComputeTheirFunctions()
    {
        var x = Numbers.Doubles(-2, -0.5, 0, 1.5);
        double Sigmoid(double v) => 1 / (1 + Math.Exp(-v));
        Check(nn.Sigmoid(), Sigmoid);
        Check(nn.Tanh(), Math.Tanh);
        Check(LeakyReLU(0.1), v => v > 0 ? v : 0.1 * v);
        Check(ELU(2), v => v > 0 ? v : 2 * (Math.Exp(v) - 1));
        Check(SiLU(), v => v * Sigmoid(v));
        Check(Softplus(2), v => Math.Log(1 + Math.Exp(2 * v)) / 2);
        Check(GELU(), v => v * (1 + Numbers.Doubles(v / Math.Sqrt(2)).erf().ToDouble()) / 2);
        Check(Identity(), v => v);
        var sum = new[] { -2, -0.5, 0, 1.5 }.Sum(Math.Exp);
        Check(Softmax(0), v => Math.Exp(v) / sum);
        Check(LogSoftmax(0), v => v - Math.Log(sum));

        void Check(Module<Tensor, Tensor> layer, Func<double, double> function)
        {
            using (layer) Numbers.AssertNear([.. x.ToDoubles().Select(function)], layer.call(x));
            Assert.Empty(layer.parameters());
        }
    }

    [Fact]
    public void InPlaceLayersChangeTheirInput()
    {
        foreach (var layer in new Module<Tensor, Tensor>[] { nn.Sigmoid(true), nn.Tanh(true), LeakyReLU(0.1, true), SiLU(true), GELU(true) })
        {
            var (input, copy) = (Numbers.Doubles(-2, 1), Numbers.Doubles(-2, 1));
            var result = layer.call(input);
            Assert.Equal(result.ToDoubles(), input.ToDoubles());
            Assert.NotEqual(copy.ToDoubles(), input.ToDoubles());
            layer.Dispose();
        }
    }

    [Fact]
    public void ShapesAreFlattenedAndBack()
    {
        Assert.Equal([2, 12], Flatten().call(zeros(2, 3, 4)).shape);
        Assert.Equal([6, 4], Flatten(0, 1).call(zeros(2, 3, 4)).shape);
        Assert.Equal([2, 3, 4], Unflatten(1, [3, -1]).call(zeros(2, 12)).shape);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void ChannelsAreDroppedAsAWhole(int axes)
    {
        random.manual_seed(3);
        using Module<Tensor, Tensor> layer = axes == 3 ? Dropout1d(0.25) : axes == 4 ? Dropout2d(0.25) : Dropout3d(0.25);
        var input = ones([50, 20, .. Enumerable.Repeat(2L, axes - 2)]);
        var channels = layer.call(input).reshape(1000, -1);
        var first = channels.select(1, 0).ToDoubles();
        Assert.All(first, v => Assert.True(v == 0 || Math.Abs(v - 4.0 / 3) < 1e-6));
        Assert.InRange(first.Count(v => v == 0), 200, 300);
        Assert.True(channels.amax([1]).eq(channels.amin([1])).all().ToBoolean());
        layer.eval();
        Assert.True(layer.call(input).eq(1).all().ToBoolean());
    }

    [Fact]
    public void AlphaDropoutKeepsMeanAndVariance()
    {
        random.manual_seed(3);
        var input = randn(200, 100, 4);
        foreach (var layer in new Module<Tensor, Tensor>[] { AlphaDropout(0.2), FeatureAlphaDropout(0.2) })
        {
            var output = layer.call(input);
            Assert.Equal(0, output.mean().ToDouble(), 0.03);
            Assert.Equal(1, output.std().ToDouble(), 0.03);
            Assert.InRange(output.eq(output.min()).@float().mean().ToDouble(), 0.00001, 0.25);
            layer.eval();
            Assert.True(layer.call(input).allclose(input));
            layer.Dispose();
        }
    }

    [Fact]
    public void LayerNormalizationStandardizesTheLastAxes()
    {
        using var layer = LayerNorm(2, eps: 0, dtype: float64);
        var output = layer.call(Numbers.Doubles(1, 3, -5, 5).reshape(2, 2));
        Numbers.AssertNear([-1, 1, -1, 1], output);
        Assert.Equal(["weight", "bias"], layer.named_parameters().Select(p => p.name));
        using var plain = LayerNorm([2, 3], elementwise_affine: false);
        Assert.Empty(plain.parameters());
        using var unbiased = LayerNorm([2, 3], bias: false);
        Assert.Equal(["weight"], unbiased.named_parameters().Select(p => p.name));
        random.manual_seed(4);
        FiniteDifferences.Check(x => functional.layer_norm(x[0], [2, 3], x[1], x[2]), randn(2, 2, 3, dtype: float64), rand(2, 3, dtype: float64), rand(2, 3, dtype: float64));
    }
}
