using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: a real(3); b real(2)
public static partial class EinsteinSums
{
    [Metric] public static Tensor Cross(Tensor a, Tensor b) => torch.einsum("ni,nj->ij", a, b);

    [Metric] public static Tensor PerRow(Tensor a, Tensor b) => torch.einsum("ni,nj->n", a, b).mean();

    [Metric] public static Tensor Total(Tensor a, Tensor b) => torch.einsum("ni,ni->", a, a);

    [Metric] public static Tensor Transposed(Tensor a, Tensor b) => torch.einsum("ni,nj->nji", a, b).sum(dim: 0);
}
