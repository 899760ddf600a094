using System.ComponentModel.DataAnnotations;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training;

/// <summary>
/// Configures how weights are initialized, one of the nested records: <c>initializer=kaiming_normal initializer.mode=fan_out</c>. A record
/// of your own that derives from this one is a further kind of a property with <c>[Kind&lt;Lecun&gt;]</c>.
/// </summary>
/// <remarks>A weight of a layer has the shape [outputs, inputs, …]. Its fan-in is the number of inputs of an output, its fan-out the number
/// of outputs of an input, both times the size of a convolution's kernel.</remarks>
[Config]
public abstract record InitializerConfig
{
    /// <summary>
    /// Initializes the weights of a model: the parameters with two or more axes, such as those of linear, convolutional, recurrent and
    /// embedding layers. Biases become 0. Other parameters with one axis, such as the scales of normalization layers, keep their values, and
    /// so do frozen ones, such as given word vectors. The padding row of an embedding is initialized, too, as by the functions of torch.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ConfigException">Entries contradict each other.</exception>
    public void Apply(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (!parameter.requires_grad)
                continue;
            if (parameter.ndim >= 2)
                Apply(parameter);
            else if (name[(name.LastIndexOf('.') + 1)..].Contains("bias", StringComparison.Ordinal))
                init.zeros_(parameter);
        }
    }

    /// <summary>Initializes a tensor in place.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <exception cref="ConfigException">Entries contradict each other.</exception>
    public void Apply(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        BlockValidation.Check(this);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        ApplyCore(tensor);
    }

    /// <summary>Initializes a tensor in place. Gradients are off.</summary>
    /// <param name="tensor">The tensor, of any shape.</param>
    protected abstract void ApplyCore(Tensor tensor);

    /// <summary>Uniform with the variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010).</summary>
    /// <remarks>From -b to b with b = gain · √(6 / (fan-in + fan-out)). The default of Keras.</remarks>
    public sealed record XavierUniform : InitializerConfig
    {
        /// <summary>Factor of all values. The default value is 1.</summary>
        [Range(0, double.MaxValue)]
        public double Gain { get; init; } = 1;

        /// <inheritdoc/>
        protected override void ApplyCore(Tensor tensor) => init.xavier_uniform_(tensor, Gain);
    }

    /// <summary>Normal with the variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010).</summary>
    /// <remarks>The standard deviation is gain · √(2 / (fan-in + fan-out)).</remarks>
    public sealed record XavierNormal : InitializerConfig
    {
        /// <summary>Factor of all values. The default value is 1.</summary>
        [Range(0, double.MaxValue)]
        public double Gain { get; init; } = 1;

        /// <inheritdoc/>
        protected override void ApplyCore(Tensor tensor)
        {
            // xavier_normal_ of TorchSharp 0.107.0 draws from the uniform distribution.
            var (fanIn, fanOut) = init.CalculateFanInAndFanOut(tensor);
            init.normal_(tensor, 0, Gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
        }
    }

    /// <summary>Uniform with a variance that keeps that of values through layers with rectifiers (He et al. 2015).</summary>
    /// <remarks>From -b to b with b = gain · √(3 / fan).</remarks>
    public sealed record KaimingUniform : KaimingInitializerConfig
    {
        /// <inheritdoc/>
        protected override void ApplyCore(Tensor tensor) => init.kaiming_uniform_(tensor, A, Mode, NonLinearity);
    }

    /// <summary>Normal with a variance that keeps that of values through layers with rectifiers (He et al. 2015).</summary>
    /// <remarks>The standard deviation is gain / √fan.</remarks>
    public sealed record KaimingNormal : KaimingInitializerConfig
    {
        /// <inheritdoc/>
        protected override void ApplyCore(Tensor tensor) => init.kaiming_normal_(tensor, A, Mode, NonLinearity);
    }

    /// <summary>Orthogonal rows or columns (Saxe et al. 2014).</summary>
    /// <remarks>A tensor with more than two axes is a matrix of its first axis and all others.</remarks>
    public sealed record Orthogonal : InitializerConfig
    {
        /// <summary>Factor of all values. The default value is 1.</summary>
        [Range(0, double.MaxValue)]
        public double Gain { get; init; } = 1;

        /// <inheritdoc/>
        protected override void ApplyCore(Tensor tensor) => init.orthogonal_(tensor, Gain);
    }

    /// <summary>Normal distribution.</summary>
    public sealed record Normal : InitializerConfig
    {
        /// <summary>Mean. The default value is 0.</summary>
        public double Mean { get; init; }

        /// <summary>Standard deviation. The default value is 0.02.</summary>
        [Range(0, double.MaxValue)]
        public double Std { get; init; } = 0.02;

        /// <inheritdoc/>
        protected override void ApplyCore(Tensor tensor) => init.normal_(tensor, Mean, Std);
    }

    /// <summary>Normal distribution without values beyond a number of standard deviations.</summary>
    public sealed record TruncatedNormal : InitializerConfig
    {
        /// <summary>Mean. The default value is 0.</summary>
        public double Mean { get; init; }

        /// <summary>Standard deviation of the distribution that is truncated. The default value is 0.02.</summary>
        [Range(0, double.MaxValue, MinimumIsExclusive = true)]
        public double Std { get; init; } = 0.02;

        /// <summary>Standard deviations from the mean beyond which there are no values. The default value is 2.</summary>
        [Range(0, double.MaxValue, MinimumIsExclusive = true)]
        public double Cutoff { get; init; } = 2;

        /// <inheritdoc/>
        protected override void ApplyCore(Tensor tensor)
        {
            // trunc_normal_ of TorchSharp 0.107.0 gives one value or a narrower range. This inverts the distribution function.
            var bound = torch.tensor(Cutoff / Math.Sqrt(2), float64, tensor.device).erf();
            var share = zeros_like(tensor, float64).uniform_(-1, 1) * bound;
            tensor.copy_(((share.erfinv() * (Std * Math.Sqrt(2))) + Mean).clamp(Mean - (Cutoff * Std), Mean + (Cutoff * Std)));
        }
    }

    /// <summary>Uniform distribution.</summary>
    public sealed record Uniform : InitializerConfig, IValidatableObject
    {
        /// <summary>Lower bound. The default value is -0.05.</summary>
        public double Low { get; init; } = -0.05;

        /// <summary>Upper bound. The default value is 0.05.</summary>
        public double High { get; init; } = 0.05;

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) =>
            Low <= High ? [] : [BlockValidation.Result("low must not be greater than high", nameof(Low))];

        /// <inheritdoc/>
        protected override void ApplyCore(Tensor tensor) => init.uniform_(tensor, Low, High);
    }

    /// <summary>One value.</summary>
    public sealed record Constant : InitializerConfig
    {
        /// <summary>The value. The default value is 0.</summary>
        public double Value { get; init; }

        /// <inheritdoc/>
        protected override void ApplyCore(Tensor tensor) => init.constant_(tensor, Value);
    }

    /// <summary>All values 0.</summary>
    public sealed record Zeros : InitializerConfig
    {
        /// <inheritdoc/>
        protected override void ApplyCore(Tensor tensor) => init.zeros_(tensor);
    }
}

/// <summary>The entries of the initializers for layers with rectifiers.</summary>
public abstract record KaimingInitializerConfig : InitializerConfig
{
    /// <summary>Whether the variance of values is kept forward (FanIn) or that of gradients backward (FanOut). The default value is
    /// FanIn.</summary>
    public init.FanInOut Mode { get; init; } = init.FanInOut.FanIn;

    /// <summary>The function after the layer, which gives the gain: √2 for ReLU, √(2 / (1 + a²)) for LeakyReLU. The default value is
    /// ReLU.</summary>
    public init.NonlinearityType NonLinearity { get; init; } = init.NonlinearityType.ReLU;

    /// <summary>Slope of LeakyReLU for negative values. The default value is 0.</summary>
    [Range(0, double.MaxValue)]
    public double A { get; init; }
}
