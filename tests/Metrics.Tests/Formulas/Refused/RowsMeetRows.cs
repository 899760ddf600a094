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

// inputs: x real(3); k labels(3)
// reason: rows,positions,width
public static partial class AddedToOthers
{
    [Metric] public static Tensor ToRows(Tensor x, Tensor k) => [|x.index_add(1, tensor(new long[] { 0, 1, 2 }), x, 1)|].sum();

    [Metric] public static Tensor AcrossRows(Tensor x, Tensor k) => [|zeros_like(x).scatter_add(0, k.unsqueeze(1), x)|].sum();

    [Metric] public static Tensor ConstantSource(Tensor x, Tensor k) => [|zeros(3).scatter_add(0, k, ones(5))|];

    [Metric] public static Tensor ConstantIndex(Tensor x, Tensor k) => [|zeros(3).index_add(0, tensor(new[] { 0L }), k, 1)|];

    [Metric] public static Tensor OtherAxis(Tensor x, Tensor k) => [|zeros([3, 3], dtype: x.dtype).index_add(1, k, x, 1)|];

    [Metric] public static Tensor ToResults(Tensor x, Tensor k) => [|x.sum(dim: 0).index_add(0, k, x[.., 0], 1)|];

    [Metric] public static Tensor OneHotByConstant(Tensor x, Tensor k) => [|zeros_like(x).scatter(1, k.unsqueeze(1), ones(1, 1))|].sum();
}

// inputs: x real(3); k labels(3)
// reason: hold,afterwards,declare,share,names
public static partial class WrittenInto
{
    [Metric] public static Tensor Alias(Tensor x, Tensor k)
    {
        var a = zeros(3, dtype: x.dtype);
        var b = [|a|];
        a.index_add_(0, k, x[.., 0], 1);
        return b;
    }

    [Metric] public static Tensor View(Tensor x, Tensor k)
    {
        var a = zeros(3, dtype: x.dtype);
        var first = [|a|].narrow(0, 0, 1);
        a.index_add_(0, k, x[.., 0], 1);
        return first;
    }

    [Metric] public static Tensor OfAnother(Tensor x, Tensor k)
    {
        var b = zeros(3, dtype: x.dtype);
        var a = b.detach();
        [|a.index_add_(0, k, x[.., 0], 1)|];
        return b;
    }

    [Metric] public static Tensor Parameter(Tensor x, Tensor k)
    {
        [|k.index_add_(0, k, k, 1)|];
        return k.sum();
    }

    [Metric] public static Tensor ValueOfIt(Tensor x, Tensor k)
    {
        var a = zeros(3, dtype: x.dtype);
        var b = [|a.index_add_(0, k, x[.., 0], 1)|];
        return a + b;
    }

    [Metric] public static Tensor InALoop(Tensor x, Tensor k)
    {
        var a = zeros(3, dtype: x.dtype);
        var sum = zeros(3, dtype: x.dtype);
        for (var i = 0; i < 2; i++)
        {
            sum = sum + [|a|];
            a.index_add_(0, k, x[.., 0], 1);
        }

        return sum;
    }

    [Metric] public static Tensor BySizes(Tensor x, Tensor k) => [|x.zeros(3)|].sum();
}

// inputs: x real(3); k labels(3)
// reason: reduce,table,together,rows
public static partial class LookedUpElsewhere
{
    [Metric] public static Tensor InResults(Tensor x, Tensor k) => [|x.sum(dim: 0)[k]|].mean();

    [Metric] public static Tensor Apart(Tensor x, Tensor k) => [|ones(3, 2, 3)[TensorIndex.Tensor(k), .., TensorIndex.Tensor(k)]|].sum();

    [Metric] public static Tensor OnlyApart(Tensor x, Tensor k) => [|ones(3, 2, 3)[TensorIndex.Tensor(k), 1..]|].sum();

    [Metric] public static Tensor NewOnes(Tensor x, Tensor k) => [|x.new_ones(3)|].sum();
}
