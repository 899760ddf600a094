using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue labels(4)
// reason: unique
public static partial class UniqueValues
{
    [Metric] public static Tensor Value(Tensor yTrue) => [|yTrue.unique()|].output.sum();
}

// inputs: x real(3); y real(3)
// reason: cdist,row
public static partial class Distances
{
    [Metric] public static Tensor Value(Tensor x, Tensor y) => [|torch.cdist(x, y)|].mean();
}

// inputs: x real(3)
// reason: roll
public static partial class Rolled
{
    [Metric] public static Tensor Value(Tensor x) => (x * [|x.roll(1, 0)|]).sum();
}

// inputs: x real(3)
// reason: diff
public static partial class Differences
{
    [Metric] public static Tensor Value(Tensor x) => [|x.diff(1, 0)|].abs().mean();
}

// inputs: x real(3)
// reason: cov
public static partial class CovarianceOfRows
{
    [Metric] public static Tensor Value(Tensor x) => [|x.cov()|].mean();
}

// inputs: x unit
// reason: min,range
public static partial class HistogramWithoutRange
{
    [Metric] public static Tensor Value(Tensor x) => [|torch.histc(x, 10)|];
}

// inputs: x real(3); y real(3)
// reason: einsum,batch,row
public static partial class EinsumOfPairs
{
    [Metric] public static Tensor Value(Tensor x, Tensor y) => [|torch.einsum("ni,mi->nm", x, y)|].mean();
}

// inputs: x unit(3)
// reason: random
public static partial class NormalNoise
{
    [Metric] public static Tensor Value(Tensor x) => (x + [|torch.randn_like(x)|]).mean();
}

// inputs: x unit(3)
// reason: cumprod,running,cumulative
public static partial class RunningProducts
{
    [Metric] public static Tensor Value(Tensor x) => [|x.cumprod(0)|].mean();
}
