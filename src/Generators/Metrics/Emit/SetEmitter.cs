using System.Net;
using Gen.Generators.Common;

namespace Gen.Generators.Metrics.Emit;

/// <summary>The set of all metrics of a type: one update, one transfer, and values by name.</summary>
internal static class SetEmitter
{
    private const string Values = "Values";

    // Members that the values' class has already: a metric of that name hides one, knowingly.
    private static readonly HashSet<string> s_inherited =
    [
        "Count", "GetEnumerator", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals",
    ];

    public static void Emit(SourceWriter w, MetricOwnerModel owner, IReadOnlyList<MetricModel> metrics)
    {
        var type = new MetricClass(metrics);
        var members = new SourceWriter();
        new UpdateEmitter(type).Emit(members);
        members.Line();
        EmitCompute(members, type, owner);
        members.Line();
        StateEmitter.EmitMerge(members, MetricNames.Set);
        members.Line();
        EmitValues(members, metrics);

        var constructor = new ConstructorEmitter(type, owner.Type.FullName);
        w.Line(
            $"/// <summary>All metrics of <see cref=\"{WebUtility.HtmlEncode(owner.Type.FullName)}\"/>: what they have in common is "
            + $"computed once per batch.</summary>"
        );
        w.Line(GeneratedFile.GeneratedCode);
        w.Open(
            $"{Accessibility(metrics)} {New(owner, MetricNames.Set)}sealed class {MetricNames.Set} : "
            + $"{AccumulatorCode.Metrics}MetricSetState"
        );
        constructor.EmitFields(w);
        w.Line();
        constructor.EmitConstructor(w, MetricNames.Set);
        w.Line();
        EmitInfos(w, metrics);
        w.Line().Lines(members.ToString().TrimEnd('\n'));
        w.Close();
        if (owner.IsExperiment && !owner.Taken.Contains(MetricNames.CreateSet))
            EmitCreate(w.Line(), owner, type);
    }

    private static void EmitInfos(SourceWriter w, IReadOnlyList<MetricModel> metrics)
    {
        w.Line("/// <summary>The metrics, in the order of their values.</summary>");
        w.Line($"public static global::System.Collections.Generic.IReadOnlyList<{AccumulatorCode.Metrics}MetricInfo> Infos {{ get; }} =");
        w.Line("[").Indent();
        foreach (var metric in metrics)
            w.Line($"new({Literals.Text(metric.Key)}, {Shape(metric)}),");
        w.Unindent().Line("];");
    }

    private static void EmitCompute(SourceWriter w, MetricClass type, MetricOwnerModel owner)
    {
        var scope = new NameScope([]);
        var computeScope = scope.Unique("scope");
        w.Line("/// <summary>All metrics over all rows so far, read from the device at once; NaN before any row.</summary>");
        w.Open($"public {Values} Compute()");
        w.Line($"using var {computeScope} = BeginCompute();");
        w.Open($"if ({computeScope}.IsEmpty)");
        var missing = scope.Unique("missing");
        w.Line($"using var {missing} = {computeScope}.MissingValue();");
        EmitReturn(w, type.Metrics, _ => missing);
        w.Close().Line();
        var result = new ComputeEmitter(type, owner.Type.FullName).EmitBody(
            w,
            new MethodNames(scope, static name => name, ComputeScope: computeScope)
        );
        var owned = new Dictionary<MetricModel, string>();
        foreach (var metric in type.Metrics.Where(m => type.IsRefused(m) || m.Form == MetricForm.HandWritten))
        {
            owned[metric] = scope.Unique(char.ToLowerInvariant(metric.Name[0]) + metric.Name.Substring(1));
            w.Line($"using var {owned[metric]} = {result(metric)};");
        }

        if (type.Metrics.Select(result).FirstOrDefault(r => r.StartsWith("throw ", System.StringComparison.Ordinal)) is { } thrown)
            w.Line(thrown + ";");
        else
            EmitReturn(w, type.Metrics, m => owned.TryGetValue(m, out var variable) ? variable : result(m));
        w.Close();
    }

    private static void EmitReturn(SourceWriter w, IReadOnlyList<MetricModel> metrics, System.Func<MetricModel, string> result)
    {
        w.Line($"return new {Values}(").Indent();
        for (var i = 0; i < metrics.Count; i++)
            w.Line(
                $"{AccumulatorCode.Metrics}MetricValue.Read({Literals.Text(metrics[i].Key)}, {Shape(metrics[i])}, "
                + $"{result(metrics[i])}){(i < metrics.Count - 1 ? "," : ");")}"
            );
        w.Unindent();
    }

    private static void EmitValues(SourceWriter w, IReadOnlyList<MetricModel> metrics)
    {
        var names = new NameScope(metrics.Select(m => m.Property));
        var parameters = metrics.ToDictionary(m => m, m => names.Unique(char.ToLowerInvariant(m.Property[0]) + m.Property.Substring(1)));
        w.Line("/// <summary>Values of all metrics, also by name and in order.</summary>");
        w.Line(GeneratedFile.GeneratedCode);
        w.Open($"public sealed class {Values} : {AccumulatorCode.Metrics}MetricValues");
        w.Line($"internal {Values}({string.Join(", ", parameters.Values.Select(p => $"{AccumulatorCode.Metrics}MetricValue {p}"))})");
        w.Line($"    : base({string.Join(", ", parameters.Values)})");
        w.Open();
        var typed = metrics.Where(m => m.Property != Values).ToArray();
        foreach (var metric in typed)
            w.Line($"{TypeModels.EscapedName(metric.Property)} = {parameters[metric]}.{metric.Shape};");
        w.Close();
        foreach (var metric in typed)
        {
            w.Line().Line($"/// <summary>{WebUtility.HtmlEncode(metric.Doc ?? $"Metric {metric.Key}.")}</summary>");
            var isNew = s_inherited.Contains(metric.Property) ? "new " : "";
            w.Line($"public {isNew}{Number(metric.Shape)} {TypeModels.EscapedName(metric.Property)} {{ get; }}");
        }

        w.Close();
    }

    private static void EmitCreate(SourceWriter w, MetricOwnerModel owner, MetricClass type)
    {
        var open = type.Configs.All.Where(s => s.Parameter.Fill is null).ToArray();
        w.Line("/// <summary>A set of all metrics, with its config values from this config.</summary>");
        foreach (var slot in open)
            w.Line($"/// <param name=\"{slot.Name}\">A value that no entry gives.</param>");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line(
            $"{Accessibility(type.Metrics)} {New(owner, MetricNames.CreateSet)}{MetricNames.Set} "
            + $"{MetricNames.CreateSet}({string.Join(", ", open.Select(ConstructorEmitter.Declaration))}) =>"
        );
        var arguments = type.Configs.All.Select(s => s.Parameter.Fill ?? TypeModels.EscapedName(s.Name));
        w.Line($"    new {MetricNames.Set}({string.Join(", ", arguments)});");
    }

    /// <summary>As open as the least open of its metrics.</summary>
    private static string Accessibility(IEnumerable<MetricModel> metrics)
    {
        var all = metrics.Select(m => m.Accessibility).ToArray();
        return all.Contains("private") ? "private" : all.Contains("internal") ? "internal" : "public";
    }

    private static string New(MetricOwnerModel owner, string member) => owner.Hidden.Contains(member) ? "new " : "";

    private static string Shape(MetricModel metric) => "global::Gen.MetricShape." + metric.Shape;

    private static string Number(MetricShapeModel shape) => shape switch
    {
        MetricShapeModel.Scalar => "double",
        MetricShapeModel.Matrix => "double[,]",
        _ => "double[]",
    };
}
