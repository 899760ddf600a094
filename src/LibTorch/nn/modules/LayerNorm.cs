using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <inheritdoc cref="nn.functional.layer_norm"/>
    public sealed class LayerNorm : nn.Module<Tensor, Tensor>
    {
        internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(LayerNorm))
        {
            (this.normalized_shape, this.eps, this.elementwise_affine) = (normalized_shape, eps, elementwise_affine);
            if (!elementwise_affine) return;
            weight = nn.Parameter(ones(normalized_shape, dtype, device));
            if (bias) this.bias = nn.Parameter(zeros(normalized_shape, dtype, device));
        }

        /// <summary>The lengths of the last axes.</summary>
        public long[] normalized_shape { get; set; }

        /// <summary>Is added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>Whether there is a weight.</summary>
        public bool elementwise_affine { get; set; }

        /// <summary>Of the normalized shape, 1 at first; null unless <see cref="elementwise_affine"/>.</summary>
        public Parameter weight
        {
            get => field!;
            set
            {
                if (!ReferenceEquals(field, value)) field?.Dispose();
                field = (Parameter)value.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), field);
            }
        }

        /// <summary>Of the normalized shape, 0 at first; or null.</summary>
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

        /// <summary>Begins anew.</summary>
        public void reset_parameters()
        {
            if (elementwise_affine) nn.init.ones_(weight);
            if (bias is not null) nn.init.zeros_(bias);
        }

        /// <inheritdoc cref="nn.functional.layer_norm"/>
        public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, weight, bias, eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="functional.layer_norm"/>
            public static Modules.LayerNorm LayerNorm(
                long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null,
                ScalarType? dtype = null) =>
                new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            /// <inheritdoc cref="functional.layer_norm"/>
            public static Modules.LayerNorm LayerNorm(
                long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null,
                ScalarType? dtype = null) =>
                new([normalized_shape], eps, elementwise_affine, bias, device, dtype);
        }
    }
}
