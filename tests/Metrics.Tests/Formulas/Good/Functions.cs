using System;
using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// Functions that are given to helpers, and axes from variables.

// inputs: yTrue labels~(4); yPred scores(4)
// config: classes = 4; threshold = 0.2; scale = 2.0
public static partial class BinaryMetrics
{
    [Metric] public static Tensor Recall(Tensor yTrue, Tensor yPred, int classes) =>
        OneVersusRest((actual, predicted) => (actual & predicted).sum() / actual.sum().clamp(min: 1), yTrue, yPred, classes);

    [Metric] public static Tensor Precision(Tensor yTrue, Tensor yPred, int classes) => OneVersusRest(OfClass, yTrue, yPred, classes);

    [Metric] public static Tensor Fallout(Tensor yTrue, Tensor yPred, int classes)
    {
        return OneVersusRest(Rate, yTrue, yPred, classes);

        Tensor Rate(Tensor actual, Tensor predicted) => (~actual & predicted).sum() / ((~actual).sum() + classes);
    }

    [Metric] public static Tensor Smoothed(Tensor yTrue, Tensor yPred, int classes, double scale)
    {
        Func<Tensor, Tensor, Tensor> jaccard = (actual, predicted) =>
        {
            var both = (actual & predicted).sum();
            return (both + scale) / ((actual | predicted).sum() + scale);
        };
        return OneVersusRest(jaccard, yTrue, yPred, classes) + jaccard(yTrue.eq(0), yTrue.eq(1));
    }

    [Metric] public static Tensor ByATable(Tensor yTrue, Tensor yPred, double threshold) =>
        Macro(k => yPred[.., k].gt(threshold), k => yTrue.eq(k)) + Macro(k => yTrue.eq(3 - k), k => yPred.argmax(1).eq(k));

    [Metric] public static Tensor Chosen(Tensor yTrue, Tensor yPred, int classes, double threshold) =>
        threshold > 0.1 ? OneVersusRest(OfClass, yTrue, yPred, classes) : OneVersusRest((a, b) => (a ^ b).sum(), yTrue, yPred, classes);

    private static Tensor OneVersusRest(Func<Tensor, Tensor, Tensor> metric, Tensor yTrue, Tensor yPred, int classes)
    {
        var predicted = yPred.argmax(1);
        var values = new List<Tensor>();
        for (var k = 0; k < classes; k++)
            values.Add(metric(yTrue.eq(k), predicted.eq(k)));
        return stack(values).mean();
    }

    private static Tensor OfClass(Tensor actual, Tensor predicted) => (actual & predicted).sum() / predicted.sum().clamp(min: 1);

    private static Tensor Macro(Func<int, Tensor> predicted, Func<int, Tensor> actual) =>
        stack(Enumerable.Range(0, 4).Select(k => Ratio(() => predicted(k) & actual(k), () => actual(k))).ToArray()).mean();

    private static Tensor Ratio(Func<Tensor> numerator, Func<Tensor> denominator) =>
        numerator().sum() / denominator().sum().clamp(min: 1);
}

// inputs: x real(3)
// config: turns = 3; rate = 0.5; powers = new[] { 1, 3, 2 }
public static partial class FunctionsOfNumbers
{
    [Metric] public static Tensor Scheduled(Tensor x, int turns, double rate) => Weighted(x, turns, k => Math.Pow(rate, k));

    [Metric] public static Tensor ByAMethod(Tensor x, int turns) => Weighted(x, turns, Halved);

    [Metric] public static Tensor Twice(Tensor x, double rate)
    {
        double Next(double value) => value * rate + 1;
        return x.mean() * Applied(Next, Applied(Math.Sqrt(2) > rate ? v => v + 1 : v => v - 1, rate));
    }

    [Metric] public static Tensor InTheLoop(Tensor x, int turns)
    {
        var total = x.sum();
        for (var k = 0; k < turns; k++)
            total += Reduced(u => u * k, x[.., k]);
        return total;
    }

    [Metric] public static Tensor OverAList(Tensor x, int[] powers) => stack(powers.Select(k => x.pow(k).mean()).ToArray()).sum();

    [Metric] public static Tensor ByGroups(Tensor x, int[] powers) => stack(powers.Select(Halved).Select(s => (x * s).mean()).ToList()).sum();

    [Metric] public static Tensor Read(Tensor x, int[] powers)
    {
        var total = x.mean();
        foreach (var mean in powers.Select(k => x[.., k % 3].mean()))
            total = total * 0.5 + mean;
        foreach (double power in powers)
            total += x.sum() * power;
        return total;
    }

    private static Tensor Weighted(Tensor x, int turns, Func<int, double> weight)
    {
        Tensor total = 0.0;
        for (var k = 0; k < turns; k++)
            total = total + x[.., k].abs() * weight(k);
        return total.mean();
    }

    private static double Halved(int k) => k / 2.0;

    private static double Applied(Func<double, double> function, double value) => function(function(value));

    private static Tensor Reduced(Func<Tensor, Tensor> function, Tensor rows) => function(rows).mean();
}

// inputs: x real(3); y real(3)
public static partial class AxesFromVariables
{
    [Metric] public static Tensor Constant(Tensor x)
    {
        const int axis = 1;
        return x.amax(axis).mean() + x.softmax(axis).square().sum() + x.sum(dim: axis).abs().mean();
    }

    [Metric] public static Tensor Local(Tensor x, Tensor y)
    {
        var axis = 1;
        var rows = 0L;
        return functional.cosine_similarity(x, y, axis).mean() + x.argmax(axis).eq(2).sum() + x.mean(new[] { rows })[axis];
    }

    [Metric] public static Tensor ByAHelper(Tensor x) => Spread(x, 1).mean() + Spread(x.unsqueeze(1), 2).max();

    private static Tensor Spread(Tensor x, int axis) => x.amax(axis) - x.select(axis, 0) + x.size(axis) - x.shape[axis];
}
