using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The input itself, as another object.</summary>
    public sealed class Identity : ParameterLessModule<Tensor, Tensor>
    {
        internal Identity()
            : base(nameof(Identity))
        {
        }

        /// <summary>The input itself, as another object.</summary>
        public override Tensor forward(Tensor tensor) => tensor.alias();
    }

    /// <summary>A range of axes as one.</summary>
    public sealed class Flatten : ParameterLessModule<Tensor, Tensor>
    {
        internal Flatten(long start_dim, long end_dim)
            : base(nameof(Flatten)) => (this.start_dim, this.end_dim) = (start_dim, end_dim);

        /// <summary>The first axis.</summary>
        public long start_dim { get; set; }

        /// <summary>The last axis.</summary>
        public long end_dim { get; set; }

        /// <summary>A range of axes as one.</summary>
        public override Tensor forward(Tensor input) => input.flatten(start_dim, end_dim);
    }

    /// <summary>One axis as several.</summary>
    public sealed class Unflatten : ParameterLessModule<Tensor, Tensor>
    {
        internal Unflatten(long dim, long[] unflattened_size)
            : base(nameof(Unflatten)) => (this.dim, this.unflattened_size) = (dim, unflattened_size);

        /// <summary>The axis.</summary>
        public long dim { get; set; }

        /// <summary>The lengths of the new axes; one may be -1.</summary>
        public long[] unflattened_size { get; set; }

        /// <summary>One axis as several.</summary>
        public override Tensor forward(Tensor tensor) => tensor.unflatten(dim, unflattened_size);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The input itself, as another object.</summary>
            public static Modules.Identity Identity() => new();

            /// <summary>A range of axes as one.</summary>
            public static Modules.Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);

            /// <summary>One axis as several.</summary>
            public static Modules.Unflatten Unflatten(long dim, long[] unflattened_size) => new(dim, unflattened_size);
        }
    }
}
