using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Adam (Kingma and Ba 2015).</summary>
    public class Adam : OptimizerHelper, optim.IBetas
    {
        /// <inheritdoc cref="optim.Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public Adam(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
        {
        }

        /// <inheritdoc cref="optim.Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public Adam(
            IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(
                new Options
                {
                    LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad,
                    maximize = maximize,
                },
                parameters, () => new Options(), (parameter, options) => new State(parameter, (Options)options))
        {
            Require(lr >= 0, $"Invalid learning rate: {lr}");
            Require(eps >= 0, $"Invalid ε: {eps}");
            Require(beta1 is >= 0 and < 1, $"Invalid beta1: {beta1}");
            Require(beta2 is >= 0 and < 1, $"Invalid beta2: {beta2}");
            Require(weight_decay >= 0, $"Invalid weight_decay value: {weight_decay}");
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
            AdamMoments.Step(
                WithGradients<State>(group).Select(p => p.State.Advance(p.Gradient)), options.LearningRate!.Value, options.beta1!.Value,
                options.beta2!.Value, options.eps!.Value, (parameters, gradients) =>
                {
                    if (options.maximize!.Value) gradients = Aten._foreach_neg.CallList(gradients);
                    return options.weight_decay == 0 ? gradients : Aten._foreach_add_List.CallList(gradients, parameters, options.weight_decay!.Value);
                });
        }

        /// <summary>The settings of a group; what is null is the optimizer's.</summary>
        public class Options : OptimizerOptions
        {
#pragma warning disable CS1591
            public double? beta1;
            public double? beta2;
            public double? eps;
            public double? weight_decay;
            public bool? amsgrad;
            public bool? maximize;
#pragma warning restore CS1591

            internal override void Accept(OptionVisitor visitor)
            {
                visitor.Visit(ref beta1);
                visitor.Visit(ref beta2);
                visitor.Visit(ref eps);
                visitor.Visit(ref weight_decay);
                visitor.Visit(ref amsgrad);
                visitor.Visit(ref maximize);
            }
        }

        /// <summary>What the optimizer knows of a parameter.</summary>
        public sealed class State : OptimizerState
        {
            /// <summary>How many steps were taken.</summary>
            public long step;

            /// <summary>The running mean of gradients.</summary>
            public Tensor exp_avg;

            /// <summary>The running mean of squared gradients.</summary>
            public Tensor exp_avg_sq;

            /// <summary>The largest of those means so far, for amsgrad.</summary>
            public Tensor? max_exp_avg_sq;

            internal State(Parameter parameter, Options options)
                : base(parameter)
            {
                exp_avg = Filled();
                exp_avg_sq = Filled();
                if (options.amsgrad!.Value) max_exp_avg_sq = Filled();
            }

            internal AdamMoments Advance(Tensor gradient) => new(_parameter, gradient, exp_avg, exp_avg_sq, max_exp_avg_sq, ++step);

            internal override void Accept(StateVisitor visitor)
            {
                visitor.Visit(ref step);
                visitor.Visit(ref exp_avg);
                visitor.Visit(ref exp_avg_sq);
                visitor.VisitOptional(ref max_exp_avg_sq);
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
                IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : base(parameters, new Options
                {
                    LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad,
                    maximize = maximize,
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
            /// <summary>Adam (Kingma and Ba 2015); weight decay is added to the gradient, and amsgrad is the variant of Reddi et al. (2018).</summary>
            public static Modules.Adam Adam(
                IEnumerable<Modules.Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <inheritdoc cref="Adam(IEnumerable{Modules.Parameter}, double, double, double, double, double, bool, bool)"/>
            public static Modules.Adam Adam(
                IEnumerable<(string name, Modules.Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9,
                double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <inheritdoc cref="Adam(IEnumerable{Modules.Parameter}, double, double, double, double, double, bool, bool)"/>
            public static Modules.Adam Adam(
                IEnumerable<Modules.Adam.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}
