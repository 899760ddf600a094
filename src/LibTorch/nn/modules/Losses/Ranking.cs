using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <inheritdoc cref="nn.functional.hinge_embedding_loss"/>
    public sealed class HingeEmbeddingLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.hinge_embedding_loss"/>
        public HingeEmbeddingLoss(double margin = 0.0, Reduction reduction = Reduction.Mean)
            : base(reduction) => this.margin = margin;

        /// <summary>The distance that is asked for.</summary>
        public double margin { get; }

        /// <inheritdoc cref="nn.functional.hinge_embedding_loss"/>
        public override Tensor forward(Tensor input, Tensor target) => functional.hinge_embedding_loss(input, target, margin, reduction);
    }

    /// <inheritdoc cref="nn.functional.cosine_embedding_loss"/>
    public sealed class CosineEmbeddingLoss : Loss<Tensor, Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.cosine_embedding_loss"/>
        public CosineEmbeddingLoss(double margin = 0.0, Reduction reduction = Reduction.Mean)
            : base(reduction) => this.margin = margin;

        /// <summary>The distance that is asked for.</summary>
        public double margin { get; }

        /// <inheritdoc cref="nn.functional.cosine_embedding_loss"/>
        public override Tensor forward(Tensor input1, Tensor input2, Tensor target) =>
            functional.cosine_embedding_loss(input1, input2, target, margin, reduction);
    }

    /// <inheritdoc cref="nn.functional.margin_ranking_loss"/>
    public sealed class MarginRankingLoss : Loss<Tensor, Tensor, Tensor, Tensor>
    {
        /// <inheritdoc cref="nn.functional.margin_ranking_loss"/>
        public MarginRankingLoss(double margin = 0.0, Reduction reduction = Reduction.Mean)
            : base(reduction) => this.margin = margin;

        /// <summary>The distance that is asked for.</summary>
        public double margin { get; }

        /// <inheritdoc cref="nn.functional.margin_ranking_loss"/>
        public override Tensor forward(Tensor input1, Tensor input2, Tensor target) =>
            functional.margin_ranking_loss(input1, input2, target, margin, reduction);
    }

    /// <inheritdoc cref="nn.functional.triplet_margin_loss"/>
    public sealed class TripletMarginLoss : Loss<Tensor, Tensor, Tensor, Tensor>
    {
        private readonly double _eps;
        private readonly bool _swap;

        /// <inheritdoc cref="nn.functional.triplet_margin_loss"/>
        public TripletMarginLoss(double margin = 1.0, long p = 2, double eps = 1e-06, bool swap = false, Reduction reduction = Reduction.Mean)
            : base(reduction) => (this.margin, this.p, _eps, _swap) = (margin, p, eps, swap);

        /// <summary>The distance that is asked for.</summary>
        public double margin { get; }

        /// <summary>The power.</summary>
        public long p { get; }

        /// <inheritdoc cref="nn.functional.triplet_margin_loss"/>
        public override Tensor forward(Tensor anchor, Tensor positive, Tensor negative) =>
            functional.triplet_margin_loss(anchor, positive, negative, margin, p, _eps, _swap, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="functional.hinge_embedding_loss"/>
            public static Modules.HingeEmbeddingLoss HingeEmbeddingLoss(double margin = 1.0, Reduction reduction = Reduction.Mean) =>
                new(margin, reduction);

            /// <inheritdoc cref="functional.cosine_embedding_loss"/>
            public static Modules.CosineEmbeddingLoss CosineEmbeddingLoss(double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                new(margin, reduction);

            /// <inheritdoc cref="functional.margin_ranking_loss"/>
            public static Modules.MarginRankingLoss MarginRankingLoss(double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                new(margin, reduction);

            /// <inheritdoc cref="functional.triplet_margin_loss"/>
            public static Modules.TripletMarginLoss TripletMarginLoss(
                double margin = 1.0, long p = 2, double eps = 1e-06, bool swap = false, Reduction reduction = Reduction.Mean) =>
                new(margin, p, eps, swap, reduction);
        }
    }
}
