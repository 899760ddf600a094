using System;
using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Shared;

namespace Gen.Generators.Metrics.Model;

/// <summary>All metrics of a type.</summary>
/// <param name="Owner">The type.</param>
/// <param name="Metrics">In the order of their methods.</param>
internal sealed record MetricTypeModel(MetricOwnerModel Owner, EquatableArray<MetricModel> Metrics)
{
    /// <summary>Metrics with a state class of their own: a hand-written state is one already, and a name that is taken has none.</summary>
    public IEnumerable<MetricModel> WithState => Metrics.Where(m => m.Form != MetricForm.HandWritten && !Owner.Taken.Contains(m.StateName));

    /// <summary>Metrics of the set: of several with one key the first.</summary>
    public IEnumerable<MetricModel> InSet => Owner.HasSet && !Owner.Taken.Contains(MetricNames.Set)
        ? Metrics.GroupBy(m => KeyName.Normalize(m.Key)).Select(g => g.First())
        : [];

    /// <summary>One model per type, from one per method; of several methods of one name the first stands.</summary>
    public static IEnumerable<MetricTypeModel> Group(IEnumerable<MetricModel> metrics) => metrics
        .GroupBy(m => m.Owner.Type.FullName)
        .Select(type => new MetricTypeModel(
            type.First().Owner,
            type.OrderBy(m => m.Order).GroupBy(m => m.Name).Select(g => g.First()).ToEquatableArray()))
        .OrderBy(t => t.Owner.Type.FullName, StringComparer.Ordinal);
}
