using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <inheritdoc cref="nn.functional.l1_loss"/>
    public sealed class L1Loss : Loss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.l1_loss"/>
        public L1Loss(Reduction reduction = Reduction.Mean)
            : base(reduction)
        {
        }

        /// <inheritdoc cref="nn.functional.l1_loss"/>
        public override Tensor forward(Tensor input, Tensor target) => functional.l1_loss(input, target, reduction);
    }

    /// <inheritdoc cref="nn.functional.smooth_l1_loss"/>
    public sealed class SmoothL1Loss : Loss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.smooth_l1_loss"/>
        public SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0)
            : base(reduction) => this.beta = beta;

        /// <summary>Where squares become lines.</summary>
        public double beta { get; }

        /// <inheritdoc cref="nn.functional.smooth_l1_loss"/>
        public override Tensor forward(Tensor input, Tensor target) => functional.smooth_l1_loss(input, target, reduction, beta);
    }

    /// <inheritdoc cref="nn.functional.huber_loss"/>
    public sealed class HuberLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.huber_loss"/>
        public HuberLoss(double delta = 1.0, Reduction reduction = Reduction.Mean)
            : base(reduction) => this.delta = delta;

        /// <summary>Where squares become lines.</summary>
        public double delta { get; }

        /// <inheritdoc cref="nn.functional.huber_loss"/>
        public override Tensor forward(Tensor input, Tensor target) => functional.huber_loss(input, target, delta, reduction);
    }

    /// <inheritdoc cref="nn.functional.poisson_nll_loss"/>
    public sealed class PoissonNLLLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.poisson_nll_loss"/>
        public PoissonNLLLoss(bool log_input = true, bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean)
            : base(reduction) => (this.log_input, this.full, this.eps) = (log_input, full, eps);

        /// <summary>Whether inputs are logarithms.</summary>
        public bool log_input { get; }

        /// <summary>Whether the constant term is added.</summary>
        public bool full { get; }

        /// <summary>A small number that keeps the logarithm or the variance above 0.</summary>
        public float eps { get; }

        /// <inheritdoc cref="nn.functional.poisson_nll_loss"/>
        public override Tensor forward(Tensor input, Tensor target) =>
            functional.poisson_nll_loss(input, target, log_input, full, eps, reduction);
    }

    /// <inheritdoc cref="nn.functional.gaussian_nll_loss"/>
    public sealed class GaussianNLLLoss : Loss<Tensor, Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.gaussian_nll_loss"/>
        public GaussianNLLLoss(bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean)
            : base(reduction) => (this.full, this.eps) = (full, eps);

        /// <summary>Whether the constant term is added.</summary>
        public bool full { get; }

        /// <summary>A small number that keeps the logarithm or the variance above 0.</summary>
        public float eps { get; }

        /// <inheritdoc cref="nn.functional.gaussian_nll_loss"/>
        public override Tensor forward(Tensor input, Tensor target, Tensor variance) =>
            functional.gaussian_nll_loss(input, target, variance, full, eps, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="functional.l1_loss"/>
            public static Modules.L1Loss L1Loss(Reduction reduction = Reduction.Mean) => new(reduction);

            /// <inheritdoc cref="functional.smooth_l1_loss"/>
            public static Modules.SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                new(reduction, beta);

            /// <inheritdoc cref="functional.huber_loss"/>
            public static Modules.HuberLoss HuberLoss(double delta = 1.0, Reduction reduction = Reduction.Mean) => new(delta, reduction);

            /// <inheritdoc cref="functional.poisson_nll_loss"/>
            public static Modules.PoissonNLLLoss PoissonNLLLoss(
                bool log_input = true, bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean) =>
                new(log_input, full, eps, reduction);

            /// <inheritdoc cref="functional.gaussian_nll_loss"/>
            public static Modules.GaussianNLLLoss GaussianNLLLoss(
                bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean) =>
                new(full, eps, reduction);
        }
    }
}
