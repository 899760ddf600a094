using System.Net;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>The file of a type's metrics: a state class each, and the set.</summary>
internal static class MetricEmitter
{
    public static string Emit(MetricTypeModel model) => GeneratedFile.Partial(model.Owner.Type, "", w =>
    {
        w.Line("#pragma warning disable CS0162, CS0458, CS0472, CS1718 // conditions and values of a metric may be constant").Line();
        foreach (var metric in model.WithState)
        {
            StateEmitter.Emit(w, model.Owner, metric);
            w.Line();
        }

        var set = model.InSet.ToArray();
        if (set.Length > 0)
            SetEmitter.Emit(w, model.Owner, set);
    });
}

/// <summary>The state class of one metric.</summary>
internal static class StateEmitter
{
    public static void Emit(SourceWriter w, MetricOwnerModel owner, MetricModel metric)
    {
        var type = new MetricClass([metric]);
        var members = new SourceWriter();
        EmitMembers(members, type, owner, metric);

        var constructor = new ConstructorEmitter(type, owner.Type.FullName);
        w.Line($"/// <summary>{WebUtility.HtmlEncode(metric.Doc ?? $"Metric {metric.Key}.")} {Kept(metric)}</summary>");
        if (metric.IsPlanPublic && metric.Form == MetricForm.Streamed)
            w.Line($"[global::Gen.MetricPlan({MetricPlan.Version}, {Literals.Text(metric.Plan)})]");
        w.Line(GeneratedFile.GeneratedCode);
        w.Open(
            $"{metric.Accessibility} {(owner.Hidden.Contains(metric.StateName) ? "new " : "")}sealed class {metric.StateName} : "
            + $"{AccumulatorCode.Metrics}MetricState"
        );
        constructor.EmitFields(w);
        w.Line();
        constructor.EmitConstructor(w, metric.StateName);
        w.Line().Lines(members.ToString().TrimEnd('\n'));
        w.Close();
    }

    private static string Kept(MetricModel metric) => metric.Form == MetricForm.Collected
        ? "Keeps all rows, and evaluates the formula on them."
        : "Streamed: its value over any number of batches is that over all their rows at once.";

    private static void EmitMembers(SourceWriter w, MetricClass type, MetricOwnerModel owner, MetricModel metric)
    {
        new UpdateEmitter(type).Emit(w);
        var names = new MethodNames(new NameScope([]), static name => name);
        var computeScope = names.Scope.Unique("scope");
        w.Line().Line("/// <summary>The metric over all rows so far, on the CPU; NaN before any.</summary>");
        w.Open($"public override {NodeTypes.Tensor} Compute()");
        w.Line($"using var {computeScope} = BeginCompute();");
        if (type.IsRefused(metric))
        {
            w.Line($"return {computeScope}.MissingValue();");
        }
        else
        {
            w.Line($"if ({computeScope}.IsEmpty)").Line($"    return {computeScope}.MissingValue();").Line();
            var result = new ComputeEmitter(type, owner.Type.FullName).EmitBody(w, names with { ComputeScope = computeScope })(metric);
            w.Line(
                result.StartsWith("throw ", System.StringComparison.Ordinal) ? result + ";" : $"return {computeScope}.Return({result});"
            );
        }

        w.Close().Line();
        EmitMerge(w, metric.StateName);
    }

    public static void EmitMerge(SourceWriter w, string name)
    {
        w.Line("/// <summary>Takes in all that another state has seen, of the same config and on the same device.</summary>");
        w.Line("/// <param name=\"other\">Left as it is.</param>");
        w.Line($"public void MergeFrom({name} other) => base.MergeFrom(other);");
    }
}
