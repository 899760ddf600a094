using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.States;

/// <summary>A set of all kinds: formulas, a state written by hand, and a formula that keeps its rows.</summary>
internal static partial class MixedMetrics
{
    [Metric(Shape = MetricShape.Scalar)]
    public static MulticlassTruePositives TruePositives() => new();

    [Metric]
    public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yTrue.eq(yPred.argmax(1)).to_type(ScalarType.Float64).mean();

    [Metric]
    public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Recall(yTrue, yPred, numClasses);

    [Metric(Shape = MetricShape.Scalar), Collect]
    public static Tensor MedianScore(Tensor yPred, double factor = 2) => yPred.median() * factor;
}
