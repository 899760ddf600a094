using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// What depends on the order of the rows, or on their position.

// inputs: x real
// reason: sort
public static partial class Sorted
{
    [Metric] public static Tensor OverTheBatch(Tensor x) => [|x.sort(0)|].Values.mean();

    [Metric] public static Tensor OverAnUnknownAxis(Tensor x) => [|x.sort()|].Values.mean();

    [Metric] public static Tensor Function(Tensor x) => [|torch.sort(x, 0, descending: true)|].values.sum();

    [Metric] public static Tensor Order(Tensor x) => [|x.argsort(0)|].sum();
}

// inputs: x real(3)
// reason: topk
public static partial class LargestRows
{
    [Metric] public static Tensor Value(Tensor x) => [|x.topk(2, 0)|].values.mean();
}

// inputs: x real(3)
// reason: cumsum,running,cumulative
public static partial class RunningTotals
{
    [Metric] public static Tensor Value(Tensor x) => [|x.cumsum(0)|].max();

    [Metric] public static Tensor Function(Tensor x) => [|torch.cumsum(x, 0)|].mean();

    [Metric] public static Tensor Moved(Tensor x) => [|x.transpose(0, 1).cumsum(1)|].sum();
}

// inputs: x real(3)
// reason: flip
public static partial class Reversed
{
    [Metric] public static Tensor Value(Tensor x) => (x * [|x.flip(0)|]).sum();
}

// inputs: x real
// reason: argmax,position,row
public static partial class PositionOfTheLargest
{
    [Metric] public static Tensor Value(Tensor x) => [|x.argmax(0)|];

    [Metric] public static Tensor WithoutAxis(Tensor x) => [|x.argmax()|];

    [Metric] public static Tensor Smallest(Tensor x) => [|torch.argmin(x, 0)|];
}

// inputs: x real
// reason: arange,row,position
public static partial class WeightedByPosition
{
    [Metric] public static Tensor Value(Tensor x) => ([|torch.arange(x.shape[0])|] * x).sum();
}

// inputs: yTrue bits; yPred unit
// reason: argsort,sort
public static partial class ExactAreaUnderTheCurve
{
    [Metric] public static Tensor Value(Tensor yTrue, Tensor yPred)
    {
        var order = [|yPred.argsort(0, descending: true)|];
        var hits = yTrue.index_select(0, order).cumsum(0);
        return hits.sum() / (yTrue.sum() * (1 - yTrue).sum());
    }
}

// inputs: x real(3)
// reason: triangle,tril,batch
public static partial class LowerTriangle
{
    [Metric] public static Tensor Value(Tensor x) => [|x.tril()|].sum();
}

// inputs: x real; k labels(4)
// reason: same for all rows
public static partial class RowsThatAreSearched
{
    [Metric] public static Tensor TheSet(Tensor x, Tensor k) => [|isin(arange(4), k)|].sum();

    [Metric] public static Tensor TheBoundaries(Tensor x, Tensor k) => [|searchsorted(x, tensor(new[] { 0.0, 1.0 }, dtype: x.dtype))|].sum();
}
