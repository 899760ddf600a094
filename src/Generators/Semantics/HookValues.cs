using Gen.Generators.Common;
using Gen.Generators.Metrics;
using Gen.Generators.Training;
using Gen.Shared;

namespace Gen.Generators.Semantics;

/// <summary>What fills a hook's parameter in one kind of hook, or why nothing does.</summary>
/// <param name="Expression">C# in which <c>{0}</c> is the experiment and <c>{1}</c> the run; null with a problem.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Expected">The type that the value has, as a user writes it.</param>
/// <param name="Reads">It takes numbers from the device in every call.</param>
/// <param name="LogKey">Key of the log value of an epoch or evaluation that it is; null for anything else.</param>
internal readonly record struct HookFill(
    string? Expression,
    HookProblem Problem,
    string? Expected = null,
    bool Reads = false,
    string? LogKey = null
);

internal enum HookProblem
{
    None,

    /// <summary>No value, entry or special value has the name.</summary>
    Unknown,

    /// <summary>The value has another type.</summary>
    Type,

    /// <summary>There is such a value, but not when the hook is called.</summary>
    NotThen,
}

/// <summary>
/// The values of a training by the names that hooks' parameters have: the one rule that generator and analyzer share. A name is looked up
/// in this order: place in the training, batch tensor, log value, entry.
/// </summary>
internal static class HookValues
{
    public const string Context = "context";
    public const string Logs = "logs";
    public const string OfBatch = "ofBatch";

    private const HookKind AfterEpoch = HookKind.EpochEnd | HookKind.TrainEnd;
    private const HookKind AfterBatch = HookKind.BatchEnd | HookKind.TestBatchEnd;

    // Name, kinds in which it exists, type, expression.
    private static readonly (string Name, HookKind Kinds, HookValueType Type, string Expression)[] s_places =
    [
        ("epoch", HookKind.Training | HookKind.Test | HookKind.Exception, HookValueType.Integer, "context.Epoch"),
        ("batch", HookKind.Batches | HookKind.Exception, HookValueType.Integer, "context.Batch.Index"),
        ("step", HookKind.Training | HookKind.Test | HookKind.Exception, HookValueType.Long, "context.Step"),
        (LogMembers.LearningRate, HookKind.Training | HookKind.Exception, HookValueType.Number, "context.LearningRate"),
        ("input", AfterBatch | HookKind.PredictBatchEnd, HookValueType.Tensor, "context.Batch.Input!"),
        ("yTrue", AfterBatch, HookValueType.Tensor, "context.Batch.Target!"),
        ("yPred", AfterBatch | HookKind.PredictBatchEnd, HookValueType.Tensor, "context.Batch.Prediction!"),
    ];

    /// <summary>What fills a parameter in a hook of one kind.</summary>
    public static HookFill Find(HookParameterModel parameter, HookKind kind, IEnumerable<LogMember> logged)
    {
        if (!parameter.IsNamed)
            return Given(parameter, kind);
        var name = KeyName.Normalize(parameter.Name);
        var value = s_places.FirstOrDefault(p => KeyName.Normalize(p.Name) == name) is { Name: not null } place
            ? Fit(parameter, place.Type, place.Kinds.Has(kind), place.Expression)
            : logged.FirstOrDefault(m => KeyName.Normalize(m.Key) == name) is { } member
            ? Logged(parameter, kind, member)
            : new HookFill(null, HookProblem.Unknown);
        return value.Problem != HookProblem.None && parameter.Given is not null ? new HookFill(parameter.Given, HookProblem.None) : value;
    }

    /// <summary>Names that a parameter can have in a hook of one of these kinds, as they are written.</summary>
    public static IEnumerable<string> Names(HookKind kinds, IReadOnlyList<LogMember> logged)
    {
        foreach (var place in s_places.Where(p => (p.Kinds & kinds) == kinds))
            yield return place.Name;
        foreach (var member in logged.Where(m => HookKinds.All.Where(k => kinds.Has(k)).All(k => Exists(k, m))))
            yield return AsParameter(member.Key);
    }

    private static HookFill Given(HookParameterModel parameter, HookKind kind) =>
        parameter.Given is null ? new HookFill(null, HookProblem.Unknown)
        : parameter.OnlyIn != HookKind.None && !parameter.OnlyIn.Has(kind) ? new HookFill(null, HookProblem.NotThen)
        : new HookFill(parameter.Given, HookProblem.None);

    private static bool Exists(HookKind kind, LogMember member) =>
        AfterEpoch.Has(kind) || (!member.IsValidation && (AfterBatch | HookKind.TestEnd).Has(kind));

    private static HookFill Logged(HookParameterModel parameter, HookKind kind, LogMember member)
    {
        var exists = Exists(kind, member);
        if (!AfterBatch.Has(kind))
            return Fit(parameter, TypeOf(member.Shape), exists, $"{Logs}.{TypeModels.EscapedName(member.Property)}") with
            {
                LogKey = exists ? member.Key : null,
            };
        if (member.Key != LogMembers.Loss)
            return Fit(
                parameter,
                TypeOf(member.Shape),
                exists,
                $"{OfBatch}[{Literals.Text(member.Key).Replace("{", "{{").Replace("}", "}}")}].{member.Shape}"
            ) with
            {
                Reads = true,
            };
        if (parameter.Type == HookValueType.Tensor)
            return new HookFill("context.Batch.Loss!", HookProblem.None);
        var loss = Fit(parameter, HookValueType.Number, exists, "context.Batch.LossValue");
        return loss with { Reads = true, Expected = loss.Expected is null ? null : "Tensor" };
    }

    private static HookFill Fit(HookParameterModel parameter, HookValueType type, bool exists, string expression)
    {
        if (!exists)
            return new HookFill(null, HookProblem.NotThen);
        var fits = parameter.Type == type || (type == HookValueType.Integer && parameter.Type == HookValueType.Long);
        return fits ? new HookFill(expression, HookProblem.None) : new HookFill(null, HookProblem.Type, Shown(type));
    }

    private static HookValueType TypeOf(MetricShapeModel shape) => shape switch
    {
        MetricShapeModel.Scalar => HookValueType.Number,
        MetricShapeModel.Matrix => HookValueType.Matrix,
        _ => HookValueType.Vector,
    };

    private static string Shown(HookValueType type) => type switch
    {
        HookValueType.Integer => "int",
        HookValueType.Long => "long",
        HookValueType.Number => "double",
        HookValueType.Vector => "double[]",
        HookValueType.Matrix => "double[,]",
        _ => "Tensor",
    };

    /// <summary><c>val_top_k</c> as a parameter: <c>valTopK</c>.</summary>
    public static string AsParameter(string key)
    {
        var words = key.Split('_', '-').Where(w => w.Length > 0).ToArray();
        return string.Concat(words.Select((w, i) => (i == 0 ? char.ToLowerInvariant(w[0]) : char.ToUpperInvariant(w[0])) + w.Substring(1)));
    }
}
