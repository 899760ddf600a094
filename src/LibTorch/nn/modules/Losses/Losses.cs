using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    /// <summary>A loss of two values.</summary>
    public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
    {
        /// <summary>With a way to reduce the losses of single elements.</summary>
        public Loss(Reduction reduction = Reduction.Mean)
            : base(nameof(Loss<T1, T2, TResult>)) => this.reduction = reduction;

        /// <summary>How the losses of single elements are reduced.</summary>
        public Reduction reduction { get; }
    }

    /// <summary>A loss of three values.</summary>
    public abstract class Loss<T1, T2, T3, TResult> : nn.Module<T1, T2, T3, TResult>
    {
        /// <summary>With a way to reduce the losses of single elements.</summary>
        public Loss(Reduction reduction = Reduction.Mean)
            : base(nameof(Loss<T1, T2, T3, TResult>)) => this.reduction = reduction;

        /// <summary>How the losses of single elements are reduced.</summary>
        public Reduction reduction { get; }
    }

    /// <summary>A loss of two values with weights.</summary>
    public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
    {
        /// <summary>With weights and a way to reduce the losses of single elements.</summary>
        public WeightedLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
            : base(reduction) => this.weight = weight;

        /// <summary>The weights, or null.</summary>
        public Tensor? weight { get; }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="functional.cross_entropy"/>
            public static Modules.CrossEntropyLoss CrossEntropyLoss(
                Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) =>
                new(weight, ignore_index, reduction);

            /// <inheritdoc cref="functional.nll_loss"/>
            public static Modules.NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);

            /// <inheritdoc cref="functional.mse_loss"/>
            public static Modules.MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);

            /// <inheritdoc cref="functional.binary_cross_entropy_with_logits"/>
            public static Modules.BCEWithLogitsLoss BCEWithLogitsLoss(
                Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                new(weight, reduction, pos_weights);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <inheritdoc cref="nn.functional.cross_entropy"/>
    public sealed class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.cross_entropy"/>
        public CrossEntropyLoss(
            Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0)
            : base(weight, reduction) => (this.ignore_index, this.label_smoothing) = (ignore_index, label_smoothing);

        /// <summary>The class number that does not count, or null.</summary>
        public long? ignore_index { get; }

        /// <summary>The share of probability that is spread over all classes.</summary>
        public double label_smoothing { get; }

        /// <inheritdoc cref="nn.functional.cross_entropy"/>
        public override Tensor forward(Tensor input, Tensor target) =>
            functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
    }

    /// <inheritdoc cref="nn.functional.nll_loss"/>
    public sealed class NLLLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.nll_loss"/>
        public NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
            : base(weight, reduction)
        {
        }

        /// <inheritdoc cref="nn.functional.nll_loss"/>
        public override Tensor forward(Tensor input, Tensor target) => functional.nll_loss(input, target, weight, reduction);
    }

    /// <inheritdoc cref="nn.functional.mse_loss"/>
    public sealed class MSELoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.mse_loss"/>
        public MSELoss(Reduction reduction = Reduction.Mean)
            : base(reduction)
        {
        }

        /// <inheritdoc cref="nn.functional.mse_loss"/>
        public override Tensor forward(Tensor input, Tensor target) => functional.mse_loss(input, target, reduction);
    }

    /// <inheritdoc cref="nn.functional.binary_cross_entropy_with_logits"/>
    public sealed class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.binary_cross_entropy_with_logits"/>
        public BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            : base(weight, reduction) => this.pos_weights = pos_weights;

        /// <summary>Weights of positive targets, or null.</summary>
        public Tensor? pos_weights { get; }

        /// <inheritdoc cref="nn.functional.binary_cross_entropy_with_logits"/>
        public override Tensor forward(Tensor input, Tensor target) =>
            functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
    }
}
