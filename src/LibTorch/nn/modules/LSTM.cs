using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A long short-term memory (Hochreiter and Schmidhuber 1997), of several layers and in both directions if wanted.</summary>
    public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
    {
        private readonly long _hidden;
        private readonly long _layers;
        private readonly bool _bias;
        private readonly bool _batchFirst;
        private readonly double _dropout;
        private readonly bool _bidirectional;
        private readonly Tensor[] _weights;

        internal LSTM(
            long input, long hidden, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional, Device? device, ScalarType? dtype)
            : base(nameof(LSTM))
        {
            (_hidden, _layers, _bias, _batchFirst, _dropout, _bidirectional) = (hidden, layers, bias, batchFirst, dropout, bidirectional);
            var bound = hidden > 0 ? 1 / Math.Sqrt(hidden) : 0;
            foreach (var (name, shape) in Shapes(input))
            {
                var weight = new Parameter(empty(shape, dtype, device));
                nn.init.uniform_(weight, -bound, bound);
                register_parameter(name, weight);
            }
            _weights = [.. parameters()];
        }

        private long Directions => _bidirectional ? 2 : 1;

        /// <summary>
        /// Runs over a sequence [time, batch, input] ([batch, time, input] with batchFirst) from a state of two [layers * directions, batch, hidden], 0 unless
        /// given. Returns the last layer's outputs [time, batch, directions * hidden], in the input's order of axes, and the state after the last step.
        /// </summary>
        public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
        {
            if (h0_c0 is { } given) return Run(input, given.Item1, given.Item2);
            using var zero = zeros([_layers * Directions, input.shape[_batchFirst ? 0 : 1], _hidden], input.dtype, input.device);
            return Run(input, zero, zero);
        }

        /// <inheritdoc cref="forward"/>
        public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

        private (Tensor, Tensor, Tensor) Run(Tensor input, Tensor hidden, Tensor cell) => Aten.lstm_input.Call3(
            input, new[] { hidden, cell }, _weights, _bias, _layers, _dropout, training, _bidirectional, _batchFirst);

        // Four gates at once: input, forget, cell, output.
        private IEnumerable<(string Name, long[] Shape)> Shapes(long input)
        {
            for (var layer = 0L; layer < _layers; layer++)
            {
                for (var direction = 0; direction < Directions; direction++)
                {
                    var suffix = $"l{layer}{(direction == 1 ? "_reverse" : "")}";
                    yield return ($"weight_ih_{suffix}", [4 * _hidden, layer == 0 ? input : Directions * _hidden]);
                    yield return ($"weight_hh_{suffix}", [4 * _hidden, _hidden]);
                    if (!_bias) continue;
                    yield return ($"bias_ih_{suffix}", [4 * _hidden]);
                    yield return ($"bias_hh_{suffix}", [4 * _hidden]);
                }
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>
            /// An LSTM; all weights start uniform within 1 / sqrt(hiddenSize) of 0. Dropout acts on the outputs of every layer but the last, while training.
            /// </summary>
            public static Modules.LSTM LSTM(
                long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0,
                bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, device, dtype);
        }
    }
}
