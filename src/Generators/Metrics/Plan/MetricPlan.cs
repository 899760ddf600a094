using System.Collections.Generic;

namespace Gen.Generators.Metrics.Plan;

/// <summary>How a metric is computed.</summary>
/// <param name="Inputs">Names of the batch tensors.</param>
/// <param name="Configs">Names of the config values.</param>
/// <param name="Result">The metric's value; its graph reaches all else.</param>
/// <param name="Rank">Number of axes of the value; null where that depends on the data.</param>
internal sealed record MetricPlan(IReadOnlyList<string> Inputs, IReadOnlyList<string> Configs, Node Result, int? Rank)
{
    /// <summary>Version of the text format: plans of another version are not read.</summary>
    public const int Version = 1;
}
