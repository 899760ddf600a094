using System.ComponentModel.DataAnnotations;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Configures an optimizer, one of the nested records: <c>optimizer=sgd optimizer.learning_rate=0.1 optimizer.momentum=0.9</c>. A record of
/// your own that derives from this one is a further kind of a property with <c>[Kind&lt;Lion&gt;]</c>.
/// </summary>
/// <remarks>
/// In formulas, θ are the parameters, g their gradients, η the learning rate, λ the weight decay and t the number of the step, from 1.
/// TorchSharp's LBFGS is missing because it computes the loss several times per step, RAdam because TorchSharp 0.107.0 computes it wrongly.
/// </remarks>
[Config]
public abstract record OptimizerConfig
{
    /// <summary>Initializes the entries that all kinds have.</summary>
    /// <param name="learningRate">The default learning rate of the kind.</param>
    protected OptimizerConfig(double learningRate) => LearningRate = learningRate;

    /// <summary>Learning rate.</summary>
    [Range(0, double.MaxValue)]
    public double LearningRate { get; init; }

    /// <summary>Weight decay: decoupled for AdamW, an L2 penalty (λθ is added to g) for the others. The default value is 0.</summary>
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <summary>Creates an optimizer of a model's parameters. The caller disposes it.</summary>
    /// <param name="model">The model, on the device where it is trained: an optimizer keeps its state on the device of the
    /// parameters.</param>
    /// <exception cref="ConfigException">Entries contradict each other.</exception>
    /// <exception cref="TrainingException">There are no parameters.</exception>
    public optim.Optimizer Create(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Create(model.parameters());
    }

    /// <summary>Creates an optimizer of parameters. The caller disposes it.</summary>
    /// <param name="parameters">The parameters to optimize, at least one.</param>
    /// <exception cref="ConfigException">Entries contradict each other.</exception>
    /// <exception cref="TrainingException">There are no parameters.</exception>
    public optim.Optimizer Create(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        BlockValidation.Check(this);
        var all = parameters.ToList();
        return all.Count > 0 ? CreateCore(all) : throw new TrainingException("The model has no parameters to train.");
    }

    /// <summary>Creates the optimizer of this kind.</summary>
    /// <param name="parameters">The parameters to optimize, at least one.</param>
    protected abstract optim.Optimizer CreateCore(IReadOnlyList<Parameter> parameters);

    // All arguments are explicit: where the constructors and functions of TorchSharp have different defaults, these are the functions'.

    /// <summary>Adam (Kingma and Ba 2015).</summary>
    /// <remarks>m = β₁m + (1 - β₁)g, v = β₂v + (1 - β₂)g², θ -= η · m / (1 - β₁ᵗ) / (√(v / (1 - β₂ᵗ)) + ε).
    /// The default learning rate is 0.001.</remarks>
    public sealed record Adam() : AdamOptimizerConfig(0.001)
    {
        /// <summary>Whether to use the AMSGrad variant, the largest v so far (Reddi et al. 2018). The default value is false.</summary>
        public bool AmsGrad { get; init; }

        /// <inheritdoc/>
        protected override optim.Optimizer CreateCore(IReadOnlyList<Parameter> parameters) =>
            optim.Adam(parameters, LearningRate, Beta1, Beta2, Epsilon, WeightDecay, AmsGrad);
    }

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    /// <remarks>θ -= ηλθ before the step of Adam. The default learning rate is 0.001; the default weight decay is 0, as in
    /// TorchSharp, where PyTorch has 0.01.</remarks>
    public sealed record AdamW() : AdamOptimizerConfig(0.001)
    {
        /// <summary>Whether to use the AMSGrad variant, the largest v so far (Reddi et al. 2018). The default value is false.</summary>
        public bool AmsGrad { get; init; }

        /// <inheritdoc/>
        protected override optim.Optimizer CreateCore(IReadOnlyList<Parameter> parameters) =>
            optim.AdamW(parameters, LearningRate, Beta1, Beta2, Epsilon, WeightDecay, AmsGrad);
    }

    /// <summary>Adam with the infinity norm (Kingma and Ba 2015).</summary>
    /// <remarks>m as in Adam, u = max(β₂u, |g| + ε), θ -= η · m / (1 - β₁ᵗ) / u. The default learning rate is 0.002.</remarks>
    public sealed record Adamax() : AdamOptimizerConfig(0.002)
    {
        /// <inheritdoc/>
        protected override optim.Optimizer CreateCore(IReadOnlyList<Parameter> parameters) =>
            optim.Adamax(parameters, LearningRate, Beta1, Beta2, Epsilon, WeightDecay);
    }

