using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue labels(4); yPred scores(4)
public static partial class CrossEntropies
{
    [Metric] public static Tensor Mean(Tensor yTrue, Tensor yPred) => functional.cross_entropy(yPred, yTrue);

    [Metric] public static Tensor Sum(Tensor yTrue, Tensor yPred) => functional.cross_entropy(yPred, yTrue, reduction: Reduction.Sum);

    [Metric] public static Tensor Ignoring(Tensor yTrue, Tensor yPred) => functional.cross_entropy(yPred, yTrue, ignore_index: 2);

    [Metric] public static Tensor Unreduced(Tensor yTrue, Tensor yPred) =>
        functional.cross_entropy(yPred, yTrue, reduction: Reduction.None).clamp(max: 3).mean();

    [Metric] public static Tensor Perplexity(Tensor yTrue, Tensor yPred) => functional.cross_entropy(yPred, yTrue).exp();
}

// inputs: yTrue labels(3); yPred scores(3)
public static partial class LikelihoodLosses
{
    [Metric] public static Tensor Nll(Tensor yTrue, Tensor yPred) => functional.nll_loss(functional.log_softmax(yPred, 1), yTrue);

    [Metric] public static Tensor ByHand(Tensor yTrue, Tensor yPred) =>
        -yPred.log_softmax(1).gather(1, yTrue.unsqueeze(1)).squeeze(1).mean();
}

// inputs: yTrue labels(3); yPred scores(3)
public static partial class WeightedCrossEntropy
{
    [Metric] public static Tensor Loss(Tensor yTrue, Tensor yPred) =>
        functional.cross_entropy(yPred, yTrue, weight: torch.tensor(new[] { 1.0, 2.0, 0.5 }, dtype: yPred.dtype));
}

// inputs: yTrue binary(2); yPred real(2)
public static partial class BinaryCrossEntropies
{
    [Metric] public static Tensor OfLogits(Tensor yTrue, Tensor yPred) => functional.binary_cross_entropy_with_logits(yPred, yTrue);

    [Metric] public static Tensor SumOfLogits(Tensor yTrue, Tensor yPred) =>
        functional.binary_cross_entropy_with_logits(yPred, yTrue, reduction: Reduction.Sum);

    [Metric] public static Tensor ByHand(Tensor yTrue, Tensor yPred)
    {
        var p = functional.sigmoid(yPred).clamp(1e-7, 1 - 1e-7);
        return -(yTrue * p.log() + (1 - yTrue) * (1 - p).log()).mean();
    }
}

// inputs: yTrue real(3); yPred real(3)
public static partial class SquaredLosses
{
    [Metric] public static Tensor Mean(Tensor yTrue, Tensor yPred) => functional.mse_loss(yPred, yTrue);

    [Metric] public static Tensor Sum(Tensor yTrue, Tensor yPred) => functional.mse_loss(yPred, yTrue, Reduction.Sum);

    [Metric] public static Tensor PerOutput(Tensor yTrue, Tensor yPred) => functional.mse_loss(yPred, yTrue, Reduction.None).mean([0]);
}

// inputs: yTrue binary; yPred real
public static partial class Hinge
{
    [Metric] public static Tensor Loss(Tensor yTrue, Tensor yPred) => functional.relu(1 - (2 * yTrue - 1) * yPred).mean();

    [Metric] public static Tensor Squared(Tensor yTrue, Tensor yPred) => (1 - (2 * yTrue - 1) * yPred).relu().square().mean();
}

// inputs: yTrue simplex(4); yPred simplex(4)
public static partial class Divergence
{
    [Metric] public static Tensor KullbackLeibler(Tensor yTrue, Tensor yPred) => (yTrue * (yTrue / yPred).log()).sum(-1).mean();
}

// inputs: yTrue real(3); yPred real(3)
public static partial class LogCosh
{
    [Metric] public static Tensor Loss(Tensor yTrue, Tensor yPred)
    {
        var x = yPred - yTrue;
        return (x + (1 + (-2 * x).exp()).log() - System.Math.Log(2)).mean();
    }
}
