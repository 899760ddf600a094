using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue labels(4); yPred scores(4)
// config: numClasses = 4; average = "weighted"
public static partial class AveragedF1
{
    [Metric] public static Tensor F1(Tensor yTrue, Tensor yPred, int numClasses, string average = "macro")
    {
        var actual = functional.one_hot(yTrue, numClasses);
        var predicted = functional.one_hot(yPred.argmax(1), numClasses);
        var tp = (actual * predicted).sum(dim: 0).to_type(float64);
        if (average == "micro")
            return tp.sum() / actual.sum();
        var f1 = 2 * tp / (actual.sum(dim: 0) + predicted.sum(dim: 0)).clamp(min: 1);
        return average switch
        {
            "macro" => f1.mean(),
            "weighted" => (f1 * actual.sum(dim: 0)).sum() / actual.sum(),
            _ => f1,
        };
    }
}

// inputs: yTrue labels(4); yPred scores(4)
// config: numClasses = 4; average = "none"
public static partial class F1WithoutAverage
{
    [Metric]
    public static Tensor F1(Tensor yTrue, Tensor yPred, int numClasses, string average) => AveragedF1.F1(yTrue, yPred, numClasses, average);
}

// inputs: yTrue binary~; yPred unit
// config: fromLogits = true; threshold = 0.3
public static partial class LogitsOrNot
{
    [Metric] public static Tensor Accuracy(Tensor yTrue, Tensor yPred, bool fromLogits, double threshold)
    {
        var probability = fromLogits ? yPred.sigmoid() : yPred;
        return probability.gt(threshold).eq(yTrue).to_type(float32).mean();
    }
}

// inputs: yTrue real(3); yPred real(3)
// config: kind = ErrorKind.Huber; delta = 0.8
public static partial class ErrorOfAKind
{
    [Metric] public static Tensor Error(Tensor yTrue, Tensor yPred, ErrorKind kind, double delta)
    {
        var error = yTrue - yPred;
        switch (kind)
        {
            case ErrorKind.Absolute:
                return error.abs().mean();
            case ErrorKind.Huber:
                var small = error.abs().le(delta);
                return where(small, 0.5 * error.square(), delta * (error.abs() - 0.5 * delta)).mean();
            default:
                return error.square().mean();
        }
    }
}

// inputs: yTrue real(3); yPred real(3)
// config: kind = ErrorKind.Absolute; delta = 1
public static partial class ErrorOfAnotherKind
{
    [Metric]
    public static Tensor Error(Tensor yTrue, Tensor yPred, ErrorKind kind, double delta) => ErrorOfAKind.Error(yTrue, yPred, kind, delta);
}

public enum ErrorKind
{
    Squared,
    Absolute,
    Huber,
}

// inputs: yTrue real; yPred real
// config: squared = false; scale = 2.5f
public static partial class SquaredOrRoot
{
    [Metric] public static Tensor Error(Tensor yTrue, Tensor yPred, bool squared, float scale)
    {
        var mse = ((yTrue - yPred) * scale).pow(2).mean();
        if (!squared)
        {
            mse = mse.sqrt();
        }

        return mse;
    }
}

// inputs: yTrue real(2); yPred real(2); normalizer positive(2)
// config: perOutput = true
public static partial class RelativeError
{
    [Metric(Shape = MetricShape.Vector)] public static Tensor Mean(Tensor yTrue, Tensor yPred, Tensor normalizer, bool perOutput)
    {
        var relative = (yTrue - yPred).abs() / normalizer;
        return perOutput ? relative.mean([0L]) : relative.mean();
    }
}

// inputs: yTrue real; yPred real
// config: order = 3; clip = null
public static partial class OptionalClip
{
    [Metric] public static Tensor Power(Tensor yTrue, Tensor yPred, int order, double? clip)
    {
        var error = (yTrue - yPred).abs();
        if (clip is not null)
            error = error.clamp(max: clip.Value);
        return error.pow(order).mean().pow(1.0 / order);
    }
}
