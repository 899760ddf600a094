using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A plain recurrent layer (Elman 1990), of several layers and in both directions if wanted.</summary>
    public sealed class RNN : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
    {
        private readonly Operator _operator;
        private readonly RecurrentWeights _weights;

        internal RNN(
            long input, long hidden, long layers, nn.NonLinearities nonLinearity, bool bias, bool batchFirst, double dropout, bool bidirectional, Device? device,
            ScalarType? dtype)
            : base(nameof(RNN))
        {
            _operator = nonLinearity == nn.NonLinearities.ReLU ? Aten.rnn_relu_input : Aten.rnn_tanh_input;
            _weights = new RecurrentWeights(1, hidden, layers, bias, batchFirst, dropout, bidirectional);
            _weights.Begin(input, device, dtype, register_parameter);
        }

        private protected override bool MovesInPlace => true;

        /// <summary>
        /// Runs over a sequence [time, batch, input] ([batch, time, input] with batchFirst) from a state [layers * directions, batch, hidden], 0 unless
        /// given. Returns the last layer's outputs [time, batch, directions * hidden], in the input's order of axes, and the state after the last step.
        /// </summary>
        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0) => _weights.Run(_operator, input, h0, training);

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
            /// <summary>What bounds a state.</summary>
            public enum NonLinearities
            {
                /// <summary>max(x, 0)</summary>
                ReLU = 0,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh = 1,
            }

            /// <summary>
            /// A plain recurrent layer (Elman 1990); all weights start uniform within 1 / sqrt(hiddenSize) of 0. Dropout acts on the outputs of every layer but
            /// the last, while training.
            /// </summary>
            public static Modules.RNN RNN(
                long inputSize, long hiddenSize, long numLayers = 1, NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true, bool batchFirst = false,
                double dropout = 0.0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, numLayers, nonLinearity, bias, batchFirst, dropout, bidirectional, device, dtype);
        }
    }
}
