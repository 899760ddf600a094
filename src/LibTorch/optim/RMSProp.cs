using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Divides gradients by the root of their running mean square (Hinton 2012).</summary>
    public class RMSProp : OptimizerHelper, optim.IMomentum
    {
        /// <inheritdoc cref="optim.RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public RMSProp(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
            double momentum = 0.0, bool centered = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
        {
        }

        /// <inheritdoc cref="optim.RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public RMSProp(
            IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
            double momentum = 0.0, bool centered = false, bool maximize = false)
            : base(
                new Options
                {
                    LearningRate = lr, maximize = maximize, momentum = momentum, alpha = alpha, eps = eps, weight_decay = weight_decay,
                    centered = centered,
                },
                parameters, () => new Options(), (parameter, options) => new State(parameter, (Options)options))
        {
            Require(lr >= 0, $"Invalid learning rate: {lr}");
            Require(eps >= 0, $"Invalid ε: {eps}");
            Require(alpha >= 0, $"Invalid alpha: {alpha}");
            Require(momentum >= 0, $"Invalid momentum value: {momentum}");
            Require(weight_decay >= 0, $"Invalid weight_decay value: {weight_decay}");
        }

        /// <summary>The momentum of groups that are added.</summary>
        public double Momentum
        {
            get => ((Options)Defaults).momentum!.Value;
            set => ((Options)Defaults).momentum = value;
        }

        private protected override void Step(Modules.ParamGroup group)
        {
            var options = (Options)group.Options;
            var (alpha, momentum) = (options.alpha!.Value, options.momentum!.Value);
            foreach (var (state, raw) in WithGradients<State>(group))
            {
                state.step++;
                var gradient = options.maximize!.Value ? raw.neg() : raw;
                if (options.weight_decay != 0) gradient = gradient.add(state.Parameter, options.weight_decay!.Value);
                state.square_avg.mul_(alpha).addcmul_(gradient, gradient, 1 - alpha);
                var square = state.square_avg;
                if (options.centered!.Value)
                {
                    state.grad_avg!.mul_(alpha).add_(gradient, 1 - alpha);
                    square = square.addcmul(state.grad_avg, state.grad_avg, -1);
                }
                var divisor = square.sqrt().add_(options.eps!.Value);
                if (momentum > 0)
                    state.Parameter.add_(state.momentum_buffer!.mul_(momentum).addcdiv_(gradient, divisor, 1), -group.LearningRate);
                else
                    state.Parameter.addcdiv_(gradient, divisor, -group.LearningRate);
            }
        }

        /// <summary>The settings of a group; what is null is the optimizer's.</summary>
        public class Options : OptimizerOptions
        {
#pragma warning disable CS1591
            public bool? maximize;
            public double? momentum;
            public double? alpha;
            public double? eps;
            public double? weight_decay;
            public bool? centered;
#pragma warning restore CS1591

            internal override void Accept(OptionVisitor visitor)
            {
                visitor.Visit(ref maximize);
                visitor.Visit(ref momentum);
                visitor.Visit(ref alpha);
                visitor.Visit(ref eps);
                visitor.Visit(ref weight_decay);
                visitor.Visit(ref centered);
            }
        }

        /// <summary>What the optimizer knows of a parameter.</summary>
        public sealed class State : OptimizerState
        {
            /// <summary>How many steps were taken.</summary>
            public long step;

            /// <summary>The running mean of squared gradients.</summary>
            public Tensor square_avg;

            /// <summary>The velocity.</summary>
            public Tensor? momentum_buffer;

            /// <summary>The running mean of gradients.</summary>
            public Tensor? grad_avg;

            internal State(Parameter parameter, Options options)
                : base(parameter)
            {
                square_avg = Filled();
                momentum_buffer = Filled();
                grad_avg = Filled();
            }

            internal override void Accept(StateVisitor visitor)
            {
                visitor.Visit(ref step);
                visitor.Visit(ref square_avg);
                visitor.VisitOptional(ref momentum_buffer);
                visitor.VisitOptional(ref grad_avg);
            }
        }

        /// <summary>Parameters with common settings.</summary>
        public class ParamGroup : ParamGroup<Options>, optim.IMomentum
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

            /// <summary>Parameters with settings of their own, and the optimizer's maximize.</summary>
            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 1e-3, double eps = 1e-8, double alpha = 0.99, double weight_decay = 0,
                double momentum = 0.0, bool centered = false)
                : base(parameters, new Options
                {
                    LearningRate = lr, eps = eps, alpha = alpha, weight_decay = weight_decay, momentum = momentum,
                    centered = centered,
                })
            {
            }

            /// <summary>The share of the last step that is kept.</summary>
            public double Momentum
            {
                get => Options.momentum!.Value;
                set => Options.momentum = value;
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
            /// <summary>Divides gradients by the root of their running mean square (Hinton 2012), or of their variance if centered; weight decay is added to the gradient.</summary>
            public static Modules.RMSProp RMSProp(
                IEnumerable<Modules.Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8,
                double weight_decay = 0, double momentum = 0.0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

            /// <inheritdoc cref="RMSProp(IEnumerable{Modules.Parameter}, double, double, double, double, double, bool, bool)"/>
            public static Modules.RMSProp RMSProp(
                IEnumerable<(string name, Modules.Parameter parameter)> parameters, double lr = 0.01, double alpha = 0.99,
                double eps = 1e-8, double weight_decay = 0, double momentum = 0.0, bool centered = false, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), lr, alpha, eps, weight_decay, momentum, centered, maximize);

            /// <inheritdoc cref="RMSProp(IEnumerable{Modules.Parameter}, double, double, double, double, double, bool, bool)"/>
            public static Modules.RMSProp RMSProp(
                IEnumerable<Modules.RMSProp.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8,
                double weight_decay = 0, double momentum = 0.0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);
        }
    }
}
