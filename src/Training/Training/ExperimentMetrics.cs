using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Computes the metrics of an experiment for a trainer. Generated code derives from it.</summary>
public abstract class ExperimentMetrics
{
    /// <summary>The names and shapes of the metrics, in the order of their values.</summary>
    public abstract IReadOnlyList<MetricInfo> Infos { get; }

    /// <summary>Creates an empty state of all metrics. A trainer creates one for training and one for evaluation.</summary>
    public abstract MetricSetState CreateState();

    /// <summary>Adds a batch to a state, without waiting for the device.</summary>
    /// <param name="state">A state that <see cref="CreateState"/> created.</param>
    /// <param name="input">The model's input; null if a custom step does not provide it.</param>
    /// <param name="target">The labels, for a parameter <c>yTrue</c>.</param>
    /// <param name="prediction">The model's output, for a parameter <c>yPred</c>.</param>
    /// <param name="sampleWeight">The weight of each row, for a parameter <c>sampleWeight</c>; null for 1 each.</param>
    /// <param name="mask">Which rows count, bool [n]; null for all.</param>
    public abstract void Update(
        MetricSetState state, Tensor? input, Tensor? target, Tensor prediction, Tensor? sampleWeight, Tensor? mask);

    /// <summary>Computes all metrics over the rows added so far, in one read of the device.</summary>
    /// <param name="state">A state that <see cref="CreateState"/> created.</param>
    public abstract MetricValues Compute(MetricSetState state);

    /// <summary>Returns the weight with which each row counts: its sample weight, or 0 where the mask is false; null for 1 each.</summary>
    /// <param name="sampleWeight">The weight of each row; null for 1 each.</param>
    /// <param name="mask">Which rows count, bool [n]; null for all.</param>
    protected static Tensor? WeightOf(Tensor? sampleWeight, Tensor? mask) =>
        mask is null ? sampleWeight : sampleWeight?.masked_fill(mask.logical_not(), 0) ?? mask;
}
