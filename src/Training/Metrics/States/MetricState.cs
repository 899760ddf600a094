using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// One metric that is fed batch by batch. The generator derives such a class from each <c>[Metric]</c> formula; write one by hand where a
/// formula is not enough, from accumulators that are registered with <see cref="StreamingState.Add{T}"/>.
/// </summary>
/// <param name="configuration">The config values as text; states of different text do not merge.</param>
public abstract class MetricState(string configuration = "") : StreamingState(configuration)
{
    /// <summary>The metric over all rows since the start or the last reset, on the processor; NaN (float32, no axes) before any row.</summary>
    /// <remarks>The tensor belongs to the dispose scope of the caller, if there is one, and shares no memory with the state.</remarks>
    public abstract Tensor Compute();
}
