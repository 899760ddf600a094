using Gen.Generators.Common;

namespace Gen.Generators.Metrics.Model;

/// <summary>All metrics of a type.</summary>
/// <param name="Type">The type.</param>
/// <param name="Metrics">In the order of their methods.</param>
/// <param name="HasSet">A <c>MetricSet</c> of all of them is generated.</param>
/// <param name="IsExperiment">It is made from config entries by <c>CreateMetricSet</c>.</param>
internal sealed record MetricTypeModel(TypeModel Type, EquatableArray<MetricModel> Metrics, bool HasSet, bool IsExperiment);
