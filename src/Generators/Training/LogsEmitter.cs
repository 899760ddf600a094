using System.Net;
using Gen.Generators.Common;
using Gen.Generators.Metrics;
using Gen.Generators.Metrics.Emit;
using Gen.Generators.Semantics;

namespace Gen.Generators.Training;

/// <summary>The typed log values of an experiment, and their names.</summary>
internal static class LogsEmitter
{
    private const string Values = TrainingNames.Space + "LogValues";

    // Members that the base class has already: a metric of that name hides one, knowingly.
    private static readonly HashSet<string> s_inherited =
    [
        "Scalars", "Metrics", "Metric", "ContainsKey", "TryGetValue", "ScalarOf", "VectorOf", "MatrixOf",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals",
    ];

    public static void Emit(SourceWriter w, IReadOnlyList<LogMember> members)
    {
        EmitClass(
            w, TrainingNames.EvaluationLogs, Values, "The values of an evaluation, typed.", members.Where(m => !m.IsValidation), () => { });
        w.Line();
        EmitClass(
            w,
            TrainingNames.Logs,
            TrainingNames.EvaluationLogs,
            "The values of an epoch, typed; NaN or empty where there is no such value, as where nothing is validated.",
            members.Where(m => m.IsValidation),
            () => EmitNames(w.Line(), members));
    }

    private static void EmitClass(
        SourceWriter w, string name, string baseType, string summary, IEnumerable<LogMember> members, System.Action emitMore)
    {
        w.Line($"/// <summary>{summary}</summary>");
        w.Line(GeneratedFile.GeneratedCode);
        w.Open($"public {(name == TrainingNames.Logs ? "sealed " : "")}class {name} : {baseType}");
        w.Line("/// <summary>The values of others, typed.</summary>");
        w.Line("/// <param name=\"values\">Shared, not copied.</param>");
        w.Line($"public {name}({Values} values)");
        w.Line("    : base(values)").Open().Close();
        foreach (var member in members)
        {
            w.Line().Line($"/// <summary>{Doc(member)}</summary>");
            w.Line($"public {(s_inherited.Contains(member.Property) ? "new " : "")}{Declare(member)};");
        }

        emitMore();
        w.Close();
    }

    private static string Declare(LogMember member)
    {
        var type = member.Shape switch
        {
            MetricShapeModel.Scalar => "double",
            MetricShapeModel.Matrix => "double[,]",
            _ => "double[]",
        };
        var read = member.Shape is MetricShapeModel.Scalar or MetricShapeModel.Matrix ? member.Shape.ToString() : "Vector";
        return $"{type} {TypeModels.EscapedName(member.Property)} => {Values}.{read}Of(this, {Literals.Text(member.Key)})";
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

    private static string Doc(LogMember member)
    {
        var text = member.Doc ?? $"Metric {member.Key}.";
        return WebUtility.HtmlEncode(member.IsValidation && member.Doc is not null ? "On the validation data: " + text : text);
    }
}
