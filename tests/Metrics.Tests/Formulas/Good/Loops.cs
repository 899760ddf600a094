using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue labels~(4); yPred scores(4)
// config: numClasses = 4
public static partial class RecallInAList
{
    [Metric] public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var predicted = yPred.argmax(1);
        var recalls = new List<Tensor>();
        for (var k = 0; k < numClasses; k++)
        {
            var actual = yTrue.eq(k);
            var hits = actual.logical_and(predicted.eq(k)).to_type(float32).sum();
            recalls.Add(hits / actual.to_type(float32).sum());
        }

        return torch.stack(recalls);
    }
}

// inputs: yTrue labels(3); yPred scores(3)
// config: numClasses = 3
public static partial class PrecisionInAnArray
{
    [Metric(Shape = MetricShape.Vector)] public static Tensor Precision(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var predicted = yPred.argmax(1);
        var precisions = new Tensor[numClasses];
        for (int k = 0; k < precisions.Length; ++k)
        {
            var claimed = predicted.eq(k);
            precisions[k] = (claimed & yTrue.eq(k)).sum() / claimed.sum().clamp(min: 1);
        }

        return stack(precisions);
    }
}

// inputs: yTrue labels(3); yPred scores(3)
// config: numClasses = 3
public static partial class JaccardAsARunningTotal
{
    [Metric] public static Tensor MeanJaccard(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var predicted = yPred.argmax(1);
        var total = torch.zeros(1, dtype: float64);
        for (var k = 0; k < numClasses; k++)
        {
            var both = (predicted.eq(k) & yTrue.eq(k)).sum();
            var either = (predicted.eq(k) | yTrue.eq(k)).sum();
            total = total + both / either.clamp(min: 1);
        }

        return total / numClasses;
    }
}

// inputs: yTrue bits(3); yPred unit(3)
// config: labels = 3; threshold = 0.4
public static partial class SpecificityByLinq
{
    [Metric] public static Tensor Specificity(Tensor yTrue, Tensor yPred, int labels, double threshold) =>
        stack(Enumerable.Range(0, labels).Select(k => OfLabel(yTrue[.., k], yPred[.., k], threshold)).ToArray());

    private static Tensor OfLabel(Tensor actual, Tensor scores, double threshold)
    {
        var trueNegatives = (actual.eq(0) & scores.lt(threshold)).sum();
        return trueNegatives / actual.eq(0).sum().clamp(min: 1);
    }
}

// inputs: yTrue labels(4); yPred simplex(4)
// config: bins = 5
public static partial class CalibrationError
{
    [Metric] public static Tensor ExpectedCalibrationError(Tensor yTrue, Tensor yPred, int bins)
    {
        var (confidence, predicted) = yPred.max(1);
        var right = predicted.eq(yTrue).to_type(float64);
        Tensor total = torch.tensor(0.0, dtype: float64);
        for (var b = 0; b < bins; b++)
        {
            double low = (double)b / bins, high = (b + 1.0) / bins;
            var inside = (confidence.gt(low) & confidence.le(high)).to_type(float64);
            var gap = (right * inside).sum() - (confidence.to_type(float64) * inside).sum();
            total += gap.abs();
        }

        return total / yTrue.shape[0];
    }
}

// inputs: yTrue bits; yPred unit
// config: thresholds = 7
public static partial class RocByThresholds
{
    [Metric] public static Tensor Area(Tensor yTrue, Tensor yPred, int thresholds)
    {
        var positives = yTrue.eq(1);
        var tpr = new List<Tensor>();
        var fpr = new List<Tensor>();
        for (var i = 0; i <= thresholds; i++)
        {
            var above = yPred.ge(1.0 - (double)i / thresholds);
            tpr.Add((above & positives).sum().to_type(float64) / positives.sum());
            fpr.Add((above & ~positives).sum().to_type(float64) / (~positives).sum());
        }

        var y = stack(tpr);
        var x = stack(fpr);
        return ((x[1..] - x[..^1]) * (y[1..] + y[..^1]) / 2).sum();
    }
}

// inputs: yTrue labels(3); yPred scores(3)
// config: numClasses = 3
public static partial class ConfusionByTwoLoops
{
    [Metric(Shape = MetricShape.Matrix)] public static Tensor Confusion(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var predicted = yPred.argmax(1);
        var rows = new List<Tensor>();
        for (var i = 0; i < numClasses; i++)
        {
            var cells = new List<Tensor>();
            for (var j = 0; j < numClasses; j++)
                cells.Add((yTrue.eq(i) & predicted.eq(j)).sum());
            rows.Add(stack(cells));
        }

        return stack(rows, 0);
    }
}

// inputs: yTrue real; yPred real
// config: degree = 4
public static partial class MomentsOfErrors
{
    [Metric] public static Tensor Moments(Tensor yTrue, Tensor yPred, int degree)
    {
        var error = (yTrue - yPred).clamp(-2, 2);
        var power = ones_like(error);
        var moments = new List<Tensor>();
        for (var d = 1; d <= degree; d++)
        {
            power = power * error;
            moments.Add(power.mean());
        }

        return torch.stack(moments);
    }
}
