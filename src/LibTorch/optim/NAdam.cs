using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Adam with Nesterov's momentum (Dozat 2016).</summary>
    public class NAdam : OptimizerHelper, optim.IBetas
    {
        /// <inheritdoc cref="optim.NAdam(IEnumerable{Parameter}, double, double, double, double, double, double)"/>
        public NAdam(
            IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, double momentum_decay = 4e-3)
            : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, momentum_decay)
        {
        }

        /// <inheritdoc cref="optim.NAdam(IEnumerable{Parameter}, double, double, double, double, double, double)"/>
        public NAdam(
            IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, double momentum_decay = 4e-3)
            : base(
                new Options
                {
                    LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay,
                    momentum_decay = momentum_decay,
                },
                parameters, () => new Options(), (parameter, options) => new State(parameter, (Options)options))
        {
            Require(lr >= 0, $"Invalid learning rate: {lr}");
            Require(beta1 is >= 0 and <= 1, $"Invalid beta1 value: {beta1}");
            Require(beta2 is >= 0 and <= 1, $"Invalid beta2 value: {beta2}");
            Require(eps >= 0, $"Invalid eps value: {eps}");
            Require(weight_decay >= 0, $"Invalid weight_decay value: {weight_decay}");
            Require(momentum_decay >= 0, $"Invalid momentum_decay value: {momentum_decay}");
        }

        /// <summary>The decay rates of groups that are added.</summary>
        public (double, double) Betas
        {
            get => (((Options)Defaults).beta1!.Value, ((Options)Defaults).beta2!.Value);
            set => (((Options)Defaults).beta1, ((Options)Defaults).beta2) = value;
        }

        private protected override void Step(Modules.ParamGroup group)
        {
            var options = (Options)group.Options;
            var (beta1, beta2, decay) = (options.beta1!.Value, options.beta2!.Value, options.momentum_decay!.Value);
            foreach (var (state, raw) in WithGradients<State>(group))
            {
                var gradient = options.weight_decay == 0 ? raw : raw.add(state.Parameter, options.weight_decay!.Value);
                var momentum = Momentum(++state.step);
                var next = Momentum(state.step + 1);
                state.mu_product *= momentum;
                state.exp_avg.mul_(beta1).add_(gradient, 1 - beta1);
                state.exp_avg_sq.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
                var divisor = state.exp_avg_sq.div(1 - Math.Pow(beta2, state.step)).sqrt_().add_(options.eps!.Value);
                state.Parameter.addcdiv_(gradient, divisor, -group.LearningRate * (1 - momentum) / (1 - state.mu_product));
                state.Parameter.addcdiv_(state.exp_avg, divisor, -group.LearningRate * next / (1 - state.mu_product * next));
            }

            double Momentum(long step) => beta1 * (1 - 0.5 * Math.Pow(0.96, step * decay));
        }

        /// <summary>The settings of a group; what is null is the optimizer's.</summary>
        public class Options : OptimizerOptions
        {
#pragma warning disable CS1591
            public double? beta1;
            public double? beta2;
            public double? eps;
            public double? weight_decay;
            public double? momentum_decay;
#pragma warning restore CS1591

            internal override void Accept(OptionVisitor visitor)
            {
                visitor.Visit(ref beta1);
                visitor.Visit(ref beta2);
                visitor.Visit(ref eps);
                visitor.Visit(ref weight_decay);
                visitor.Visit(ref momentum_decay);
            }
        }

        /// <summary>What the optimizer knows of a parameter.</summary>
        public sealed class State : OptimizerState
        {
            /// <summary>How many steps were taken.</summary>
            public long step;

            /// <summary>The product of all momenta so far.</summary>
            public double mu_product;

            /// <summary>The running mean of gradients.</summary>
            public Tensor exp_avg;

            /// <summary>The running mean of squared gradients.</summary>
            public Tensor exp_avg_sq;

            internal State(Parameter parameter, Options options)
                : base(parameter)
            {
                mu_product = 1;
                exp_avg = Filled();
                exp_avg_sq = Filled();
            }

            internal override void Accept(StateVisitor visitor)
            {
                visitor.Visit(ref step);
                visitor.Visit(ref mu_product);
                visitor.Visit(ref exp_avg);
                visitor.Visit(ref exp_avg_sq);
            }
        }

        /// <summary>Parameters with common settings.</summary>
        public class ParamGroup : ParamGroup<Options>, optim.IBetas
        {
            /// <summary>No parameters yet.</summary>
            public ParamGroup()
            {
            }

            /// <summary>Parameters with settings; those left null are the optimizer's.</summary>
            public ParamGroup(IEnumerable<Parameter> parameters, Options options)
                : base(parameters, options)
            {
            }

            /// <summary>Parameters with settings of their own.</summary>
            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 1.0, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, double momentum_decay = 4e-3)
                : base(parameters, new Options
                {
                    LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay,
                    momentum_decay = momentum_decay,
                })
            {
            }

            /// <summary>The decay rates of the two means.</summary>
            public (double, double) Betas
            {
                get => (Options.beta1!.Value, Options.beta2!.Value);
                set => (Options.beta1, Options.beta2) = value;
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Adam with Nesterov's momentum (Dozat 2016), which grows over the steps; weight decay is added to the gradient.</summary>
            public static Modules.NAdam NAdam(
                IEnumerable<Modules.Parameter> named_parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3) =>
                new(named_parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay);

            /// <inheritdoc cref="NAdam(IEnumerable{Modules.Parameter}, double, double, double, double, double, double)"/>
            public static Modules.NAdam NAdam(
                IEnumerable<(string name, Modules.Parameter parameter)> named_parameters, double lr = 0.002, double beta1 = 0.9,
                double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3) =>
                new(named_parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, momentum_decay);

            /// <inheritdoc cref="NAdam(IEnumerable{Modules.Parameter}, double, double, double, double, double, double)"/>
            public static Modules.NAdam NAdam(
                IEnumerable<Modules.NAdam.ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay);
        }
    }
}
