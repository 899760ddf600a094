using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>The fields and the constructor: config values, and the accumulators made for them.</summary>
internal sealed class ConstructorEmitter(MetricClass type, string owner)
{
    private readonly Descriptions _descriptions = new();

    /// <summary>Writes the fields, of the config values that updates and results were found to need.</summary>
    public void EmitFields(SourceWriter w)
    {
        foreach (var slot in type.Configs.All.Where(s => s.IsUsed))
            w.Line($"private readonly {slot.Parameter.Type} {slot.Field};");
        foreach (var accumulation in type.Accumulations)
        {
            w.Line($"// {AccumulatorCode.Describe(accumulation, _descriptions)}");
            w.Line($"private readonly {AccumulatorCode.TypeOf(accumulation)} {accumulation.Field};");
        }

        foreach (var (field, inputs) in type.Collectors)
        {
            w.Line($"// all rows of {string.Join(", ", inputs)}");
            w.Line($"private readonly {AccumulatorCode.Metrics}RowCollector {field};");
        }

        foreach (var (metric, field) in type.Children)
            w.Line($"private readonly {metric.State!.Type} {field};");
    }

    public void EmitConstructor(SourceWriter w, string name)
    {
        w.Line("/// <summary>A state that has seen no rows.</summary>");
        foreach (var slot in type.Configs.All)
            w.Line($"/// <param name=\"{slot.Name}\">Config value of {Users(slot)}.</param>");
        var parameters = type.Configs.All.Select(Declaration);
        w.Line($"public {name}({string.Join(", ", parameters)})");
        if (type.Configs.All.Count > 0)
            w.Line($"    : base({Configuration()})");
        w.Open();
        foreach (var slot in type.Configs.All.Where(s => s.IsUsed))
            w.Line($"{slot.Field} = {TypeModels.EscapedName(slot.Name)};");
        EmitAccumulators(w);
        foreach (var (field, inputs) in type.Collectors)
            w.Line($"{field} = Add(new {AccumulatorCode.Metrics}RowCollector({inputs.Length}));");
        foreach (var (metric, field) in type.Children)
        {
            var arguments = metric.Parameters.Select(p => TypeModels.EscapedName(type.Configs.Of(metric, p.Name).Name));
            w.Line($"{field} = AddState({owner}.{TypeModels.EscapedName(metric.Name)}({string.Join(", ", arguments)}));");
        }

        w.Close();
    }

    public static string Declaration(ConfigSlot slot) =>
        $"{slot.Parameter.Type} {TypeModels.EscapedName(slot.Name)}{(slot.Default is null ? "" : " = " + slot.Default)}";

    private void EmitAccumulators(SourceWriter w)
    {
        // A width that only some configs use need not make sense for the others.
        var widths = type.Accumulations.ToDictionary(
            a => a,
            a =>
                a.Widths.Select(width =>
                        a.ConfigGuard is null || width is { Literal: not null }
                            ? width
                            : type.Graph.Table.If(NodeTypes.Long, a.ConfigGuard, width, type.Graph.Table.Code(NodeTypes.Long, "1"))
                    )
                    .ToArray()
        );
        var layout = new MethodLayout(type.Graph, Region.Constructor, [.. widths.Values.SelectMany(v => v)], [], static _ => null);
        var names = new MethodNames(new NameScope(type.Configs.All.Select(s => s.Name)), TypeModels.EscapedName);
        var expressions = new Expressions(type.Graph, layout, Region.Constructor, names, type.ReadBy);
        new MethodWriter(w, type.Graph, expressions, names, Region.Constructor, _descriptions).Write(layout.Root);
        foreach (var accumulation in type.Accumulations)
            w.Line(
                $"{accumulation.Field} = "
                + $"Add({AccumulatorCode.Create(accumulation, [.. widths[accumulation].Select(w => expressions.Of(w).Text)])});"
            );
    }

    private string Configuration()
    {
        var values = type.Configs.All.Select(s => $"{s.Name} = {string.Format(s.Parameter.Text, TypeModels.EscapedName(s.Name))}");
        return $"global::System.FormattableString.Invariant($\"{string.Join(", ", values)}\")";
    }

    private string Users(ConfigSlot slot) => string.Join(", ", type.Metrics
        .Where(m => m.Parameters.Any(p => !p.IsBatch && type.Configs.Of(m, p.Name) == slot))
        .Select(m => $"<c>{m.Name}</c>"));
}

/// <summary>A config value of a class: a constructor parameter.</summary>
/// <param name="Name">Unique in the class, not escaped.</param>
/// <param name="Parameter">The metric's parameter that it stands for.</param>
/// <param name="Default">C# of its default; null if it must be given.</param>
/// <param name="Field">The field that keeps it.</param>
internal sealed record ConfigSlot(string Name, MetricParameterModel Parameter, string? Default, string Field)
{
    /// <summary>An update or a result reads the field.</summary>
    public bool IsUsed { get; set; }
}

/// <summary>
/// The config values of a class: one for all metrics that have a parameter of its name and type. Metrics that mean different things by one
/// name keep a parameter each, and one with different defaults has none.
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

    /// <summary>The field of a slot, which is then one that the class needs.</summary>
    public string Use(string name)
    {
        var slot = All.First(s => s.Name == name);
        slot.IsUsed = true;
        return slot.Field;
    }

    private static string Prefixed(string metric, string name) =>
        char.ToLowerInvariant(metric[0]) + metric.Substring(1) + char.ToUpperInvariant(name[0]) + name.Substring(1);
}
