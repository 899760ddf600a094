using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// A formula in which a reduction feeds what is reduced again needs two passes over the data.

// inputs: x real
// reason: reduc
public static partial class ScaledByLargest
{
    [Metric] public static Tensor Value(Tensor x) => ([|x / x.max()|]).mean();
}

// inputs: x real(3)
// reason: softmax
public static partial class SoftmaxOverTheBatch
{
    [Metric] public static Tensor Value(Tensor x) => [|x.softmax(0)|].amax(1).mean();

    [Metric] public static Tensor Function(Tensor x) => [|functional.softmax(x, 0)|].sum();

    [Metric] public static Tensor Logs(Tensor x) => [|functional.log_softmax(x, 0)|].mean();

    [Metric] public static Tensor Moved(Tensor x) => [|x.T.softmax(-1)|].mean();
}

// inputs: x real
// reason: mean
public static partial class ZScore
{
    [Metric] public static Tensor Value(Tensor x) => [|((x - x.mean()) / x.std()).abs()|].max();
}

// inputs: x real
// reason: mean
public static partial class MeanAbsoluteDeviation
{
    [Metric] public static Tensor Value(Tensor x)
    {
        var centred = x - x.mean();
        return [|centred.abs()|].mean();
    }
}

// inputs: x real
// reason: mean
public static partial class Skewness
{
    [Metric] public static Tensor Value(Tensor x) => [|(x - x.mean()).pow(3)|].mean() / x.std().pow(3);
}

// inputs: x real
// reason: reduc
public static partial class ShareAboveTheMean
{
    [Metric] public static Tensor Value(Tensor x) => [|x.gt(x.mean())|].to_type(float32).mean();

    [Metric] public static Tensor Operator(Tensor x)
    {
        var mean = x.mean();
        return ([|x > mean|]).sum();
    }
}

// inputs: x real(3)
// reason: reduc
public static partial class NormalizedColumns
{
    [Metric] public static Tensor Value(Tensor x) => ([|x / x.norm(0, keepdim: true)|]).sum();
}

// inputs: x real
// reason: reduc
public static partial class MinMaxScaled
{
    [Metric] public static Tensor Value(Tensor x)
    {
        var (low, high) = (x.min(), x.max());
        var scaled = ([|x - low|]) / (high - low);
        return scaled.square().mean();
    }
}

// inputs: x real
// reason: reduc
public static partial class FedBackMean
{
    [Metric] public static Tensor Value(Tensor x)
    {
        var m = x.mean();
        return ([|x * m|]).exp().sum();
    }
}

// inputs: x real; y real
// reason: reduc
public static partial class ClippedAtTheMean
{
    [Metric] public static Tensor Value(Tensor x, Tensor y) => [|x.minimum(y.mean())|].sum();
}

// inputs: x real; mask mask
// reason: reduc
public static partial class FilledWithTheMean
{
    [Metric] public static Tensor Value(Tensor x, Tensor mask) => [|where(mask, x, x.mean())|].square().sum();
}

// inputs: x real
// reason: item,reduc
public static partial class ThresholdReadBack
{
    [Metric] public static Tensor Value(Tensor x) => x.gt([|x.to_type(float64).mean().item<double>()|]).sum();
}

// inputs: yTrue labels(3); x real
// config: numClasses = 3
// reason: reduc
public static partial class BalancedByCounts
{
    [Metric] public static Tensor Value(Tensor yTrue, Tensor x, int numClasses)
    {
        var counts = functional.one_hot(yTrue, numClasses).sum(dim: 0);
        return ([|counts.index_select(0, yTrue)|].to_type(float64).reciprocal() * x).sum();
    }
}

// inputs: yTrue labels(3)
// config: numClasses = 3
// reason: reduc
public static partial class ShareOfTheMajority
{
    [Metric] public static Tensor Value(Tensor yTrue, int numClasses)
    {
        var majority = functional.one_hot(yTrue, numClasses).sum(dim: 0).argmax();
        return [|yTrue.eq(majority)|].sum();
    }
}

// inputs: x real(3)
// reason: reduc
public static partial class ScaledByDeviation
{
    [Metric] public static Tensor Value(Tensor x) => ([|x / x.std(0)|]).square().mean();
}

// inputs: x real
// reason: rows
public static partial class DividedByTheBatchSize
{
    [Metric] public static Tensor Value(Tensor x) => ([|x / x.shape[0]|]).exp().sum();
}
