using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Tests;

/// <summary>An experiment that announces metrics, for checks that come before any is computed.</summary>
internal class MonitorOnly(HookKinds kinds, params MetricInfo[] metrics) : IExperimentHooks
{
    public IReadOnlyList<MetricInfo> Metrics => metrics;
    public HookKinds Kinds => kinds;

    public MetricSetState? CreateMetrics() => null;
    public void UpdateMetrics(MetricSetState state, Tensor? input, Tensor? target, Tensor prediction, Tensor? sampleWeight) => throw new NotSupportedException();
    public MetricValues ComputeMetrics(MetricSetState state) => throw new NotSupportedException();
}
