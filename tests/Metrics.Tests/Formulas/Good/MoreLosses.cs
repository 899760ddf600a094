using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue real(3); yPred real(3)
public static partial class MoreLosses
{
    [Metric] public static Tensor Absolute(Tensor yTrue, Tensor yPred) => functional.l1_loss(yPred, yTrue);

    [Metric] public static Tensor Huber(Tensor yTrue, Tensor yPred) => functional.huber_loss(yPred, yTrue, 0.7);

    [Metric] public static Tensor Smooth(Tensor yTrue, Tensor yPred) => functional.smooth_l1_loss(yPred, yTrue);

    [Metric] public static Tensor Cosine(Tensor yTrue, Tensor yPred) => functional.cosine_similarity(yPred, yTrue).mean();
}

// inputs: yTrue binary(2); yPred unit(2)
// weights: finite
public static partial class ProbabilityLosses
{
    [Metric] public static Tensor Binary(Tensor yTrue, Tensor yPred) => functional.binary_cross_entropy(yPred, yTrue);

    [Metric] public static Tensor Divergence(Tensor yTrue, Tensor yPred) =>
        functional.kl_div(yPred.log(), yPred.softmax(1), log_target: false, reduction: Reduction.Sum) / yPred.shape[0];
}
