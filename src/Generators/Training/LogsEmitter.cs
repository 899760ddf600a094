using System.Net;
using Gen.Generators.Common;
using Gen.Generators.Metrics;
using Gen.Generators.Metrics.Emit;
using Gen.Generators.Semantics;

namespace Gen.Generators.Training;

/// <summary>The typed log values of an experiment, and their names.</summary>
internal static class LogsEmitter
{
    // Members that the base class has already: a metric of that name hides one, knowingly.
    private static readonly HashSet<string> s_inherited =
    [
        "Metrics", "Keys", "Values", "Count", "Metric", "ContainsKey", "TryGetValue", "GetEnumerator",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals",
    ];

    public static void Emit(SourceWriter w, IReadOnlyList<LogMember> members)
    {
        const string Values = TrainingNames.Space + "LogValues";
        var names = new NameScope(members.Select(m => m.Property));
        var (number, find) = (names.Unique("Number"), names.Unique("Find"));
        w.Line(
            "/// <summary>What this experiment logs of an epoch or an evaluation, typed; NaN or empty where there is no such value, as "
            + "where nothing is validated.</summary>"
        );
        w.Line(GeneratedFile.GeneratedCode);
        w.Open($"public sealed class {TrainingNames.Logs} : {Values}");
        w.Line("/// <summary>The values of others, typed.</summary>");
        w.Line("/// <param name=\"values\">Shared, not copied.</param>");
        w.Line($"public {TrainingNames.Logs}({Values} values)");
        w.Line("    : base(values)").Open().Close();
        foreach (var member in members)
        {
            w.Line().Line($"/// <summary>{Doc(member)}</summary>");
            w.Line($"public {(s_inherited.Contains(member.Property) ? "new " : "")}{Declare(member, number, find)};");
        }

        w.Line();
        EmitNames(w, members);
        w.Line();
        w.Line($"private double {number}(string key) => base.TryGetValue(key, out var value) ? value : double.NaN;");
        if (members.Any(m => m.Shape != MetricShapeModel.Scalar))
            EmitFind(w.Line(), find);
        w.Close();
    }

    private static string Declare(LogMember member, string number, string find)
    {
        var (property, key) = (TypeModels.EscapedName(member.Property), Literals.Text(member.Key));
        return member.Shape switch
        {
            MetricShapeModel.Scalar => $"double {property} => {number}({key})",
            MetricShapeModel.Matrix => $"double[,] {property} => {find}({key})?.Matrix ?? new double[0, 0]",
            _ => $"double[] {property} => {find}({key})?.Vector ?? []",
        };
    }

    private static void EmitNames(SourceWriter w, IReadOnlyList<LogMember> members)
    {
        var scalars = members.Where(m => m.Shape == MetricShapeModel.Scalar).ToArray();
        w.Line("/// <summary>Keys of the numbers that can be monitored.</summary>");
        w.Line(GeneratedFile.GeneratedCode);
        w.Open($"public static class {TrainingNames.Names}");
        foreach (var member in scalars.Where(m => m.Property != TrainingNames.Names))
            EmitName(w, Doc(member), s_ofObject.Contains(member.Property), member.Property, member.Key);
        var free = new NameScope(scalars.Select(m => m.Property));
        EmitName(w, "Learning rate.", false, free.Unique("Lr"), LogMembers.LearningRate);
        w.Close();
    }

    // A static class inherits what object has.
    private static readonly HashSet<string> s_ofObject =
    [
        "Equals",
        "GetHashCode",
        "GetType",
        "ToString",
        "MemberwiseClone",
        "Finalize",
        "ReferenceEquals",
    ];

    private static void EmitName(SourceWriter w, string doc, bool isNew, string name, string key)
    {
        w.Line($"/// <summary>{doc}</summary>");
        w.Line($"public {(isNew ? "new " : "")}const string {TypeModels.EscapedName(name)} = {Literals.Text(key)};").Line();
    }

    private static void EmitFind(SourceWriter w, string find)
    {
        w.Open($"private {TrainingNames.Space}Metrics.MetricValue? {find}(string key)");
        w.Open("foreach (var (name, value) in base.Metrics)");
        w.Line("if (name == key)").Line("    return value;");
        w.Close();
        w.Line().Line("return null;");
        w.Close();
    }

    private static string Doc(LogMember member)
    {
        var text = member.Doc ?? $"Metric {member.Key}.";
        return WebUtility.HtmlEncode(member.IsValidation && member.Doc is not null ? "On the validation data: " + text : text);
    }
}
