using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>A scalar and a vector metric of regression.</summary>
public sealed partial class RegressionMetrics : ExperimentMetrics
{
    public override IReadOnlyList<MetricInfo> Infos => MetricSet.Infos;

    public override MetricSetState CreateState() => new MetricSet();
    public override void Update(
        MetricSetState state, Tensor? input, Tensor? target, Tensor prediction, Tensor? sampleWeight, Tensor? mask) =>
        ((MetricSet)state).Update(target!, prediction);
    public override MetricValues Compute(MetricSetState state) => ((MetricSet)state).Compute();

    [Metric] private static Tensor Distance(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().mean();
    [Metric(Shape = MetricShape.Vector)] private static Tensor Means(Tensor yTrue, Tensor yPred) => (yTrue * yPred).mean([0]);
}
