using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// Some of the rows, chosen by position or by value.

// inputs: yTrue labels(3); x real
// reason: data,rows
public static partial class RowsByValue
{
    [Metric] public static Tensor ByMask(Tensor yTrue, Tensor x) => [|x[yTrue.eq(1)]|].mean();

    [Metric] public static Tensor ByOperator(Tensor yTrue) => [|yTrue[yTrue == 1]|].sum();

    [Metric] public static Tensor Member(Tensor yTrue, Tensor x) => [|x.index(yTrue)|].mean();
}

// inputs: x real
// reason: rows
public static partial class RowsByPosition
{
    [Metric] public static Tensor First(Tensor x) => [|x[0]|];

    [Metric] public static Tensor Last(Tensor x) => [|x[^1]|];

    [Metric] public static Tensor Slice(Tensor x) => [|x[..5]|].mean();
}

// inputs: x real(3)
// reason: batch,row
public static partial class SlicedRows
{
    [Metric] public static Tensor Sliced(Tensor x) => [|x.slice(0, 0, 10, 2)|].mean();

    [Metric] public static Tensor Narrowed(Tensor x) => [|x.narrow(0, 0, 1)|].sum();

    [Metric] public static Tensor Selected(Tensor x) => [|x.select(0, 1)|].sum();

    [Metric] public static Tensor MovedAndSelected(Tensor x) => [|x.T.select(1, 0)|].mean();

    [Metric] public static Tensor Gathered(Tensor x) => [|x.gather(0, x.argmax(1, keepdim: true))|].mean();

    [Metric] public static Tensor Parts(Tensor x) => [|x.chunk(2)|][0].mean();

    [Metric] public static Tensor Unbound(Tensor x) => stack([|x.unbind()|]).mean();

    [Metric] public static Tensor Rows(Tensor x) => [|x.split(4)|][0].sum();
}

// inputs: x real; mask mask
// reason: masked_select,many
public static partial class MaskedRows
{
    [Metric] public static Tensor Value(Tensor x, Tensor mask) => [|x.masked_select(mask)|].mean();

    [Metric] public static Tensor Function(Tensor x, Tensor mask) => [|torch.masked_select(x, mask)|].sum();
}

// inputs: yTrue bits
// reason: nonzero,many,position
public static partial class PositionsOfOnes
{
    [Metric] public static Tensor Value(Tensor yTrue) => [|yTrue.nonzero()|].sum();
}

// inputs: x real
// reason: batch,differ,row
public static partial class DifferencesOfNeighbours
{
    [Metric] public static Tensor Value(Tensor x) => ([|x[1..]|] - x[..^1]).abs().mean();
}
