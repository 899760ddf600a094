using Gen.Generators.Common;

namespace Gen.Generators.Metrics.Model;

/// <summary>What all metrics of a type have in common: the same for each.</summary>
/// <param name="Type">The type.</param>
/// <param name="HasSet">A <c>MetricSet</c> of all metrics is wanted.</param>
/// <param name="IsExperiment">The set is made from config entries by <c>CreateMetricSet</c>.</param>
/// <param name="Taken">Names of generated members that members of the user's have already: those are not emitted.</param>
/// <param name="Hidden">Names of generated members that hide one of a base class.</param>
internal sealed record MetricOwnerModel(TypeModel Type, bool HasSet, bool IsExperiment, EquatableArray<string> Taken, EquatableArray<string> Hidden);
