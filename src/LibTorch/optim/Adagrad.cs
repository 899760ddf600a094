using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Divides gradients by the root of the sum of all squared gradients so far (Duchi et al. 2011).</summary>
    public class Adagrad : OptimizerHelper
    {
        /// <inheritdoc cref="optim.Adagrad(IEnumerable{Parameter}, double, double, double, double, double)"/>
        public Adagrad(
            IEnumerable<Parameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
            double initial_accumulator_value = 0, double eps = 1e-10)
            : this([new ParamGroup { Parameters = parameters }], lr, lr_decay, weight_decay, initial_accumulator_value, eps)
        {
        }

        /// <inheritdoc cref="optim.Adagrad(IEnumerable{Parameter}, double, double, double, double, double)"/>
        public Adagrad(
            IEnumerable<ParamGroup> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
            double initial_accumulator_value = 0, double eps = 1e-10)
            : base(
                new Options
                {
                    LearningRate = lr, lr_decay = lr_decay, initial_accumulator_value = initial_accumulator_value, eps = eps,
                    weight_decay = weight_decay,
                },
                parameters, () => new Options(), (parameter, options) => new State(parameter, (Options)options))
        {
            Require(lr >= 0, $"Invalid learning rate: {lr}");
            Require(eps >= 0, $"Invalid ε: {eps}");
            Require(lr_decay >= 0, $"Invalid lr_decay value: {lr_decay}");
            Require(weight_decay >= 0, $"Invalid weight_decay value: {weight_decay}");
            Require(initial_accumulator_value >= 0, $"Invalid initial_accumulator_value: {initial_accumulator_value}");
        }

        private protected override void Step(Modules.ParamGroup group)
        {
            var options = (Options)group.Options;
            foreach (var (state, raw) in WithGradients<State>(group))
            {
                var rate = group.LearningRate / (1 + state.step++ * options.lr_decay!.Value);
                var gradient = options.weight_decay == 0 ? raw : raw.add(state.Parameter, options.weight_decay!.Value);
                state.sum.addcmul_(gradient, gradient, 1);
                state.Parameter.addcdiv_(gradient, state.sum.sqrt().add_(options.eps!.Value), -rate);
            }
        }

        /// <summary>The settings of a group; what is null is the optimizer's.</summary>
        public class Options : OptimizerOptions
        {
#pragma warning disable CS1591
            public double? lr_decay;
            public double? initial_accumulator_value;
            public double? eps;
            public double? weight_decay;
#pragma warning restore CS1591

            internal override void Accept(OptionVisitor visitor)
            {
                visitor.Visit(ref lr_decay);
                visitor.Visit(ref initial_accumulator_value);
                visitor.Visit(ref eps);
                visitor.Visit(ref weight_decay);
            }
        }

        /// <summary>What the optimizer knows of a parameter.</summary>
        public sealed class State : OptimizerState
        {
            /// <summary>How many steps were taken.</summary>
            public long step;

            /// <summary>The sum of squared gradients.</summary>
            public Tensor sum;

            internal State(Parameter parameter, Options options)
                : base(parameter)
            {
                sum = Filled(options.initial_accumulator_value!.Value);
            }

            internal override void Accept(StateVisitor visitor)
            {
                visitor.Visit(ref step);
                visitor.Visit(ref sum);
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
                IEnumerable<Parameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
                double initial_accumulator_value = 0, double eps = 1e-10)
                : base(parameters, new Options
                {
                    LearningRate = lr, lr_decay = lr_decay, weight_decay = weight_decay,
                    initial_accumulator_value = initial_accumulator_value, eps = eps,
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
            /// <summary>Divides gradients by the root of the sum of all squared gradients so far (Duchi et al. 2011); weight decay is added to the gradient.</summary>
            public static Modules.Adagrad Adagrad(
                IEnumerable<Modules.Parameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
                double initial_accumulator_value = 0, double eps = 1e-10) =>
                new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);

            /// <inheritdoc cref="Adagrad(IEnumerable{Modules.Parameter}, double, double, double, double, double)"/>
            public static Modules.Adagrad Adagrad(
                IEnumerable<(string name, Modules.Parameter parameter)> parameters, double lr = 1e-2, double lr_decay = 0,
                double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10) =>
                new(parameters.Select(p => p.parameter), lr, lr_decay, weight_decay, initial_accumulator_value, eps);

            /// <inheritdoc cref="Adagrad(IEnumerable{Modules.Parameter}, double, double, double, double, double)"/>
            public static Modules.Adagrad Adagrad(
                IEnumerable<Modules.Adagrad.ParamGroup> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
                double initial_accumulator_value = 0, double eps = 1e-10) =>
                new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);
        }
    }
}
