using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue labels(5); yPred scores(5)
// config: k = 2
public static partial class TopK
{
    [Metric] public static Tensor Accuracy(Tensor yTrue, Tensor yPred, int k)
    {
        var (_, indices) = yPred.topk(k, dim: 1);
        return indices.eq(yTrue.unsqueeze(1)).any(1).to_type(float32).mean();
    }

    [Metric] public static Tensor BySum(Tensor yTrue, Tensor yPred, int k) =>
        yPred.topk(k, 1).indexes.eq(yTrue.unsqueeze(-1)).sum(1).to_type(float64).mean();

    [Metric] public static Tensor ByRank(Tensor yTrue, Tensor yPred, int k)
    {
        var own = yPred.gather(1, yTrue.unsqueeze(1));
        return yPred.gt(own).sum(1).lt(k).to_type(float32).mean();
    }

    [Metric] public static Tensor ReciprocalRank(Tensor yTrue, Tensor yPred)
    {
        var rank = yPred.gt(yPred.gather(1, yTrue.unsqueeze(1))).sum(1) + 1;
        return rank.to_type(float32).reciprocal().mean();
    }
}

// inputs: yTrue column(4); yPred scores(4)
public static partial class ColumnLabels
{
    [Metric] public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(-1).eq(yTrue.squeeze(1)).to_type(float32).mean();

    [Metric] public static Tensor KeepingTheAxis(Tensor yTrue, Tensor yPred) =>
        yPred.argmax(1, keepdim: true).eq(yTrue).to_type(float32).mean();

    [Metric]
    public static Tensor Flattened(Tensor yTrue, Tensor yPred) => yPred.argmax(1).flatten().eq(yTrue.flatten()).to_type(float32).mean();
}

// inputs: yTrue real(3); yPred real(3); mask mask(3)
public static partial class MaskedMeans
{
    [Metric] public static Tensor ByWhere(Tensor yTrue, Tensor yPred, Tensor mask)
    {
        var error = (yTrue - yPred).square();
        return where(mask, error, zeros_like(error)).sum() / mask.sum();
    }

    [Metric] public static Tensor ByFill(Tensor yTrue, Tensor yPred, Tensor mask) =>
        (yTrue - yPred).abs().masked_fill(~mask, 0).sum() / mask.sum();

    [Metric] public static Tensor PerOutput(Tensor yTrue, Tensor yPred, Tensor mask) =>
        ((yTrue - yPred).abs() * mask).sum(dim: 0) / mask.sum(dim: 0).clamp(min: 1);
}

// inputs: yTrue steps(4,3); yPred scores(4,3)
// config: padding = 0
public static partial class TokenAccuracy
{
    [Metric] public static Tensor Accuracy(Tensor yTrue, Tensor yPred, int padding)
    {
        var mask = yTrue.ne(padding);
        var right = yPred.argmax(2).eq(yTrue) & mask;
        return right.sum() / mask.sum();
    }

    [Metric] public static Tensor PerSequence(Tensor yTrue, Tensor yPred) => yPred.argmax(-1).eq(yTrue).all(1).to_type(float32).mean();

    [Metric] public static Tensor Loss(Tensor yTrue, Tensor yPred) => functional.cross_entropy(yPred.transpose(1, 2), yTrue);

    [Metric] public static Tensor FlatLoss(Tensor yTrue, Tensor yPred) => functional.cross_entropy(yPred.reshape(-1, 3), yTrue.reshape(-1));
}

// inputs: yTrue labels(3); yPred simplex(3)
public static partial class TrueClassProbability
{
    [Metric] public static Tensor Mean(Tensor yTrue, Tensor yPred) => yPred.gather(1, yTrue.view(-1, 1)).mean();

    [Metric]
    public static Tensor Geometric(Tensor yTrue, Tensor yPred) => yPred.gather(1, yTrue.unsqueeze(1)).squeeze(1).log().mean().exp();
}

// inputs: yPred scores(4)
public static partial class Columns
{
    [Metric] public static Tensor Selected(Tensor yPred) => yPred.select(1, 2).mean();

    [Metric] public static Tensor Sliced(Tensor yPred) => (yPred[.., 1..3].sum(1) - yPred[.., 0]).abs().mean();

    [Metric] public static Tensor Narrowed(Tensor yPred) => yPred.narrow(1, 1, 2).mean([0]);

    [Metric] public static Tensor Last(Tensor yPred) => yPred[.., ^1].square().mean();

    [Metric] public static Tensor Reversed(Tensor yPred) => (yPred.flip(1) * yPred).sum();

    [Metric] public static Tensor SortedInRows(Tensor yPred) => yPred.sort(1, descending: true).Values.mean([0]);

    [Metric] public static Tensor RunningInRows(Tensor yPred) => yPred.softmax(1).cumsum(1).mean([0]);

    [Metric] public static Tensor Picked(Tensor yPred) => yPred.index_select(1, torch.tensor(new long[] { 3, 1 })).mean([0]);

    [Metric] public static Tensor Margin(Tensor yPred)
    {
        var (top, _) = yPred.topk(2);
        return (top[.., 0] - top[.., 1]).mean();
    }
}

// inputs: yTrue binary(4); yPred unit(4)
public static partial class MultiLabel
{
    [Metric] public static Tensor Hamming(Tensor yTrue, Tensor yPred) => yPred.gt(0.5).ne(yTrue.@bool()).to_type(float32).mean();

    [Metric] public static Tensor Subset(Tensor yTrue, Tensor yPred) => yPred.gt(0.5).eq(yTrue.@bool()).all(dim: 1).to_type(float32).mean();

    [Metric] public static Tensor AnyHit(Tensor yTrue, Tensor yPred) => (yPred.gt(0.5) & yTrue.@bool()).any(dim: 1).to_type(float32).mean();

    [Metric] public static Tensor PerLabelF1(Tensor yTrue, Tensor yPred)
    {
        var predicted = yPred.gt(0.5).to_type(float32);
        var actual = yTrue.to_type(float32);
        return 2 * (predicted * actual).sum(dim: 0) / (predicted + actual).sum(dim: 0).clamp(min: 1);
    }
}
