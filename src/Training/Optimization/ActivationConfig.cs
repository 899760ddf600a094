using System.ComponentModel.DataAnnotations;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Configures an activation function, one of the nested records: <c>activation=leaky_relu activation.negative_slope=0.2</c>. A record of
/// your own that derives from this one is a further kind of a property with <c>[Kind&lt;Snake&gt;]</c>.
/// </summary>
/// <remarks>The functions are applied to each element, x in formulas. Their defaults are those of torch.</remarks>
[Config]
public abstract record ActivationConfig
{
    /// <summary>Creates a module that applies the function. Each call creates a new one, which the caller or its model disposes.</summary>
    public abstract nn.Module<Tensor, Tensor> Create();

    /// <summary>Rectified linear unit (Nair and Hinton 2010).</summary>
    /// <remarks>max(0, x).</remarks>
    public sealed record Relu : ActivationConfig
    {
        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.ReLU();
    }

    /// <summary>Rectified linear unit of at most 6 (Krizhevsky 2010).</summary>
    /// <remarks>min(max(0, x), 6).</remarks>
    public sealed record Relu6 : ActivationConfig
    {
        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.ReLU6();
    }

    /// <summary>Rectified linear unit with a small slope for negative values (Maas et al. 2013).</summary>
    /// <remarks>x if x &gt; 0, else slope · x.</remarks>
    public sealed record LeakyRelu : ActivationConfig
    {
        /// <summary>Slope for negative values. The default value is 0.01.</summary>
        [Range(0, double.MaxValue)]
        public double NegativeSlope { get; init; } = 0.01;

        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.LeakyReLU(NegativeSlope);
    }

    /// <summary>Rectified linear unit whose slope for negative values is learned (He et al. 2015).</summary>
    /// <remarks>x if x &gt; 0, else a · x.</remarks>
    public sealed record PRelu : ActivationConfig
    {
        /// <summary>Number of slopes: 1, or the number of channels. The default value is 1.</summary>
        [Range(1, int.MaxValue)]
        public int NumParameters { get; init; } = 1;

        /// <summary>Initial slope. The default value is 0.25.</summary>
        public double Init { get; init; } = 0.25;

        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.PReLU(NumParameters, Init);
    }

    /// <summary>Exponential linear unit (Clevert et al. 2016).</summary>
    /// <remarks>x if x &gt; 0, else α(exp(x) - 1).</remarks>
    public sealed record Elu : ActivationConfig
    {
        /// <summary>Magnitude of the lower bound. The default value is 1.</summary>
        [Range(0, double.MaxValue)]
        public double Alpha { get; init; } = 1;

        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.ELU(Alpha);
    }

    /// <summary>Exponential linear unit that is continuously differentiable (Barron 2017).</summary>
    /// <remarks>max(0, x) + min(0, α(exp(x / α) - 1)).</remarks>
    public sealed record Celu : ActivationConfig
    {
        /// <summary>Magnitude of the lower bound. The default value is 1.</summary>
        [Range(0, double.MaxValue, MinimumIsExclusive = true)]
        public double Alpha { get; init; } = 1;

        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.CELU(Alpha);
    }

    /// <summary>Scaled exponential linear unit, which keeps mean 0 and variance 1 (Klambauer et al. 2017).</summary>
    /// <remarks>1.0507 · (x if x &gt; 0, else 1.6733 · (exp(x) - 1)).</remarks>
    public sealed record Selu : ActivationConfig
    {
        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.SELU();
    }

    /// <summary>Gaussian error linear unit (Hendrycks and Gimpel 2016).</summary>
    /// <remarks>x · Φ(x), where Φ is the distribution function of the normal distribution.</remarks>
    public sealed record Gelu : ActivationConfig
    {
        /// <summary>Whether to approximate Φ by a hyperbolic tangent. The default value is false.</summary>
        public bool Approximate { get; init; }

        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() =>
            nn.GELU(Approximate ? TorchSharp.Modules.GELU.Approximate.tanh : TorchSharp.Modules.GELU.Approximate.none);
    }

    /// <summary>Sigmoid linear unit, also called swish (Elfwing et al. 2017).</summary>
    /// <remarks>x · σ(x).</remarks>
    public sealed record Silu : ActivationConfig
    {
        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.SiLU();
    }

    /// <summary>Self-regularized activation (Misra 2019).</summary>
    /// <remarks>x · tanh(log(1 + exp(x))).</remarks>
    public sealed record Mish : ActivationConfig
    {
        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.Mish();
    }

    /// <summary>Hyperbolic tangent.</summary>
    /// <remarks>(exp(x) - exp(-x)) / (exp(x) + exp(-x)).</remarks>
    public sealed record Tanh : ActivationConfig
    {
        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.Tanh();
    }

    /// <summary>Logistic function.</summary>
    /// <remarks>1 / (1 + exp(-x)).</remarks>
    public sealed record Sigmoid : ActivationConfig
    {
        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.Sigmoid();
    }

    /// <summary>Smooth rectified linear unit (Dugas et al. 2001).</summary>
    /// <remarks>log(1 + exp(βx)) / β; x if βx is above the threshold.</remarks>
    public sealed record Softplus : ActivationConfig
    {
        /// <summary>Steepness. The default value is 1.</summary>
        [Range(0, double.MaxValue, MinimumIsExclusive = true)]
        public double Beta { get; init; } = 1;

        /// <summary>Value of βx above which the function is linear. The default value is 20.</summary>
        public double Threshold { get; init; } = 20;

        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.Softplus(Beta, Threshold);
    }

    /// <summary>Sigmoid function with polynomial tails.</summary>
    /// <remarks>x / (1 + |x|).</remarks>
    public sealed record Softsign : ActivationConfig
    {
        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.Softsign();
    }

    /// <summary>Piecewise approximation of Silu (Howard et al. 2019).</summary>
    /// <remarks>x · min(max(0, x + 3), 6) / 6.</remarks>
    public sealed record Hardswish : ActivationConfig
    {
        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.Hardswish();
    }

    /// <summary>Piecewise linear approximation of Sigmoid.</summary>
    /// <remarks>min(max(0, x + 3), 6) / 6.</remarks>
    public sealed record Hardsigmoid : ActivationConfig
    {
        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.Hardsigmoid();
    }

    /// <summary>Identity between two bounds.</summary>
    /// <remarks>min(max(x, minimum), maximum).</remarks>
    public sealed record Hardtanh : ActivationConfig, IValidatableObject
    {
        /// <summary>Lower bound. The default value is -1.</summary>
        public double Minimum { get; init; } = -1;

        /// <summary>Upper bound. The default value is 1.</summary>
        public double Maximum { get; init; } = 1;

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) =>
            Minimum < Maximum ? [] : [BlockValidation.Result("minimum must be less than maximum", nameof(Minimum))];

        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create()
        {
            BlockValidation.Check(this);
            return new Clamp(Minimum, Maximum);
        }

        // Hardtanh of TorchSharp 0.107.0 returns its input.
        private sealed class Clamp(double minimum, double maximum) : nn.Module<Tensor, Tensor>(nameof(Hardtanh))
        {
            public override Tensor forward(Tensor input) => input.clamp(minimum, maximum);
        }
    }

    /// <summary>No activation.</summary>
    /// <remarks>x.</remarks>
    public sealed record Identity : ActivationConfig
    {
        /// <inheritdoc/>
        public override nn.Module<Tensor, Tensor> Create() => nn.Identity();
    }
}
