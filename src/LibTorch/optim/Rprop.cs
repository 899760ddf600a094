using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Steps by the signs of gradients (Riedmiller and Braun 1993).</summary>
    public class Rprop : OptimizerHelper
    {
        /// <inheritdoc cref="optim.Rprop(IEnumerable{Parameter}, double, double, double, double, double, bool)"/>
        public Rprop(
            IEnumerable<Parameter> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
            double max_step = 50, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, etaminus, etaplus, min_step, max_step, maximize)
        {
        }

        /// <inheritdoc cref="optim.Rprop(IEnumerable{Parameter}, double, double, double, double, double, bool)"/>
        public Rprop(
            IEnumerable<ParamGroup> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
            double max_step = 50, bool maximize = false)
            : base(
                new Options
                {
                    LearningRate = lr, maximize = maximize, etaminus = etaminus, etaplus = etaplus, min_step = min_step,
                    max_step = max_step,
                },
                parameters, () => new Options(), (parameter, options) => new State(parameter, (Options)options))
        {
            Require(lr >= 0, $"Invalid learning rate: {lr}");
        }

        private protected override void Step(Modules.ParamGroup group)
        {
            var options = (Options)group.Options;
            foreach (var (state, raw) in WithGradients<State>(group))
            {
                state.step++;
                var gradient = options.maximize!.Value ? raw.neg() : raw;
                var product = gradient.mul(state.prev);
                var (same, turned) = (product.gt(0), product.lt(0));
                var factor = ones_like(product).masked_fill_(same, options.etaplus!.Value).masked_fill_(turned, options.etaminus!.Value);
                state.step_size.mul_(factor).clamp_(options.min_step!.Value, options.max_step!.Value);
                gradient = gradient.masked_fill(turned, 0);
                state.Parameter.addcmul_(gradient.sign(), state.step_size, -1);
                state.prev.copy_(gradient);
            }
        }

        /// <summary>The settings of a group; what is null is the optimizer's.</summary>
        public class Options : OptimizerOptions
        {
#pragma warning disable CS1591
            public bool? maximize;
            public double? etaminus;
            public double? etaplus;
            public double? min_step;
            public double? max_step;
#pragma warning restore CS1591

            internal override void Accept(OptionVisitor visitor)
            {
                visitor.Visit(ref maximize);
                visitor.Visit(ref etaminus);
                visitor.Visit(ref etaplus);
                visitor.Visit(ref min_step);
                visitor.Visit(ref max_step);
            }
        }

        /// <summary>What the optimizer knows of a parameter.</summary>
        public sealed class State : OptimizerState
        {
            /// <summary>How many steps were taken.</summary>
            public long step;

            /// <summary>The last gradient, 0 where its sign had changed.</summary>
            public Tensor prev;

            /// <summary>The sizes of steps.</summary>
            public Tensor step_size;

            internal State(Parameter parameter, Options options)
                : base(parameter)
            {
                prev = Filled();
                step_size = Filled(options.LearningRate!.Value);
            }

            internal override void Accept(StateVisitor visitor)
            {
                visitor.Visit(ref step);
                visitor.Visit(ref prev);
                visitor.Visit(ref step_size);
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
                IEnumerable<Parameter> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
                double max_step = 50, bool maximize = false)
                : base(parameters, new Options
                {
                    LearningRate = lr, etaminus = etaminus, etaplus = etaplus, min_step = min_step, max_step = max_step,
                    maximize = maximize,
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
            /// <summary>Steps by the signs of gradients (Riedmiller and Braun 1993): each element's step grows while its sign stays and shrinks, without a step, when it changes. For full batches.</summary>
            public static Modules.Rprop Rprop(
                IEnumerable<Modules.Parameter> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2,
                double min_step = 1e-6, double max_step = 50, bool maximize = false) =>
                new(parameters, lr, etaminus, etaplus, min_step, max_step, maximize);

            /// <inheritdoc cref="Rprop(IEnumerable{Modules.Parameter}, double, double, double, double, double, bool)"/>
            public static Modules.Rprop Rprop(
                IEnumerable<(string name, Modules.Parameter parameter)> parameters, double lr = 1e-2, double etaminus = 0.5,
                double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), lr, etaminus, etaplus, min_step, max_step, maximize);

            /// <inheritdoc cref="Rprop(IEnumerable{Modules.Parameter}, double, double, double, double, double, bool)"/>
            public static Modules.Rprop Rprop(
                IEnumerable<Modules.Rprop.ParamGroup> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2,
                double min_step = 1e-6, double max_step = 50, bool maximize = false) =>
                new(parameters, lr, etaminus, etaplus, min_step, max_step, maximize);
        }
    }
}
