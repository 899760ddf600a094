using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <inheritdoc cref="nn.functional.binary_cross_entropy"/>
    public sealed class BCELoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.binary_cross_entropy"/>
        public BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
            : base(weight, reduction)
        {
        }

        /// <inheritdoc cref="nn.functional.binary_cross_entropy"/>
        public override Tensor forward(Tensor input, Tensor target) => functional.binary_cross_entropy(input, target, weight, reduction);
    }

    /// <inheritdoc cref="nn.functional.kl_div"/>
    public sealed class KLDivLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.kl_div"/>
        public KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean)
            : base(reduction) => this.log_target = log_target;

        /// <summary>Whether targets are logarithms.</summary>
        public bool log_target { get; }

        /// <inheritdoc cref="nn.functional.kl_div"/>
        public override Tensor forward(Tensor input, Tensor target) => functional.kl_div(input, target, log_target, reduction);
    }

    /// <inheritdoc cref="nn.functional.multi_label_margin_loss"/>
    public sealed class MultiLabelMarginLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.multi_label_margin_loss"/>
        public MultiLabelMarginLoss(Reduction reduction = Reduction.Mean)
            : base(reduction)
        {
        }

        /// <inheritdoc cref="nn.functional.multi_label_margin_loss"/>
        public override Tensor forward(Tensor input, Tensor target) => functional.multi_label_margin_loss(input, target, reduction);
    }

    /// <inheritdoc cref="nn.functional.multilabel_soft_margin_loss"/>
    public sealed class MultiLabelSoftMarginLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.multilabel_soft_margin_loss"/>
        public MultiLabelSoftMarginLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
            : base(weight, reduction)
        {
        }

        /// <inheritdoc cref="nn.functional.multilabel_soft_margin_loss"/>
        public override Tensor forward(Tensor input, Tensor target) =>
            functional.multilabel_soft_margin_loss(input, target, weight, reduction);
    }

    /// <inheritdoc cref="nn.functional.multi_margin_loss"/>
    public sealed class MultiMarginLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.multi_margin_loss"/>
        public MultiMarginLoss(int p = 1, double margin = 1.0, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            : base(weight, reduction) => (this.p, this.margin) = (p, margin);

        /// <summary>The power.</summary>
        public int p { get; }

        /// <summary>The distance that is asked for.</summary>
        public double margin { get; }

        /// <inheritdoc cref="nn.functional.multi_margin_loss"/>
        public override Tensor forward(Tensor input, Tensor target) =>
            functional.multi_margin_loss(input, target, p, margin, weight, reduction);
    }

    /// <inheritdoc cref="nn.functional.soft_margin_loss"/>
    public sealed class SoftMarginLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.soft_margin_loss"/>
        public SoftMarginLoss(Reduction reduction = Reduction.Mean)
            : base(reduction)
        {
        }

        /// <inheritdoc cref="nn.functional.soft_margin_loss"/>
        public override Tensor forward(Tensor input, Tensor target) => functional.soft_margin_loss(input, target, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="functional.binary_cross_entropy"/>
            public static Modules.BCELoss BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);

            /// <inheritdoc cref="functional.kl_div"/>
            public static Modules.KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) =>
                new(log_target, reduction);

            /// <inheritdoc cref="functional.multi_label_margin_loss"/>
            public static Modules.MultiLabelMarginLoss MultiLabelMarginLoss(Reduction reduction = Reduction.Mean) => new(reduction);

            /// <inheritdoc cref="functional.multilabel_soft_margin_loss"/>
            public static Modules.MultiLabelSoftMarginLoss MultiLabelSoftMarginLoss(
                Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                new(weight, reduction);

            /// <inheritdoc cref="functional.multi_margin_loss"/>
            public static Modules.MultiMarginLoss MultiMarginLoss(
                int p = 1, double margin = 1.0, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                new(p, margin, weight, reduction);

            /// <inheritdoc cref="functional.soft_margin_loss"/>
            public static Modules.SoftMarginLoss SoftMarginLoss(Reduction reduction = Reduction.Mean) => new(reduction);
        }
    }
}
