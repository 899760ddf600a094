using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue labels(4); w unit
// config: numClasses = 4
public static partial class AddedAtIndices
{
    [Metric] public static Tensor ByScatter(Tensor yTrue, Tensor w, int numClasses) =>
        zeros(numClasses, dtype: w.dtype).scatter_add(0, yTrue, w);

    [Metric] public static Tensor InPlace(Tensor yTrue, Tensor w, int numClasses) =>
        zeros(numClasses, dtype: w.dtype).scatter_add_(0, yTrue, w);

    [Metric] public static Tensor MeanPerClass(Tensor yTrue, Tensor w, int numClasses)
    {
        var sums = zeros([numClasses], dtype: w.dtype);
        sums.index_add_(0, yTrue, w, 1);
        var counts = zeros(numClasses, dtype: w.dtype);
        counts.index_add_(0, yTrue, ones_like(w), 1);
        return sums / counts.clamp(min: 1);
    }

    [Metric] public static Tensor Scaled(Tensor yTrue, Tensor w, int numClasses) =>
        ones(numClasses, dtype: w.dtype).index_add(0, yTrue, w, 2.5);

    [Metric] public static Tensor Twice(Tensor yTrue, Tensor w, int numClasses)
    {
        var sums = zeros(numClasses, dtype: w.dtype);
        sums.scatter_add_(0, yTrue, w);
        sums.scatter_add_(-1, 3 - yTrue, w.square());
        return sums;
    }

    [Metric] public static Tensor Counted(Tensor yTrue, Tensor w, int numClasses) =>
        zeros(numClasses, dtype: int64).index_add(0, yTrue, ones(yTrue.shape[0], dtype: int64), 1);

    [Metric] public static Tensor Whole(Tensor yTrue, Tensor w, int numClasses) =>
        zeros(numClasses, dtype: int64).index_add(0, yTrue, w.mul(10).to_type(int64), 2.5);

    [Metric] public static Tensor Seen(Tensor yTrue, Tensor w, int numClasses) =>
        zeros(numClasses, dtype: @bool).index_add(0, yTrue, w.gt(0.5), 1);

    [Metric] public static Tensor SmallNumbers(Tensor yTrue, Tensor w, int numClasses) =>
        zeros(numClasses, dtype: uint8).index_add(0, yTrue, w.mul(200).to_type(uint8), 1);

    [Metric] public static Tensor Weighted(Tensor yTrue, Tensor w, int numClasses) => yTrue.bincount(w, minlength: numClasses);

    [Metric] public static Tensor WeightedByNumbers(Tensor yTrue, Tensor w, int numClasses) => yTrue.bincount(yTrue + 1, minlength: numClasses);

    [Metric] public static Tensor WeightedByThemselves(Tensor yTrue, Tensor w, int numClasses) =>
        yTrue.bincount(yTrue, minlength: numClasses) + zeros(numClasses, dtype: int64).scatter_add(0, yTrue, yTrue);

    [Metric] public static Tensor OneClassIsNaN(Tensor yTrue, Tensor w, int numClasses) =>
        yTrue.bincount(where(yTrue.eq(1), w.log() / 0, w), minlength: numClasses)
        + zeros(numClasses, dtype: w.dtype).scatter_add(0, yTrue, where(yTrue.eq(2), (w - w) / 0, w));

    [Metric] public static Tensor AsManyAsScores(Tensor yTrue, Tensor w, int numClasses)
    {
        var scores = functional.one_hot(yTrue, numClasses);
        return zeros(scores.shape[1], dtype: w.dtype).scatter_add(0, yTrue, w);
    }
}

// inputs: yTrue labels(3); x real(4)
// config: numClasses = 3
public static partial class RowsAddedAtIndices
{
    [Metric(Shape = MetricShape.Matrix)] public static Tensor ClassCentres(Tensor yTrue, Tensor x, int numClasses)
    {
        var sums = zeros(numClasses, x.shape[1], dtype: x.dtype).index_add(0, yTrue, x, 1);
        return sums / bincount(yTrue, minlength: numClasses).clamp(min: 1).unsqueeze(1);
    }

    [Metric] public static Tensor OfThreeAxes(Tensor yTrue, Tensor x, int numClasses) =>
        zeros([numClasses, 2, 2], dtype: x.dtype).index_add(0, yTrue, x.view(-1, 2, 2), 1).sum();

    [Metric] public static Tensor Items(Tensor yTrue, Tensor x, int numClasses) =>
        zeros(2, dtype: x.dtype).scatter_add(0, x.flatten().gt(0).to_type(int64), x.flatten());
}

// inputs: yTrue labels(4); yPred scores(4)
// config: numClasses = 4
public static partial class ScatteredOneHot
{
    [Metric] public static Tensor Support(Tensor yTrue, Tensor yPred, int numClasses) =>
        zeros(yTrue.shape[0], numClasses).scatter(1, yTrue.unsqueeze(1), ones(yTrue.shape[0], 1)).sum(dim: 0);

    [Metric] public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var labels = yTrue.unsqueeze(1);
        var actual = zeros_like(yPred).scatter_(1, labels, ones_like(yPred));
        var predicted = zeros(yTrue.size(0), numClasses, dtype: yPred.dtype).scatter_(1, yPred.argmax(1, keepdim: true), ones_like(yPred));
        return (actual * predicted).sum(dim: 0) / actual.sum(dim: 0).clamp(min: 1);
    }

    [Metric] public static Tensor Written(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var actual = zeros(yTrue.shape[0], numClasses, dtype: int64);
        actual.scatter_(1, yTrue.unsqueeze(1), ones_like(yTrue.unsqueeze(1)));
        return (actual * yPred).sum(1).mean();
    }

    [Metric] public static Tensor Summed(Tensor yTrue, Tensor yPred, int numClasses) =>
        zeros(yTrue.shape[0], numClasses, dtype: yPred.dtype).scatter_add(-1, yTrue.unsqueeze(1), yPred).amax([0L]);

    [Metric] public static Tensor AgainstFull(Tensor yTrue, Tensor yPred, int numClasses) =>
        (yPred - full(yTrue.shape[0], numClasses, 0.5)).abs().mean() + new[] { yPred.new_ones(yTrue.shape[0], 2) }[0].sum();
}
