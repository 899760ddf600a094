using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// Rows that meet other rows, or lose their axis.

// inputs: x real(3); y real(3)
// reason: batch,row
public static partial class RowsByRows
{
    [Metric] public static Tensor Product(Tensor x, Tensor y) => [|x.matmul(y.T)|].mean();

    [Metric] public static Tensor Member(Tensor x, Tensor y) => [|x.mm(y.transpose(0, 1))|].max();

    [Metric] public static Tensor Pairs(Tensor x, Tensor y) => ([|x.unsqueeze(0) - y.unsqueeze(1)|]).square().mean();
}

// inputs: x real(3); y real(3)
// reason: cat,batch,row
public static partial class RowsBelowRows
{
    [Metric] public static Tensor Value(Tensor x, Tensor y) => [|torch.cat([x, y])|].mean();

    [Metric] public static Tensor Stacked(Tensor x) => [|x.repeat(2, 1)|].sum();
}

// inputs: x real
// reason: squeeze
public static partial class SqueezedWithoutAxis
{
    [Metric] public static Tensor Value(Tensor x) => [|x.squeeze()|].mean();

    [Metric] public static Tensor Function(Tensor x) => [|torch.squeeze(x)|].sum();
}

// inputs: x real(4)
// reason: shape,reshape,view,row,batch
public static partial class MixedRows
{
    [Metric] public static Tensor Reshaped(Tensor x) => [|x.reshape(4, -1)|].square().sum(1).sqrt().mean();

    [Metric] public static Tensor Viewed(Tensor x) => [|x.view(2, -1)|].amax(0).sum();
}

// inputs: x real(3)
// config: axis = 0
// reason: constant
public static partial class AxisFromConfig
{
    [Metric] public static Tensor Sum(Tensor x, int axis) => x.sum([|axis|], keepdim: false).mean();

    [Metric] public static Tensor Transposed(Tensor x, int axis) => x.transpose(0, [|axis|]).mean([0]);

    [Metric] public static Tensor Softmax(Tensor x, int axis) => x.softmax([|axis|]).mean();
}

// inputs: x real(3)
// reason: reduc,row
public static partial class NeverReduced
{
    [Metric] public static Tensor Value(Tensor x) => [|x.square()|];

    [Metric] public static Tensor PerRow(Tensor x) => [|x.mean([1])|];
}

// inputs: x real(3)
// reason: diag,batch,row
public static partial class DiagonalOfRows
{
    [Metric] public static Tensor Value(Tensor x) => [|x.diag()|].sum();
}
