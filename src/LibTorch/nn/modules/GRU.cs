using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Gated recurrent units (Cho et al. 2014), of several layers and in both directions if wanted.</summary>
    public sealed class GRU : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
    {
        private readonly RecurrentWeights _weights;

        // Three gates at once: reset, update, new.
        internal GRU(
            long input, long hidden, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional, Device? device,
            ScalarType? dtype)
            : base(nameof(GRU))
        {
            _weights = new RecurrentWeights(3, hidden, layers, bias, batchFirst, dropout, bidirectional);
            _weights.Begin(input, device, dtype, register_parameter);
        }

        private protected override bool MovesInPlace => true;

        /// <summary>
        /// Runs over a sequence [time, batch, input] ([batch, time, input] with batchFirst) from a state [layers * directions, batch, hidden], 0 unless
        /// given. Returns the last layer's outputs [time, batch, directions * hidden], in the input's order of axes, and the state after the last step.
        /// </summary>
        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0 = null) => _weights.Run(Aten.gru_input, input, h0, training);

        /// <inheritdoc cref="forward"/>
        public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>
            /// Gated recurrent units (Cho et al. 2014); all weights start uniform within 1 / sqrt(hiddenSize) of 0. Dropout acts on the outputs of every layer but
            /// the last, while training.
            /// </summary>
            public static Modules.GRU GRU(
                long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false,
                double dropout = 0.0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, device, dtype);
        }
    }
}
