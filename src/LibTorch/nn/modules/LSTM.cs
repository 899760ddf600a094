using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A long short-term memory (Hochreiter and Schmidhuber 1997), of several layers and in both directions if wanted.</summary>
    public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
    {
        private readonly RecurrentWeights _weights;

        // Four gates at once: input, forget, cell, output.
        internal LSTM(
            long input, long hidden, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional, Device? device, ScalarType? dtype)
            : base(nameof(LSTM))
        {
            _weights = new RecurrentWeights(4, hidden, layers, bias, batchFirst, dropout, bidirectional);
            _weights.Begin(input, device, dtype, register_parameter);
        }

        private protected override bool MovesInPlace => true;

        /// <summary>
        /// Runs over a sequence [time, batch, input] ([batch, time, input] with batchFirst) from a state of two [layers * directions, batch, hidden], 0 unless
        /// given. Returns the last layer's outputs [time, batch, directions * hidden], in the input's order of axes, and the state after the last step.
        /// </summary>
        public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
        {
            if (h0_c0 is { } given) return _weights.Run(Aten.lstm_input, input, given.Item1, given.Item2, training);
            using var zero = _weights.Zero(input);
            return _weights.Run(Aten.lstm_input, input, zero, zero, training);
        }

        /// <inheritdoc cref="forward"/>
        public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);
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
