using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch;

public sealed class ConvolutionTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(PaddingModes.Zeros, new double[] { 0 + 2 + 6, 1 + 4 + 9, 2 + 6 + 12, 3 + 8 + 0 })]
    [InlineData(PaddingModes.Replicate, new double[] { 1 + 2 + 6, 1 + 4 + 9, 2 + 6 + 12, 3 + 8 + 12 })]
    [InlineData(PaddingModes.Reflect, new double[] { 2 + 2 + 6, 1 + 4 + 9, 2 + 6 + 12, 3 + 8 + 9 })]
    [InlineData(PaddingModes.Circular, new double[] { 4 + 2 + 6, 1 + 4 + 9, 2 + 6 + 12, 3 + 8 + 3 })]
    public void AWindowSlidesAlongTheLastAxis(PaddingModes mode, double[] expected)
    {
        var input = Numbers.Doubles(1, 2, 3, 4).reshape(1, 1, 4);
        using var same = Conv1d(1, 1, 3, Padding.Same, padding_mode: mode, bias: false, dtype: float64);
        using var one = Conv1d(1, 1, 3, padding: 1, padding_mode: mode, bias: false, dtype: float64);
        foreach (var layer in new[] { same, one })
        {
            using (no_grad()) layer.weight.copy_(Numbers.Doubles(1, 2, 3).reshape(1, 1, 3));
            Numbers.AssertNear(expected, layer.call(input));
        }
    }

    [Fact]
    public void StrideDilationGroupsAndBiasActAsTheyShould()
    {
        using var layer = Conv1d(2, 2, 2, stride: 2, dilation: 2, groups: 2, dtype: float64);
        using (no_grad())
        {
            layer.weight.copy_(Numbers.Doubles(1, 10, 2, 20).reshape(2, 1, 2));
            layer.bias!.copy_(Numbers.Doubles(0.5, 0.25));
        }
        var output = layer.call(Numbers.Doubles(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).reshape(1, 2, 5));
        Numbers.AssertNear([1 + 30 + 0.5, 3 + 50 + 0.5, 12 + 160 + 0.25, 16 + 200 + 0.25], output);
    }

    [Fact]
    public void ImagesAreConvolvedAlongBothAxes()
    {
        using var layer = Conv2d(1, 1, (2, 3), padding: (1, 0), bias: false, dtype: float64);
        using (no_grad()) layer.weight.copy_(Numbers.Doubles(1, 2, 3, 4, 5, 6).reshape(1, 1, 2, 3));
        Numbers.AssertNear([4 + 10 + 18, 1 + 4 + 9 + 16 + 25 + 36, 4 + 10 + 18], layer.call(Numbers.Doubles(1, 2, 3, 4, 5, 6).reshape(1, 2, 3)));
        using var same = Conv2d(3, 4, 3, Padding.Same, dilation: 2);
        Assert.Equal([2, 4, 7, 5], same.call(rand(2, 3, 7, 5)).shape);
        using var valid = Conv2d(3, 4, 3, Padding.Valid, stride: 2);
        Assert.Equal([2, 4, 3, 2], valid.call(rand(2, 3, 7, 5)).shape);
    }

    [Fact]
    public void WeightsStartWithinTheInverseRootOfTheInputs()
    {
        random.manual_seed(3);
        using var layer = Conv2d(4, 50, 3);
        Assert.Equal([50, 4, 3, 3], layer.weight.shape);
        Assert.InRange(layer.weight.abs().max().ToDouble(), 0.98 / 6, 1.0 / 6);
        Assert.InRange(layer.bias!.abs().max().ToDouble(), 0.8 / 6, 1.0 / 6);
        Assert.Equal(["weight", "bias"], layer.state_dict().Keys);
    }

    [Fact]
    public void OtherChannelsAndStridedSamePaddingAreErrors()
    {
        using var layer = Conv2d(3, 4, 3);
        Assert.Throws<ArgumentException>(() => layer.call(rand(2, 4, 7, 7)));
        Assert.Throws<ArgumentException>(() => layer.call(rand(7, 7)));
        Assert.Throws<ArgumentException>(() => Conv1d(3, 4, 3, Padding.Same, stride: 2));
    }

    [Fact]
    public void GradientsAgreeWithFiniteDifferences()
    {
        random.manual_seed(4);
        FiniteDifferences.Check(
            x => functional.conv2d(x[0], x[1], x[2], [2, 1], [1, 1]),
            randn(2, 2, 4, 3, dtype: float64), randn(3, 2, 3, 2, dtype: float64), randn(3, dtype: float64));
    }

    [Fact]
    public void PoolsTakeTheLargestOrTheMeanOfWindows()
    {
        var line = Numbers.Doubles(1, 5, 2, 4, 3).reshape(1, 1, 5);
        Numbers.AssertNear([5, 4], MaxPool1d(2).call(line));
        Numbers.AssertNear([5, 5, 4, 4], MaxPool1d(2, stride: 1).call(line));
        Assert.Equal([1, 3], MaxPool1d(2).forward_with_indices(line).Indices.ToDoubles());
        Numbers.AssertNear([3, 3], AvgPool1d(2).call(line));
        Numbers.AssertNear([8 / 3.0, 3], AdaptiveAvgPool1d(2).call(line));
        var image = arange(1, 13, dtype: float64).reshape(1, 1, 3, 4);
        Numbers.AssertNear([6, 8], MaxPool2d(2).call(image));
        Numbers.AssertNear([10, 12], MaxPool2d((3, 2)).call(image));
        Numbers.AssertNear([1, 3, 4, 9, 11, 12], MaxPool2d([2, 2], [2, 2], [1, 1]).call(image));
        Assert.Equal([5, 7], MaxPool2d(2).forward_with_indices(image).Indices.ToDoubles());
        Numbers.AssertNear([3.5, 5.5], AvgPool2d(2).call(image));
        Numbers.AssertNear([14 / 5.0, 22 / 5.0], AvgPool2d(2, divisor_override: 5).call(image));
        Assert.Equal(1 / 4.0, AvgPool2d(2, padding: 1).call(image).ToDoubles()[0]);
        Assert.Equal(1, AvgPool2d((2, 2), padding: (1, 1), count_include_pad: false).call(image).ToDoubles()[0]);
        Numbers.AssertNear([6.5], AdaptiveAvgPool2d(1).call(image));
        Numbers.AssertNear([5.5, 7.5], AdaptiveAvgPool2d((1, 2)).call(image));
    }
}
