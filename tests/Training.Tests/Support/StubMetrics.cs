using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Tests;

/// <summary>Metrics with given names and shapes, for checks before any is computed.</summary>
internal sealed class StubMetrics(params MetricInfo[] infos) : ExperimentMetrics
{
    public override IReadOnlyList<MetricInfo> Infos => infos;

    public override MetricSetState CreateState() => new ClassificationMetrics.MetricSet(numClasses: 3);

    public override void Update(
        MetricSetState state, Tensor? input, Tensor? target, Tensor prediction, Tensor? sampleWeight, Tensor? mask) =>
        throw new NotSupportedException();

    public override MetricValues Compute(MetricSetState state) => throw new NotSupportedException();
}
