using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Tests;

/// <summary>Metrics that are announced, for checks that come before any is computed.</summary>
internal sealed class AnnouncedMetrics(params MetricInfo[] infos) : ExperimentMetrics
{
    public override IReadOnlyList<MetricInfo> Infos => infos;

    public override MetricSetState CreateState() => new ClassMetrics.MetricSet(numClasses: 3);

    public override void Update(MetricSetState state, Tensor? input, Tensor? target, Tensor prediction, Tensor? sampleWeight) =>
        throw new NotSupportedException();

    public override MetricValues Compute(MetricSetState state) => throw new NotSupportedException();
}
