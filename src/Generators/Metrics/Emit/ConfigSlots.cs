using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Metrics.Emit.Code;
using Gen.Generators.Metrics.Model;

namespace Gen.Generators.Metrics.Emit;

/// <summary>A config value of a class: a constructor parameter.</summary>
/// <param name="Name">Unique in the class, not escaped.</param>
/// <param name="Parameter">The metric's parameter that it stands for.</param>
/// <param name="Default">C# of its default; null if it must be given.</param>
/// <param name="Field">The field that keeps it.</param>
internal sealed record ConfigSlot(string Name, MetricParameterModel Parameter, string? Default, string Field);

/// <summary>
/// The config values of a class: one for all metrics that have a parameter of its name and type. Metrics that mean different things by one name
/// keep a parameter each, and one with different defaults has none.
/// </summary>
internal sealed class ConfigSlots
{
    private readonly Dictionary<(MetricModel, string), ConfigSlot> _slots = [];

    public ConfigSlots(IReadOnlyList<MetricModel> metrics, NameScope fields)
    {
        var uses = metrics.SelectMany(m => m.Parameters.Where(p => !p.IsBatch).Select(p => (Metric: m, Parameter: p))).ToArray();
        var names = new NameScope([]);
        var slots = new List<ConfigSlot>();
        foreach (var name in uses.GroupBy(u => u.Parameter.Name))
        {
            foreach (var meaning in name.GroupBy(u => (u.Parameter.Type, u.Parameter.Fill)))
            {
                var first = meaning.First();
                var isAlone = meaning.Key == (name.First().Parameter.Type, name.First().Parameter.Fill);
                var unique = names.UniqueEscapable(isAlone ? name.Key : Prefixed(first.Metric.Name, name.Key));
                var defaults = meaning.Select(u => u.Parameter.Default).Distinct().ToArray();
                var slot = new ConfigSlot(unique, first.Parameter, defaults.Length == 1 ? defaults[0] : null, fields.Unique("_" + unique));
                slots.Add(slot);
                foreach (var use in meaning)
                    _slots[(use.Metric, use.Parameter.Name)] = slot;
            }
        }

        All = [.. slots.OrderBy(s => s.Default is not null)];
    }

    /// <summary>In the order of the constructor's parameters: those without a default first.</summary>
    public IReadOnlyList<ConfigSlot> All { get; }

    public ConfigSlot Of(MetricModel metric, string parameter) => _slots[(metric, parameter)];

    private static string Prefixed(string metric, string name) =>
        char.ToLowerInvariant(metric[0]) + metric.Substring(1) + char.ToUpperInvariant(name[0]) + name.Substring(1);
}
