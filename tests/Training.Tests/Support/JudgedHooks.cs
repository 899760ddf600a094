using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>An experiment with a scalar and a vector metric.</summary>
public sealed partial class JudgedHooks : IExperimentHooks
{
    public IReadOnlyList<MetricInfo> Metrics { get; } = [new("distance", MetricShape.Scalar), new("means", MetricShape.Vector)];
    public HookKinds Kinds => HookKinds.None;

    public MetricSetState CreateMetrics() => new MetricSet();
    public void UpdateMetrics(MetricSetState metrics, Tensor? input, Tensor? target, Tensor prediction, Tensor? sampleWeight) =>
        ((MetricSet)metrics).Update(target!, prediction);
    public MetricValues ComputeMetrics(MetricSetState metrics) => ((MetricSet)metrics).Compute();

    [Metric] private static Tensor Distance(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().mean();
    [Metric(Shape = MetricShape.Vector)] private static Tensor Means(Tensor yTrue, Tensor yPred) => (yTrue * yPred).mean([0]);
}
