using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// Values looked up in what is the same for all rows, and what needs memory in order.

// inputs: x real(4); k labels(4)
public static partial class LookedUp
{
    [Metric] public static Tensor InASet(Tensor x, Tensor k) => isin(k, arange(2)).sum();

    [Metric] public static Tensor Sorted(Tensor x, Tensor k) =>
        searchsorted(tensor(new[] { -1.0, 0.0, 1.0 }, dtype: x.dtype), x.contiguous()).sum();

    [Metric] public static Tensor Bucket(Tensor x, Tensor k) =>
        bucketize(x, tensor(new[] { -1.0, 0.5 }, dtype: x.dtype)).to_type(float64).mean();
}

// inputs: x real(4); k labels(4)
public static partial class OfOneShape
{
    [Metric] public static Tensor SlicedView(Tensor x, Tensor k) => x[.., 1..3].contiguous().view(x.shape[0], -1).exp().sum();

    [Metric] public static Tensor PermutedView(Tensor x, Tensor k) =>
        x.view(x.shape[0], 2, 2).permute(0, 2, 1).contiguous().view(x.shape[0], -1).cumsum(1).mean();

    [Metric] public static Tensor MedianOfResults(Tensor x, Tensor k) => x.mean([0L]).median() + x.abs().sum(dim: 0).median();

    [Metric] public static Tensor CountAsTensor(Tensor x, Tensor k)
    {
        Tensor n = k.shape[0];
        return k.sum() * n;
    }

    [Metric] public static Tensor ClampedByCount(Tensor x, Tensor k) => k.sum().clamp(min: k.shape[0]);
}
