using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Losses of distances and of orders. Targets are 1 (alike, or the first ranks higher) and -1.
        public static partial class functional
        {
            /// <summary>input where the target is 1, max(0, margin - input) where it is -1.</summary>
            public static Tensor hinge_embedding_loss(
                Tensor input, Tensor target, double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                Aten.hinge_embedding_loss.Call(input, target, margin, (long)reduction);

            /// <summary>1 - cos where the target is 1, max(0, cos - margin) where it is -1, of the rows of two inputs.</summary>
            public static Tensor cosine_embedding_loss(
                Tensor input1, Tensor input2, Tensor target, double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                Aten.cosine_embedding_loss.Call(input1, input2, target, margin, (long)reduction);

            /// <summary>max(0, -target * (input1 - input2) + margin).</summary>
            public static Tensor margin_ranking_loss(
                Tensor input1, Tensor input2, Tensor target, double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                Aten.margin_ranking_loss.Call(input1, input2, target, margin, (long)reduction);

            /// <summary>
            /// max(0, |anchor - positive| - |anchor - negative| + margin) with p-norms of rows; <paramref name="swap"/> takes |positive -
            /// negative| if smaller.
            /// </summary>
            public static Tensor triplet_margin_loss(
                Tensor anchor, Tensor positive, Tensor negative, double margin = 1.0, long p = 2, double eps = 1e-06, bool swap = false,
                Reduction reduction = Reduction.Mean) =>
                Aten.triplet_margin_loss.Call(anchor, positive, negative, margin, (double)p, eps, swap, (long)reduction);
        }
    }
}
