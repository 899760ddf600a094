using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Gradient descent that averages the parameters (Polyak and Juditsky 1992).</summary>
    public class ASGD : OptimizerHelper
    {
        /// <inheritdoc cref="optim.ASGD(IEnumerable{Parameter}, double, double, double, double, double, bool)"/>
        public ASGD(
            IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
            double weight_decay = 0, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, lambd, alpha, t0, weight_decay, maximize)
        {
        }

        /// <inheritdoc cref="optim.ASGD(IEnumerable{Parameter}, double, double, double, double, double, bool)"/>
        public ASGD(
            IEnumerable<ParamGroup<Options>> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
            double weight_decay = 0, bool maximize = false)
            : base(
                new Options
                {
                    LearningRate = lr, maximize = maximize, lambd = lambd, alpha = alpha, weight_decay = weight_decay, t0 = t0,
                },
                parameters, () => new Options(), (parameter, options) => new State(parameter, (Options)options))
        {
            Require(lr >= 0, $"Invalid learning rate: {lr}");
        }

        private protected override void Step(Modules.ParamGroup group)
        {
            var options = (Options)group.Options;
            var (rate, lambd) = (group.LearningRate, options.lambd!.Value);
            foreach (var (state, raw) in WithGradients<State>(group))
            {
                var gradient = options.maximize!.Value ? raw.neg() : raw;
                if (options.weight_decay != 0) gradient = gradient.add(state.Parameter, options.weight_decay!.Value);
                state.step++;
                state.Parameter.mul_(1 - lambd * state.eta).add_(gradient, -state.eta);
                if (state.mu == 1)
                    state.ax.copy_(state.Parameter);
                else
                    state.ax.add_(state.Parameter.sub(state.ax), state.mu);
                state.eta = rate / Math.Pow(1 + lambd * rate * state.step, options.alpha!.Value);
                state.mu = 1 / Math.Max(1, state.step - options.t0!.Value);
            }
        }

        /// <summary>The settings of a group; what is null is the optimizer's.</summary>
        public class Options : OptimizerOptions
        {
#pragma warning disable CS1591
            public bool? maximize;
            public double? lambd;
            public double? alpha;
            public double? weight_decay;
            public double? t0;
#pragma warning restore CS1591

            internal override void Accept(OptionVisitor visitor)
            {
                visitor.Visit(ref maximize);
                visitor.Visit(ref lambd);
                visitor.Visit(ref alpha);
                visitor.Visit(ref weight_decay);
                visitor.Visit(ref t0);
            }
        }

        /// <summary>What the optimizer knows of a parameter.</summary>
        public sealed class State : OptimizerState
        {
            /// <summary>How many steps were taken.</summary>
            public long step;

            /// <summary>The next step's size.</summary>
            public double eta;

            /// <summary>The share of the parameter in the next average.</summary>
            public double mu;

            /// <summary>The averaged parameter.</summary>
            public Tensor ax;

            internal State(Parameter parameter, Options options)
                : base(parameter)
            {
                (eta, mu) = (options.LearningRate!.Value, 1);
                ax = Filled();
            }

            internal override void Accept(StateVisitor visitor)
            {
                visitor.Visit(ref step);
                visitor.Visit(ref eta);
                visitor.Visit(ref mu);
                visitor.Visit(ref ax);
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

            /// <summary>Parameters with settings of their own, and the optimizer's maximize.</summary>
            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
                double weight_decay = 0)
                : base(parameters, new Options { LearningRate = lr, lambd = lambd, alpha = alpha, t0 = t0, weight_decay = weight_decay })
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
            /// <summary>Gradient descent with a decaying rate that averages the parameters after t0 steps (Polyak and Juditsky 1992); the averages are in the states, the parameters are not averaged.</summary>
            public static Modules.ASGD ASGD(
                IEnumerable<Modules.Parameter> parameters, double lr = 1e-3, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
                double weight_decay = 0, bool maximize = false) =>
                new(parameters, lr, lambd, alpha, t0, weight_decay, maximize);

            /// <inheritdoc cref="ASGD(IEnumerable{Modules.Parameter}, double, double, double, double, double, bool)"/>
            public static Modules.ASGD ASGD(
                IEnumerable<(string name, Modules.Parameter parameter)> parameters, double lr = 1e-3, double lambd = 1e-4,
                double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), lr, lambd, alpha, t0, weight_decay, maximize);

            /// <inheritdoc cref="ASGD(IEnumerable{Modules.Parameter}, double, double, double, double, double, bool)"/>
            public static Modules.ASGD ASGD(
                IEnumerable<Modules.ParamGroup<Modules.ASGD.Options>> parameters, double lr = 1e-3, double lambd = 1e-4,
                double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false) =>
                new(parameters, lr, lambd, alpha, t0, weight_decay, maximize);
        }
    }
}
