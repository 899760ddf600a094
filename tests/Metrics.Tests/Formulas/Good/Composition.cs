using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue binary~; yPred unit
// config: threshold = 0.6
public static partial class MetricsOfMetrics
{
    [Metric] public static Tensor Precision(Tensor yTrue, Tensor yPred) =>
        (yTrue.@bool() & yPred.@bool()).sum() / yPred.@bool().sum().clamp(min: 1);

    [Metric] public static Tensor Recall(Tensor yTrue, Tensor yPred) =>
        (yTrue.@bool() & yPred.@bool()).sum() / yTrue.@bool().sum().clamp(min: 1);

    [Metric] public static Tensor PrecisionAt(Tensor yTrue, Tensor yPred, double threshold) => Precision(yTrue, yPred.gt(threshold));

    [Metric] public static Tensor F1At(Tensor yTrue, Tensor yPred, double threshold)
    {
        var (precision, recall) = (PrecisionAt(yTrue, yPred, threshold), Recall(yTrue, yPred.gt(threshold)));
        return 2 * precision * recall / (precision + recall).clamp(min: 1e-9);
    }
}

// inputs: yTrue real(2); yPred real(2)
public static partial class HelpersAllTheWay
{
    [Metric] public static Tensor Value(Tensor yTrue, Tensor yPred)
    {
        return Scaled(Average(Distance(yTrue, yPred)));

        static Tensor Average(Tensor distances) => distances.mean();

        Tensor Scaled(Tensor value)
        {
            var half = 0.5;
            return half * value;
        }
    }

    private static Tensor Distance(Tensor a, Tensor b) => Distance(a - b);

    private static Tensor Distance(Tensor difference) => difference.square().sum(1).sqrt();
}

// inputs: yTrue real; yPred real
// config: percent = 0.25
public static partial class NamedAndOptionalArguments
{
    private static readonly double Half = 0.5;

    [Metric] public static Tensor Pinball(Tensor yTrue, Tensor yPred, double percent) =>
        Tilted(prediction: yPred, truth: yTrue, q: percent) + Tilted(yTrue, yPred);

    private static Tensor Tilted(Tensor truth, Tensor prediction, double q = 0.75)
    {
        var e = truth.sub(prediction);
        return where(e.gt(0), q * e, (q - 1) * e).mean() * Half;
    }
}

// inputs: yTrue labels(3); yPred simplex(3)
// config: numClasses = 3
public static partial class BrierSkill
{
    [Metric] public static Tensor Brier(Tensor yTrue, Tensor yPred, int numClasses) =>
        (yPred - functional.one_hot(yTrue, numClasses)).square().sum(1).mean();

    [Metric] public static Tensor Skill(Tensor yTrue, Tensor yPred, int numClasses) =>
        1 - Brier(yTrue, yPred, numClasses) / Brier(yTrue, full_like(yPred, 1.0 / numClasses), numClasses);
}

// inputs: yTrue real(2); yPred real(2)
public static partial class CollidingNames
{
    [Metric] public static Tensor Compute(Tensor yTrue, Tensor yPred) => Update(yTrue, yPred).mean();

    [Metric("reset")] public static Tensor Reset(Tensor yTrue, Tensor yPred) => Update(yTrue, yPred).sum();

    private static Tensor Update(Tensor rows, Tensor batch) => (rows - batch).abs();
}

// inputs: yTrue real; yPred real; weight positive
public static partial class WeightOfItsOwn
{
    [Metric] public static Tensor Mean(Tensor yTrue, Tensor yPred, Tensor weight) => ((yTrue - yPred).abs() * weight).sum() / weight.sum();
}

// inputs: yTrue labels(3); yPred scores(3); sampleWeight positive
public static partial class WeightedTruePositives
{
    [Metric] public static Tensor Total(Tensor yTrue, Tensor yPred, Tensor sampleWeight)
    {
        var right = yTrue.eq(yPred.argmax(1));
        return (right.type_as(sampleWeight) * sampleWeight).sum();
    }
}

// inputs: yTrue real; yPred real
public static partial class Reassigned
{
    [Metric] public static Tensor Error(Tensor yTrue, Tensor yPred)
    {
        Tensor error, size;
        error = yTrue - yPred;
        error *= error;
        size = yTrue.abs();
        size += 1;
        (error, size) = (error / size, error);
        return error.mean() + size.mean();
    }
}

// inputs: yTrue real; yPred real
public static partial class HostArithmetic
{
    [Metric] public static Tensor Unbiased(Tensor yTrue, Tensor yPred)
    {
        var error = yTrue - yPred;
        long n = error.shape[0];
        return error.square().sum() / (n + 1);
    }

    [Metric] public static Tensor BySize(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().sum() / yTrue.size(0);

    [Metric] public static Tensor ByCount(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().sum() / yTrue.numel();
}

// inputs: yTrue real(3); yPred real(3)
public static partial class ManagedResult
{
    [Metric] public static Tensor Score(Tensor yTrue, Tensor yPred)
    {
        var sum = (yTrue - yPred).to_type(float32).abs().sum().item<float>();
        double mean = sum / (double)yTrue.numel();
        return torch.tensor(System.Math.Exp(-mean));
    }
}

// inputs: yTrue real; yPred real
public static partial class NumbersFromNothing
{
    [Metric] public static Tensor Error(Tensor yTrue, Tensor yPred)
    {
        var offset = new System.TimeSpan();
        return (yTrue - yPred + offset.TotalSeconds).abs().mean();
    }
}
