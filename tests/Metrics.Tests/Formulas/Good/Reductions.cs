using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: x real(3); y real(3)
public static partial class Extremes
{
    [Metric] public static Tensor Largest(Tensor x, Tensor y) => (x - y).abs().max();

    [Metric] public static Tensor PerColumn(Tensor x, Tensor y) => (x - y).max(0).values;

    [Metric] public static Tensor Range(Tensor x, Tensor y) => torch.amax(x, [0]) - torch.amin(x, [0]);

    [Metric] public static Tensor WorstRow(Tensor x, Tensor y) => (x - y).square().sum(1).min();

    [Metric] public static Tensor NormalizedError(Tensor x, Tensor y) => (x - y).square().mean().sqrt() / (x.max() - x.min() + 1e-3);

    [Metric] public static Tensor AnyAbove(Tensor x, Tensor y) => x.gt(2).any().to_type(float32);

    [Metric] public static Tensor AllBelow(Tensor x, Tensor y) => x.lt(2).all(0).to_type(float32);

    [Metric] public static Tensor ArgOfTotals(Tensor x, Tensor y) => x.sum(dim: 0).argmax();
}

// inputs: x positive(2)
public static partial class Products
{
    [Metric] public static Tensor OfAll(Tensor x) => x.clamp(0.8, 1.2).prod();

    [Metric] public static Tensor PerColumn(Tensor x) => x.clamp(0.8, 1.2).prod(dim: 0);

    [Metric] public static Tensor GeometricMean(Tensor x) => x.log().mean().exp();

    [Metric] public static Tensor PerRow(Tensor x) => x.prod(1).mean();
}

// inputs: yTrue labels(5); yPred scores(5)
// config: numClasses = 5
public static partial class Counting
{
    [Metric] public static Tensor Support(Tensor yTrue, Tensor yPred, int numClasses) => functional.one_hot(yTrue, numClasses).sum(dim: 0);

    [Metric] public static Tensor Frequencies(Tensor yTrue, Tensor yPred, int numClasses) =>
        functional.one_hot(yPred.argmax(1), numClasses).to_type(float32).mean([0]);

    [Metric] public static Tensor Confusion(Tensor yTrue, Tensor yPred, int numClasses) =>
        torch.bincount(yTrue * numClasses + yPred.argmax(1), minlength: numClasses * numClasses).reshape(numClasses, numClasses);

    [Metric] public static Tensor FromConfusion(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var confusion = Confusion(yTrue, yPred, numClasses).to_type(float64);
        var hits = confusion.diag();
        return (hits / (confusion.sum(dim: 0) + confusion.sum(1) - hits).clamp(min: 1)).mean();
    }

    [Metric] public static Tensor Sorted(Tensor yTrue, Tensor yPred, int numClasses) =>
        functional.one_hot(yTrue, numClasses).sum(dim: 0).sort(descending: true).Values;

    [Metric] public static Tensor MostFrequent(Tensor yTrue, Tensor yPred, int numClasses) =>
        functional.one_hot(yTrue, numClasses).sum(dim: 0).max() / (double)yTrue.shape[0];
}

// inputs: yTrue labels(4); yPred scores(4)
// config: numClasses = 4
public static partial class BalancedAccuracy
{
    [Metric] public static Tensor Value(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var actual = functional.one_hot(yTrue, numClasses);
        var recall = (actual * functional.one_hot(yPred.argmax(1), numClasses)).sum(dim: 0) / actual.sum(dim: 0);
        return recall.nan_to_num().sum() / actual.sum(dim: 0).gt(0).sum();
    }
}

// inputs: yTrue bits; yPred unit
public static partial class ExplicitTypes
{
    [Metric] public static Tensor Sum(Tensor yTrue, Tensor yPred) => (yTrue * yPred).sum(type: float64);

    [Metric] public static Tensor IntegerSum(Tensor yTrue, Tensor yPred) => yTrue.eq(1).sum(0, type: int32);

    [Metric] public static Tensor Mean(Tensor yTrue, Tensor yPred) => yTrue.mean([0], type: float32);

    [Metric] public static Tensor Halved(Tensor yTrue, Tensor yPred) => yTrue.@double().sum() / 2 + yPred.@float().sum();

    [Metric] public static Tensor Integral(Tensor yTrue, Tensor yPred) => torch.div(yTrue.sum(), 2, RoundingMode.floor) + yTrue.shape[0];
}

// inputs: yTrue real(2); yPred real(2)
public static partial class Pointwise
{
    [Metric]
    public static Tensor Mix(Tensor yTrue, Tensor yPred) =>
        (
            torch.tanh(yTrue)
            + yPred.sin().mul(yTrue.cos())
            + yTrue.sign()
            + yPred.floor()
            + torch.erf(yPred)
            + yTrue.abs().log1p()
            + yPred.expm1().clamp_max(3)
        ).mean();

    [Metric] public static Tensor Comparisons(Tensor yTrue, Tensor yPred) =>
        ((yTrue > yPred) & (yTrue >= 0) | (yPred <= -1) ^ yTrue.isnan()).sum() + yTrue.isfinite().logical_not().sum();

    [Metric]
    public static Tensor Remainders(Tensor yTrue, Tensor yPred) =>
        (yTrue.abs() * 10).round().remainder(3).mean() + ((yPred * 4).ceil() % 5).sum();

    [Metric] public static Tensor Alternatives(Tensor yTrue, Tensor yPred) =>
        torch.max(yTrue, yPred).mean() + torch.min(yTrue, yPred).sum() + yTrue.minimum(yPred).amax(0).sum();
}
