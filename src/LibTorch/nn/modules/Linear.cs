using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>y = x Wᵀ + b, along the last axis.</summary>
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        internal Linear(Parameter weight, Parameter? bias)
            : base(nameof(Linear))
        {
            (out_features, in_features) = (weight.shape[0], weight.shape[1]);
            this.weight = weight;
            this.bias = bias;
        }

        /// <summary>Length of the input's last axis.</summary>
        public long in_features { get; set; }

        /// <summary>Length of the output's last axis.</summary>
        public long out_features { get; set; }

        /// <summary>[out, in]</summary>
        public Parameter weight
        {
            get;
            set
            {
                if (!ReferenceEquals(field, value)) field?.Dispose();
                field = (Parameter)value.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), field);
            }
        }

        /// <summary>[out], or null.</summary>
        public Parameter? bias
        {
            get;
            set
            {
                if (!ReferenceEquals(field, value)) field?.Dispose();
                field = (Parameter?)value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(bias), field);
            }
        }

        /// <summary>[…, in] to […, out].</summary>
        public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A linear layer; weights and bias start uniform within 1 / sqrt(inputSize) of 0.</summary>
            public static Modules.Linear Linear(
                long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
            {
                var bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
                var weight = new Modules.Parameter(empty([outputSize, inputSize], dtype, device));
                init.uniform_(weight, -bound, bound);
                if (!hasBias) return new Modules.Linear(weight, null);
                var bias = new Modules.Parameter(empty([outputSize], dtype, device));
                init.uniform_(bias, -bound, bound);
                return new Modules.Linear(weight, bias);
            }

            /// <summary>A linear layer of given parameters.</summary>
            public static Modules.Linear Linear(Modules.Parameter weight, Modules.Parameter? bias = null) => new(weight, bias);
        }
    }
}