    /// <summary>Adam with Nesterov momentum (Dozat 2016).</summary>
    /// <remarks>Adam whose m looks one step ahead, with β₁ · (1 - 0.96^(tψ) / 2) as the momentum of step t, where ψ is the momentum
    /// decay. The default learning rate is 0.002.</remarks>
    public sealed record NAdam() : AdamOptimizerConfig(0.002)
    {
        /// <summary>Decay of the momentum. The default value is 0.004.</summary>
        [Range(0, double.MaxValue)]
        public double MomentumDecay { get; init; } = 0.004;

        /// <inheritdoc/>
        protected override optim.Optimizer CreateCore(IReadOnlyList<Parameter> parameters) =>
            optim.NAdam(parameters, LearningRate, Beta1, Beta2, Epsilon, WeightDecay, MomentumDecay);
    }

    /// <summary>Stochastic gradient descent, optionally with momentum (Sutskever et al. 2013).</summary>
    /// <remarks>b = μb + (1 - τ)g, θ -= ηb, where μ is the momentum and τ the dampening; with Nesterov's momentum θ -= η(g +
    /// μb). The default learning rate is 0.001, as in PyTorch.</remarks>
    public sealed record Sgd() : OptimizerConfig(0.001), IValidatableObject
    {
        /// <summary>Momentum. The default value is 0.</summary>
        [Range(0, double.MaxValue)]
        public double Momentum { get; init; }

        /// <summary>Dampening of the momentum. The default value is 0.</summary>
        [Range(0, 1)]
        public double Dampening { get; init; }

        /// <summary>Whether to use Nesterov momentum. The default value is false.</summary>
        public bool Nesterov { get; init; }

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
        {
            if (Nesterov && (Momentum == 0 || Dampening > 0))
                yield return BlockValidation.Result(
                    "Nesterov momentum needs a momentum greater than 0 and no dampening",
                    nameof(Nesterov)
                );
            if (Dampening > 0 && Momentum == 0)
                yield return BlockValidation.Result("dampening needs a momentum greater than 0", nameof(Dampening));
        }

        /// <inheritdoc/>
        protected override optim.Optimizer CreateCore(IReadOnlyList<Parameter> parameters) =>
            optim.SGD(parameters, LearningRate, Momentum, Dampening, WeightDecay, Nesterov);
    }

    /// <summary>Gradients divided by the root of their moving mean square (Hinton 2012).</summary>
    /// <remarks>v = αv + (1 - α)g², θ -= ηg / (√v + ε); with momentum as in Sgd. The default learning rate is 0.01.</remarks>
    public sealed record RmsProp() : OptimizerConfig(0.01)
    {
        /// <summary>Decay rate of the mean squared gradient. The default value is 0.99.</summary>
        [Range(0, 1)]
        public double Alpha { get; init; } = 0.99;

        /// <summary>Term added to denominators for numerical stability. The default value is 1e-8.</summary>
        [Range(0, double.MaxValue)]
        public double Epsilon { get; init; } = 1e-8;

        /// <summary>Momentum. The default value is 0.</summary>
        [Range(0, double.MaxValue)]
        public double Momentum { get; init; }

        /// <summary>Whether to normalize gradients by an estimate of their variance (Graves 2013). The default value is false.</summary>
        public bool Centered { get; init; }

        /// <inheritdoc/>
        protected override optim.Optimizer CreateCore(IReadOnlyList<Parameter> parameters) =>
            optim.RMSProp(parameters, LearningRate, Alpha, Epsilon, WeightDecay, Momentum, Centered);
    }

    /// <summary>Gradients divided by the root of the sum of all squares (Duchi et al. 2011).</summary>
    /// <remarks>s = s + g², θ -= η / (1 + (t - 1)d) · g / (√s + ε), where d is the decay of the learning rate. The default
    /// learning rate is 0.01.</remarks>
    public sealed record Adagrad() : OptimizerConfig(0.01)
    {
        /// <summary>Decay of the learning rate. The default value is 0.</summary>
        [Range(0, double.MaxValue)]
        public double LearningRateDecay { get; init; }

        /// <summary>Initial value of the sum of squared gradients. The default value is 0.</summary>
        [Range(0, double.MaxValue)]
        public double InitialAccumulator { get; init; }

