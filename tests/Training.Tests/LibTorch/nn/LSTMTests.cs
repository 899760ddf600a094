using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch;

public class LSTMTests
{
    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, false, true)]
    [InlineData(1, true, true)]
    [InlineData(2, true, false)]
    public void OutputsAndStatesAgreeWithTheEquations(int layers, bool bidirectional, bool batchFirst)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var lstm = LSTM(3, 4, layers, batchFirst: batchFirst, bidirectional: bidirectional, dtype: float64);
        var input = randn(5, 2, 3, dtype: float64);
        var directions = bidirectional ? 2 : 1;
        Tensor hidden = randn(layers * directions, 2, 4, dtype: float64), cell = randn(layers * directions, 2, 4, dtype: float64);
        var (output, lastHidden, lastCell) = lstm.call(batchFirst ? input.transpose(0, 1) : input, (hidden, cell));
        Assert.Equal(batchFirst ? [2, 5, 4 * directions] : new long[] { 5, 2, 4 * directions }, output.shape);

        var reference = LstmReference.Run(lstm.state_dict(), input, hidden, cell, layers, directions);
        Numbers.AssertNear(reference.Output, batchFirst ? output.transpose(0, 1) : output);
        Numbers.AssertNear(reference.Hidden, lastHidden);
        Numbers.AssertNear(reference.Cell, lastCell);
    }

    [Fact]
    public void TheStateStartsAtZero()
    {
        using var scope = NewDisposeScope();
        using var lstm = LSTM(3, 4, batchFirst: true, dtype: float64);
        var input = randn(2, 5, 3, dtype: float64);
        var zero = zeros(1, 2, 4, dtype: float64);
        Assert.True(lstm.call(input).Item1.allclose(lstm.call(input, (zero, zero)).Item1));
    }

    [Fact]
    public void ParametersHaveTorchsNamesShapesAndOrder()
    {
        using var lstm = LSTM(3, 4, numLayers: 2, bidirectional: true);
        var names = lstm.named_parameters().Select(p => p.name).ToList();
        Assert.Equal(16, names.Count);
        Assert.Equal(["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_ih_l0_reverse"], names.Take(5));
        Assert.Equal([16, 8], lstm.get_parameter("weight_ih_l1")!.shape);
        Assert.All(lstm.parameters(), p => Assert.True(p.abs().max().ToDouble() <= 0.5));
    }

    [Fact]
    public void GradientsOfWeightsAndInputsAgreeWithFiniteDifferences()
    {
        random.manual_seed(5);
        using var lstm = LSTM(2, 3, batchFirst: true, dtype: float64);
        Tensor[] inputs = [randn(2, 3, 2, dtype: float64), randn(1, 2, 3, dtype: float64), randn(1, 2, 3, dtype: float64), .. lstm.parameters()];
        FiniteDifferences.Check(
            x =>
            {
                var (output, hidden, cell) = lstm.call(x[0], (x[1], x[2]));
                return output.sum(dim: 1) + hidden[0] * 2 + cell[0];
            },
            inputs);
    }
}
