using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: x real(3); y real(3)
// reason: median
public static partial class Medians
{
    [Metric] public static Tensor OfAll(Tensor x, Tensor y) => [|(x - y).abs().median()|];

    [Metric] public static Tensor Function(Tensor x, Tensor y) => [|torch.median(x - y)|];
}

// inputs: x real
// reason: quantile
public static partial class Quantiles
{
    [Metric] public static Tensor Value(Tensor x) => [|x.quantile(torch.tensor(0.9, dtype: x.dtype), 0)|];
}
