using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A table of vectors, looked up by number.</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly long _padding;
        private readonly double? _maxNorm;
        private readonly double _normType;
        private readonly bool _scale;
        private readonly bool _sparse;
        private Parameter _weight = null!;

        internal Embedding(Parameter weight, long? padding, double? maxNorm, double normType, bool scale, bool sparse)
            : base(nameof(Embedding))
        {
            Own(weight);
            _padding = padding is { } row ? (row < 0 ? row + weight.shape[0] : row) : -1;
            _maxNorm = maxNorm;
            _normType = normType;
            _scale = scale;
            _sparse = sparse;
        }

        /// <summary>The table [rows, vector length]: read, as a new object each time; set, taken over by the layer.</summary>
        public Parameter? weight
        {
            get => new(Native.gen_alias(_weight.Native));
            set
            {
                ArgumentNullException.ThrowIfNull(value);
                var before = _weight;
                Own(value);
                if (!ReferenceEquals(before, value)) before.Dispose();
            }
        }

        private protected override bool MovesInPlace => true;

        /// <summary>Row numbers (int64, any shape) to vectors along a new last axis.</summary>
        public override Tensor forward(Tensor input)
        {
            if (_maxNorm is { } norm)
            {
                using var _ = no_grad();
                using var rows = input.contiguous();
                Aten.embedding_renorm_.Do(_weight, rows, norm, _normType);
            }
            return Aten.embedding.Call(_weight, input, _padding, _scale, _sparse);
        }

        private void Own(Parameter weight)
        {
            _weight = (Parameter)weight.DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(weight), _weight);
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
            /// A table of normal numbers. The row <paramref name="padding_idx"/> is 0 and stays so; rows longer than <paramref name="max_norm"/> (in the
            /// <paramref name="norm_type"/>-norm) are shortened when looked up; gradients may be divided by how often a row occurs in the batch, or sparse.
            /// </summary>
            public static Modules.Embedding Embedding(
                long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                var weight = new Modules.Parameter(empty([num_embeddings, embedding_dims], dtype, device));
                init.normal_(weight);
                var layer = new Modules.Embedding(weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
                if (padding_idx is not { } row) return layer;
                using var _ = no_grad();
                using var padding = weight.select(0, row);
                padding.zero_().Dispose();
                return layer;
            }

            /// <summary>A table over the memory of a given tensor [rows, vector length]; frozen unless told otherwise.</summary>
            public static Modules.Embedding Embedding_from_pretrained(
                Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                var weight = new Modules.Parameter(embeddings.detach(), requires_grad: !freeze);
                var layer = new Modules.Embedding(weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
                return ModuleExtensionMethods.Moved(layer, dtype, device, false);
            }
        }
    }
}
