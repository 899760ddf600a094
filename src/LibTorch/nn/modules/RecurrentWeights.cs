using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The shape of a recurrent layer (layers, directions) and its weights under torch's names, as LSTM, GRU and RNN share them.</summary>
internal sealed class RecurrentWeights(
    int gates, long hidden, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional)
{
    private Tensor[] _weights = [];

    private long Directions => bidirectional ? 2 : 1;

    /// <summary>Makes the weights, uniform within 1 / sqrt(hidden) of 0, and hands each to <paramref name="register"/>.</summary>
    public void Begin(long input, Device? device, ScalarType? dtype, Action<string, Parameter> register)
    {
        var bound = hidden > 0 ? 1 / Math.Sqrt(hidden) : 0;
        _weights = [.. Shapes(input).Select(named =>
        {
            var weight = new Parameter(empty(named.Shape, dtype, device));
            nn.init.uniform_(weight, -bound, bound);
            register(named.Name, weight);
            return weight;
        })];
    }

    /// <summary>A state of 0 for an input: [layers * directions, batch, hidden].</summary>
    public Tensor Zero(Tensor input) =>
        zeros([layers * Directions, input.shape[batchFirst ? 0 : 1], hidden], input.dtype, input.device);

    /// <summary>Runs one of the operators with a state of one tensor.</summary>
    public (Tensor, Tensor) Run(Operator op, Tensor input, Tensor? state, bool training)
    {
        using var zero = state is null ? Zero(input) : null;
        return op.Call2(input, state ?? zero, _weights, bias, layers, dropout, training, bidirectional, batchFirst);
    }

    /// <summary>Runs one of the operators with a state of two tensors.</summary>
    public (Tensor, Tensor, Tensor) Run(Operator op, Tensor input, Tensor hidden, Tensor cell, bool training) => op.Call3(
        input, new[] { hidden, cell }, _weights, bias, layers, dropout, training, bidirectional, batchFirst);

    private IEnumerable<(string Name, long[] Shape)> Shapes(long input)
    {
        for (var layer = 0L; layer < layers; layer++)
        {
            for (var direction = 0; direction < Directions; direction++)
            {
                var suffix = $"l{layer}{(direction == 1 ? "_reverse" : "")}";
                yield return ($"weight_ih_{suffix}", [gates * hidden, layer == 0 ? input : Directions * hidden]);
                yield return ($"weight_hh_{suffix}", [gates * hidden, hidden]);
                if (!bias) continue;
                yield return ($"bias_ih_{suffix}", [gates * hidden]);
                yield return ($"bias_hh_{suffix}", [gates * hidden]);
            }
        }
    }
}
