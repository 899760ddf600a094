using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <inheritdoc cref="nn.functional.leaky_relu"/>
    public sealed class LeakyReLU : ParameterLessModule<Tensor, Tensor>
    {
        internal LeakyReLU(double negative_slope, bool inplace)
            : base(nameof(LeakyReLU)) => (this.negative_slope, this.inplace) = (negative_slope, inplace);

        /// <summary>The slope below 0.</summary>
        public double negative_slope { get; set; }

        /// <summary>Whether the input itself is changed.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc cref="nn.functional.leaky_relu"/>
        public override Tensor forward(Tensor tensor) => nn.functional.leaky_relu(tensor, negative_slope, inplace);
    }

    /// <inheritdoc cref="nn.functional.elu"/>
    public sealed class ELU : ParameterLessModule<Tensor, Tensor>
    {
        internal ELU(double alpha, bool inplace)
            : base(nameof(ELU)) => (this.alpha, this.inplace) = (alpha, inplace);

        /// <summary>How far below 0 the result goes.</summary>
        public double alpha { get; set; }

        /// <summary>Whether the input itself is changed.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc cref="nn.functional.elu"/>
        public override Tensor forward(Tensor tensor) => nn.functional.elu(tensor, alpha, inplace);
    }

    /// <inheritdoc cref="nn.functional.gelu(Tensor)"/>
    public sealed class GELU : ParameterLessModule<Tensor, Tensor>
    {
        internal GELU(bool inplace)
            : base(nameof(GELU)) => this.inplace = inplace;

        /// <summary>Whether the input itself is changed.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc cref="nn.functional.gelu(Tensor)"/>
        public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, inplace);
    }

    /// <inheritdoc cref="nn.functional.silu"/>
    public sealed class SiLU : ParameterLessModule<Tensor, Tensor>
    {
        internal SiLU(bool inplace)
            : base(nameof(SiLU)) => this.inplace = inplace;

        /// <summary>Whether the input itself is changed.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc cref="nn.functional.silu"/>
        public override Tensor forward(Tensor tensor) => nn.functional.silu(tensor, inplace);
    }

    /// <inheritdoc cref="nn.functional.sigmoid(Tensor)"/>
    public sealed class Sigmoid : ParameterLessModule<Tensor, Tensor>
    {
        internal Sigmoid(bool inplace)
            : base(nameof(Sigmoid)) => this.inplace = inplace;

        /// <summary>Whether the input itself is changed.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc cref="nn.functional.sigmoid(Tensor)"/>
        public override Tensor forward(Tensor tensor) => nn.functional.sigmoid(tensor, inplace);
    }

    /// <inheritdoc cref="nn.functional.tanh"/>
    public sealed class Tanh : ParameterLessModule<Tensor, Tensor>
    {
        internal Tanh(bool inplace)
            : base(nameof(Tanh)) => this.inplace = inplace;

        /// <summary>Whether the input itself is changed.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc cref="nn.functional.tanh"/>
        public override Tensor forward(Tensor tensor) => nn.functional.tanh(tensor, inplace);
    }

    /// <inheritdoc cref="nn.functional.softplus"/>
    public sealed class Softplus : ParameterLessModule<Tensor, Tensor>
    {
        internal Softplus(double beta, double threshold)
            : base(nameof(Softplus)) => (this.beta, this.threshold) = (beta, threshold);

        /// <summary>How sharp the bend is.</summary>
        public double beta { get; set; }

        /// <summary>Where the line begins.</summary>
        public double threshold { get; set; }

        /// <inheritdoc cref="nn.functional.softplus"/>
        public override Tensor forward(Tensor tensor) => nn.functional.softplus(tensor, beta, threshold);
    }

    /// <inheritdoc cref="nn.functional.softmax"/>
    public sealed class Softmax : ParameterLessModule<Tensor, Tensor>
    {
        internal Softmax(long dim)
            : base(nameof(Softmax)) => this.dim = dim;

        /// <summary>The axis.</summary>
        public long dim { get; set; }

        /// <inheritdoc cref="nn.functional.softmax"/>
        public override Tensor forward(Tensor tensor) => nn.functional.softmax(tensor, dim);
    }

    /// <inheritdoc cref="nn.functional.log_softmax"/>
    public sealed class LogSoftmax : ParameterLessModule<Tensor, Tensor>
    {
        internal LogSoftmax(long dim)
            : base(nameof(LogSoftmax)) => this.dim = dim;

        /// <summary>The axis.</summary>
        public long dim { get; set; }

        /// <inheritdoc cref="nn.functional.log_softmax"/>
        public override Tensor forward(Tensor tensor) => nn.functional.log_softmax(tensor, dim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="functional.leaky_relu"/>
            public static Modules.LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);

            /// <inheritdoc cref="functional.elu"/>
            public static Modules.ELU ELU(double alpha = 1.0, bool inplace = false) => new(alpha, inplace);

            /// <inheritdoc cref="functional.gelu(Tensor)"/>
            public static Modules.GELU GELU() => new(false);

            /// <inheritdoc cref="functional.gelu(Tensor)"/>
            public static Modules.GELU GELU(bool inplace) => new(inplace);

            /// <inheritdoc cref="functional.silu"/>
            public static Modules.SiLU SiLU() => new(false);

            /// <inheritdoc cref="functional.silu"/>
            public static Modules.SiLU SiLU(bool inplace) => new(inplace);

            /// <inheritdoc cref="functional.sigmoid(Tensor)"/>
            public static Modules.Sigmoid Sigmoid() => new(false);

            /// <inheritdoc cref="functional.sigmoid(Tensor)"/>
            public static Modules.Sigmoid Sigmoid(bool inplace) => new(inplace);

            /// <inheritdoc cref="functional.tanh"/>
            public static Modules.Tanh Tanh() => new(false);

            /// <inheritdoc cref="functional.tanh"/>
            public static Modules.Tanh Tanh(bool inplace = false) => new(inplace);

            /// <inheritdoc cref="functional.softplus"/>
            public static Modules.Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);

            /// <inheritdoc cref="functional.softmax"/>
            public static Modules.Softmax Softmax(long dim) => new(dim);

            /// <inheritdoc cref="functional.log_softmax"/>
            public static Modules.LogSoftmax LogSoftmax(long dim) => new(dim);
        }
    }
}
