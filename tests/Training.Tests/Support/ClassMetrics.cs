using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Tests;

/// <summary>A number and a vector, of three classes.</summary>
internal static partial class ClassMetrics
{
    [Metric]
    public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yTrue.eq(yPred.argmax(1)).to_type(ScalarType.Float64).mean();

    [Metric(Shape = MetricShape.Vector)]
    public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Recall(yTrue, yPred, numClasses);

    public sealed class Hooks : IExperimentHooks
    {
        public IReadOnlyList<MetricInfo> Metrics => MetricSet.Infos;
        public HookKinds Kinds => HookKinds.None;

        public MetricSetState CreateMetrics() => new MetricSet(numClasses: 3);
        public void UpdateMetrics(MetricSetState metrics, Tensor? input, Tensor? target, Tensor prediction, Tensor? sampleWeight) => ((MetricSet)metrics).Update(yTrue: target!, yPred: prediction);
        public MetricValues ComputeMetrics(MetricSetState metrics) => ((MetricSet)metrics).Compute();
    }
}
