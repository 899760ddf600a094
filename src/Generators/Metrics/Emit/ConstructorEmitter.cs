using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Emit.Code;
using Gen.Generators.Metrics.Emit.Layout;
using Gen.Generators.Metrics.Model;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>The fields and the constructor: config values, and the accumulators made for them.</summary>
internal sealed class ConstructorEmitter(MetricClass type, string owner)
{
    private readonly Descriptions _descriptions = new();

    /// <summary>Writes the fields.</summary>
    /// <param name="w">Where to.</param>
    /// <param name="used">The config values that updates and results need.</param>
    public void EmitFields(SourceWriter w, IReadOnlyCollection<ConfigSlot> used)
    {
        foreach (var slot in type.Configs.All.Where(used.Contains))
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

    public void EmitConstructor(SourceWriter w, string name, IReadOnlyCollection<ConfigSlot> used)
    {
        w.Line("/// <summary>A state that has seen no rows.</summary>");
        foreach (var slot in type.Configs.All)
            w.Line($"/// <param name=\"{slot.Name}\">Config value of {Users(slot)}.</param>");
        var parameters = type.Configs.All.Select(Declaration);
        w.Line($"public {name}({string.Join(", ", parameters)})");
        if (type.Configs.All.Count > 0)
            w.Line($"    : base({Configuration()})");
        w.Open();
        foreach (var slot in type.Configs.All.Where(used.Contains))
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
        var widths = type.Accumulations.ToDictionary(a => a, a => a.Widths.Select(width => a.ConfigGuard is null || width is { Kind: NodeKind.Code, Children.Count: 0 }
            ? width
            : type.Graph.Table.If(NodeTypes.Long, a.ConfigGuard, width, type.Graph.Table.Code(NodeTypes.Long, "1"))).ToArray());
        var layout = new MethodLayout(type.Graph, Region.Constructor, [.. widths.Values.SelectMany(v => v)], [], static _ => null);
        var names = new MethodNames(new NameScope(type.Configs.All.Select(s => s.Name)), TypeModels.EscapedName);
        var expressions = new Expressions(type.Graph, layout, Region.Constructor, names, type.ReadBy);
        new MethodWriter(w, type.Graph, expressions, names, Region.Constructor, _descriptions).Write(layout.Root);
        foreach (var accumulation in type.Accumulations)
            w.Line($"{accumulation.Field} = Add({AccumulatorCode.Create(accumulation, [.. widths[accumulation].Select(w => Template.Bare(expressions.Of(w)))])});");
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
