using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <inheritdoc cref="nn.functional.dropout"/>
    public sealed class Dropout : ParameterLessModule<Tensor, Tensor>
    {
        internal Dropout(double p, bool inplace)
            : base(nameof(Dropout)) => (this.p, this.inplace) = (p, inplace);

        /// <summary>The probability of 0.</summary>
        public double p { get; set; }

        /// <summary>Whether the input itself is changed.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc cref="nn.functional.dropout"/>
        public override Tensor forward(Tensor tensor) => nn.functional.dropout(tensor, p, training, inplace);
    }

    /// <inheritdoc cref="nn.functional.dropout1d"/>
    public sealed class Dropout1d : ParameterLessModule<Tensor, Tensor>
    {
        internal Dropout1d(double p, bool inplace)
            : base(nameof(Dropout1d)) => (this.p, this.inplace) = (p, inplace);

        /// <summary>The probability of 0.</summary>
        public double p { get; set; }

        /// <summary>Whether the input itself is changed.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc cref="nn.functional.dropout1d"/>
        /// <exception cref="ArgumentException">The input has other than three axes.</exception>
        public override Tensor forward(Tensor tensor) => tensor.ndim == 3
            ? nn.functional.dropout1d(tensor, p, training, inplace)
            : throw new ArgumentException("tensor passed to Dropout1d must be of the shape (N,C,L");
    }

    /// <inheritdoc cref="nn.functional.dropout2d"/>
    public sealed class Dropout2d : ParameterLessModule<Tensor, Tensor>
    {
        internal Dropout2d(double p, bool inplace)
            : base(nameof(Dropout2d)) => (this.p, this.inplace) = (p, inplace);

        /// <summary>The probability of 0.</summary>
        public double p { get; set; }

        /// <summary>Whether the input itself is changed.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc cref="nn.functional.dropout2d"/>
        public override Tensor forward(Tensor input) => nn.functional.dropout2d(input, p, training, inplace);
    }

    /// <inheritdoc cref="nn.functional.dropout3d"/>
    public sealed class Dropout3d : ParameterLessModule<Tensor, Tensor>
    {
        internal Dropout3d(double p, bool inplace)
            : base(nameof(Dropout3d)) => (this.p, this.inplace) = (p, inplace);

        /// <summary>The probability of 0.</summary>
        public double p { get; set; }

        /// <summary>Whether the input itself is changed.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc cref="nn.functional.dropout3d"/>
        public override Tensor forward(Tensor input) => nn.functional.dropout3d(input, p, training, inplace);
    }

    /// <inheritdoc cref="nn.functional.alpha_dropout"/>
    public sealed class AlphaDropout : ParameterLessModule<Tensor, Tensor>
    {
        internal AlphaDropout(double p, bool inplace)
            : base(nameof(AlphaDropout)) => (this.p, this.inplace) = (p, inplace);

        /// <summary>The probability of a replaced element or channel.</summary>
        public double p { get; set; }

        /// <summary>Whether the input itself is changed.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc cref="nn.functional.alpha_dropout"/>
        public override Tensor forward(Tensor tensor) => nn.functional.alpha_dropout(tensor, p, training, inplace);
    }

    /// <inheritdoc cref="nn.functional.feature_alpha_dropout"/>
    public sealed class FeatureAlphaDropout : ParameterLessModule<Tensor, Tensor>
    {
        internal FeatureAlphaDropout(double p, bool inplace)
            : base(nameof(FeatureAlphaDropout)) => (this.p, this.inplace) = (p, inplace);

        /// <summary>The probability of a replaced element or channel.</summary>
        public double p { get; set; }

        /// <summary>Whether the input itself is changed.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc cref="nn.functional.feature_alpha_dropout"/>
        public override Tensor forward(Tensor input) => nn.functional.feature_alpha_dropout(input, p, training, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="functional.dropout"/>
            public static Modules.Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <inheritdoc cref="functional.dropout1d"/>
            public static Modules.Dropout1d Dropout1d(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <inheritdoc cref="functional.dropout2d"/>
            public static Modules.Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <inheritdoc cref="functional.dropout3d"/>
            public static Modules.Dropout3d Dropout3d(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <inheritdoc cref="functional.alpha_dropout"/>
            public static Modules.AlphaDropout AlphaDropout(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <inheritdoc cref="functional.feature_alpha_dropout"/>
            public static Modules.FeatureAlphaDropout FeatureAlphaDropout(double p, bool inplace) => new(p, inplace);

            /// <inheritdoc cref="functional.feature_alpha_dropout"/>
            public static Modules.FeatureAlphaDropout FeatureAlphaDropout(double p = 0.5) => new(p, false);
        }
    }
}