        /// <summary>Term added to denominators for numerical stability. The default value is 1e-10.</summary>
        [Range(0, double.MaxValue)]
        public double Epsilon { get; init; } = 1e-10;

        /// <inheritdoc/>
        protected override optim.Optimizer CreateCore(IReadOnlyList<Parameter> parameters) =>
            optim.Adagrad(parameters, LearningRate, LearningRateDecay, WeightDecay, InitialAccumulator, Epsilon);
    }

    /// <summary>Adagrad over a moving window, whose steps have the scale of the last ones (Zeiler 2012).</summary>
    /// <remarks>v = ρv + (1 - ρ)g², Δ = √(u + ε) / √(v + ε) · g, u = ρu + (1 - ρ)Δ², θ -= ηΔ. The default learning rate
    /// is 1.</remarks>
    public sealed record Adadelta() : OptimizerConfig(1)
    {
        /// <summary>Decay rate of the mean squares. The default value is 0.9.</summary>
        [Range(0, 1)]
        public double Rho { get; init; } = 0.9;

        /// <summary>Term added to denominators for numerical stability. The default value is 1e-6.</summary>
        [Range(0, double.MaxValue)]
        public double Epsilon { get; init; } = 1e-6;

        /// <inheritdoc/>
        protected override optim.Optimizer CreateCore(IReadOnlyList<Parameter> parameters) =>
            optim.Adadelta(parameters, LearningRate, Rho, Epsilon, WeightDecay);
    }

    /// <summary>Averaged stochastic gradient descent (Polyak and Juditsky 1992).</summary>
    /// <remarks>θ = (1 - lηₜ)θ - ηₜg with ηₜ = η / (1 + lηt)^α, where l is the decay term. The default learning rate is
    /// 0.001.</remarks>
    public sealed record Asgd() : OptimizerConfig(0.001)
    {
        /// <summary>Decay term. The default value is 0.0001.</summary>
        [Range(0, double.MaxValue)]
        public double Lambda { get; init; } = 1e-4;

        /// <summary>Power of the decay of the learning rate. The default value is 0.75.</summary>
        [Range(0, double.MaxValue)]
        public double Alpha { get; init; } = 0.75;

        /// <summary>Step where averaging begins. The default value is 1,000,000.</summary>
        [Range(0, double.MaxValue)]
        public double AverageFrom { get; init; } = 1e6;

        /// <inheritdoc/>
        protected override optim.Optimizer CreateCore(IReadOnlyList<Parameter> parameters) =>
            optim.ASGD(parameters, LearningRate, Lambda, Alpha, AverageFrom, WeightDecay);
    }

    /// <summary>Resilient backpropagation: steps by the signs of the gradients, for full-batch training (Riedmiller and Braun
    /// 1993).</summary>
    /// <remarks>The step size of each weight, at first the learning rate, is multiplied by η⁺ if the gradient kept its sign and by
    /// η⁻ if it changed. The default learning rate is 0.01. There is no weight decay.</remarks>
    public sealed record Rprop() : OptimizerConfig(0.01), IValidatableObject
    {
        /// <summary>Factor of the step size after the gradient changed its sign. The default value is 0.5.</summary>
        [Range(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)]
        public double EtaMinus { get; init; } = 0.5;

        /// <summary>Factor of the step size after the gradient kept its sign. The default value is 1.2.</summary>
        [Range(1, double.MaxValue, MinimumIsExclusive = true)]
        public double EtaPlus { get; init; } = 1.2;

        /// <summary>Minimum step size. The default value is 1e-6.</summary>
        [Range(0, double.MaxValue)]
        public double MinStep { get; init; } = 1e-6;

        /// <summary>Maximum step size. The default value is 50.</summary>
        [Range(0, double.MaxValue)]
        public double MaxStep { get; init; } = 50;

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
        {
            if (WeightDecay > 0)
                yield return BlockValidation.Result("Rprop has no weight decay: it must be 0", nameof(WeightDecay));
            if (MinStep > MaxStep)
                yield return BlockValidation.Result("min_step must not be greater than max_step", nameof(MinStep));
        }

        /// <inheritdoc/>
        protected override optim.Optimizer CreateCore(IReadOnlyList<Parameter> parameters) =>
            optim.Rprop(parameters, LearningRate, EtaMinus, EtaPlus, MinStep, MaxStep);
    }
}
