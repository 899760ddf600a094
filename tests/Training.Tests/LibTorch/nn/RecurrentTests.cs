using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch;

public sealed class RecurrentTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void GatedUnitsFollowTheirEquations()
    {
        random.manual_seed(5);
        using var gru = GRU(3, 2, dtype: float64);
        Tensor input = randn(4, 1, 3, dtype: float64), state = randn(1, 1, 2, dtype: float64);
        var (output, last) = gru.call(input, state);
        var weights = gru.state_dict();
        var hidden = state[0];
        for (var step = 0; step < 4; step++)
        {
            var fromInput = functional.linear(input[step], weights["weight_ih_l0"], weights["bias_ih_l0"]).chunk(3, 1);
            var fromHidden = functional.linear(hidden, weights["weight_hh_l0"], weights["bias_hh_l0"]).chunk(3, 1);
            var (reset, update) = ((fromInput[0] + fromHidden[0]).sigmoid(), (fromInput[1] + fromHidden[1]).sigmoid());
            hidden = update * hidden + (1 - update) * (fromInput[2] + reset * fromHidden[2]).tanh();
            Numbers.AssertNear(hidden.ToDoubles(), output[step]);
        }
        Numbers.AssertNear(hidden.ToDoubles(), last);
    }

    [Theory]
    [InlineData(NonLinearities.Tanh)]
    [InlineData(NonLinearities.ReLU)]
    public void PlainLayersFollowTheirEquations(NonLinearities nonLinearity)
    {
        random.manual_seed(5);
        using var rnn = RNN(3, 2, nonLinearity: nonLinearity, batchFirst: true, dtype: float64);
        var input = randn(2, 4, 3, dtype: float64);
        var (output, last) = rnn.call(input);
        var weights = rnn.state_dict();
        var hidden = zeros(2, 2, dtype: float64);
        for (var step = 0; step < 4; step++)
        {
            hidden = functional.linear(input.select(1, step), weights["weight_ih_l0"], weights["bias_ih_l0"])
                + functional.linear(hidden, weights["weight_hh_l0"], weights["bias_hh_l0"]);
            hidden = nonLinearity == NonLinearities.Tanh ? hidden.tanh() : hidden.relu();
            Numbers.AssertNear(hidden.ToDoubles(), output.select(1, step));
        }
        Numbers.AssertNear(hidden.ToDoubles(), last);
    }

    [Fact]
    public void ParametersHaveTorchsNamesAndShapes()
    {
        using var gru = GRU(3, 4, numLayers: 2, bidirectional: true);
        Assert.Equal(16, gru.parameters().Count());
        Assert.Equal([12, 8], gru.get_parameter("weight_ih_l1_reverse")!.shape);
        using var rnn = RNN(3, 4, bias: false);
        Assert.Equal(["weight_ih_l0", "weight_hh_l0"], rnn.named_parameters().Select(p => p.name));
        Assert.All(gru.parameters().Concat(rnn.parameters()), p => Assert.True(p.abs().max().ToDouble() <= 0.5));
        var (output, last) = gru.call(rand(5, 2, 3));
        Assert.Equal([5, 2, 8], output.shape);
        Assert.Equal([4, 2, 4], last.shape);
    }
}
