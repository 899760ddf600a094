using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Scales gradients by the ratio of the running root mean squares of steps and gradients (Zeiler 2012).</summary>
    public class Adadelta : OptimizerHelper
    {
        /// <inheritdoc cref="optim.Adadelta(IEnumerable{Parameter}, double, double, double, double, bool)"/>
        public Adadelta(
            IEnumerable<Parameter> parameters, double lr, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
            bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, rho, eps, weight_decay, maximize)
        {
        }

        /// <inheritdoc cref="optim.Adadelta(IEnumerable{Parameter}, double, double, double, double, bool)"/>
        public Adadelta(
            IEnumerable<ParamGroup> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
            bool maximize = false)
            : base(
                new Options
                {
                    LearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize,
                },
                parameters, () => new Options(), (parameter, options) => new State(parameter, (Options)options))
        {
            Require(lr >= 0, $"Invalid learning rate: {lr}");
            Require(rho is >= 0 and <= 1, $"Invalid rho value: {rho}");
            Require(eps >= 0, $"Invalid eps value: {eps}");
            Require(weight_decay >= 0, $"Invalid weight_decay value: {weight_decay}");
        }

        private protected override void Step(Modules.ParamGroup group)
        {
            var options = (Options)group.Options;
            var (rho, eps) = (options.rho!.Value, options.eps!.Value);
            foreach (var (state, raw) in WithGradients<State>(group))
            {
                var gradient = options.maximize!.Value ? raw.neg() : raw;
                if (options.weight_decay != 0) gradient = gradient.add(state.Parameter, options.weight_decay!.Value);
                state.square_avg.mul_(rho).addcmul_(gradient, gradient, 1 - rho);
                var delta = state.acc_delta.add(eps).sqrt_().div_(state.square_avg.add(eps).sqrt_()).mul_(gradient);
                state.Parameter.add_(delta, -group.LearningRate);
                state.acc_delta.mul_(rho).addcmul_(delta, delta, 1 - rho);
            }
        }

        /// <summary>The settings of a group; what is null is the optimizer's.</summary>
        public class Options : OptimizerOptions
        {
#pragma warning disable CS1591
            public double? rho;
            public double? eps;
            public double? weight_decay;
            public bool? maximize;
#pragma warning restore CS1591

            internal override void Accept(OptionVisitor visitor)
            {
                visitor.Visit(ref rho);
                visitor.Visit(ref eps);
                visitor.Visit(ref weight_decay);
                visitor.Visit(ref maximize);
            }
        }

        /// <summary>What the optimizer knows of a parameter.</summary>
        public sealed class State : OptimizerState
        {
            /// <summary>Not counted: 0.</summary>
            public long step;

            /// <summary>The running mean of squared gradients.</summary>
            public Tensor square_avg;

            /// <summary>The running mean of squared steps.</summary>
            public Tensor acc_delta;

            internal State(Parameter parameter, Options options)
                : base(parameter)
            {
                square_avg = Filled();
                acc_delta = Filled();
            }

            internal override void Accept(StateVisitor visitor)
            {
                visitor.Visit(ref step);
                visitor.Visit(ref square_avg);
                visitor.Visit(ref acc_delta);
            }
        }

        /// <summary>Parameters with common settings.</summary>
        public class ParamGroup : ParamGroup<Options>
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
                IEnumerable<Parameter> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
                bool maximize = false)
                : base(parameters, new Options
                {
                    LearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize,
                })
            {
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
            /// <summary>Scales gradients by the ratio of the running root mean squares of steps and gradients (Zeiler 2012); weight decay is added to the gradient.</summary>
            public static Modules.Adadelta Adadelta(
                IEnumerable<Modules.Parameter> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
                bool maximize = false) =>
                new(parameters, lr, rho, eps, weight_decay, maximize);

            /// <inheritdoc cref="Adadelta(IEnumerable{Modules.Parameter}, double, double, double, double, bool)"/>
            public static Modules.Adadelta Adadelta(
                IEnumerable<(string name, Modules.Parameter parameter)> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6,
                double weight_decay = 0, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), lr, rho, eps, weight_decay, maximize);

            /// <inheritdoc cref="Adadelta(IEnumerable{Modules.Parameter}, double, double, double, double, bool)"/>
            public static Modules.Adadelta Adadelta(
                IEnumerable<Modules.Adadelta.ParamGroup> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6,
                double weight_decay = 0, bool maximize = false) =>
                new(parameters, lr, rho, eps, weight_decay, maximize);
        }
    }
}
