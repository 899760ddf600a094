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

// inputs: yTrue labels(3); pred labels(3); steps steps(2,3)
// config: cost = new[] { 0.0, 1.0, 5.0, 1.5, 0.5, 2.0, 4.0, 3.0, 0.25 }; weights = new[] { 0.5, 2.0, 1.0 }
public static partial class CostMatrix
{
    [Metric] public static Tensor Mean(Tensor yTrue, Tensor pred, Tensor steps, double[] cost, double[] weights) =>
        tensor(cost).reshape(3, 3)[yTrue, pred].mean();

    [Metric] public static Tensor OneRow(Tensor yTrue, Tensor pred, Tensor steps, double[] cost, double[] weights) =>
        tensor(cost).reshape(3, 3)[yTrue, 0].sum() + tensor(cost).reshape(3, 3)[1, pred].amax();

    [Metric] public static Tensor Taken(Tensor yTrue, Tensor pred, Tensor steps, double[] cost, double[] weights)
    {
        var matrix = tensor(cost).view(3, 3);
        var columns = matrix[.., TensorIndex.Tensor(pred)];
        return matrix[TensorIndex.Tensor(yTrue), ..].sum(dim: 0) + columns.square().sum(1) + columns[0].mean();
    }

    [Metric] public static Tensor OfSteps(Tensor yTrue, Tensor pred, Tensor steps, double[] cost, double[] weights) =>
        tensor(cost).reshape(3, 3)[steps, steps.flip(1)].sum(dim: 0) + tensor(weights)[steps - 3].mean();

    [Metric] public static Tensor InACube(Tensor yTrue, Tensor pred, Tensor steps, double[] cost, double[] weights) =>
        stack([tensor(cost).reshape(3, 3), tensor(cost).reshape(3, 3) + 1])[1, yTrue, pred].mean();

    [Metric] public static Tensor Weighted(Tensor yTrue, Tensor pred, Tensor steps, double[] cost, double[] weights)
    {
        var w = tensor(weights)[yTrue];
        return w.masked_fill(yTrue.ne(pred), 0).sum() / w.sum();
    }
}

// inputs: x real(4); k labels(4)
public static partial class ChosenResults
{
    [Metric] public static Tensor Present(Tensor x, Tensor k)
    {
        var counts = bincount(k, minlength: 4);
        return x.sum(dim: 0).masked_select(counts.gt(0)).mean();
    }

    [Metric] public static Tensor Different(Tensor x, Tensor k) => bincount(k, minlength: 4).unique().output.sum();

    [Metric] public static Tensor HowMany(Tensor x, Tensor k)
    {
        var (values, _, counts) = bincount(k, minlength: 4).unique(return_counts: true);
        return (values * counts!).sum() + counts!.numel();
    }

    [Metric] public static Tensor Positions(Tensor x, Tensor k) => bincount(k, minlength: 4).nonzero().shape[0] + x.mean();

    [Metric(Shape = MetricShape.Vector)] public static Tensor Chosen(Tensor x, Tensor k) => x.mean([0L])[bincount(k, minlength: 4).gt(0)];
}
