using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;

namespace Gen.Generators.Training;

/// <summary>Emits the nested callback that calls an experiment's hooks: it overrides the events that have one, and no others.</summary>
internal sealed class HooksEmitter(TrainingModel model, IReadOnlyList<LogMember> logged)
{
    private const string Space = TrainingNames.Space;

    private readonly Dictionary<(HookModel, string), (string Field, string Value)> _randoms = [];

    private IEnumerable<HookModel> Hooks => model.Experiment.Hooks;

    private bool HasMetrics => model.Metrics is { CanCreate: true };

    public void Emit(SourceWriter w)
    {
        var events = new SourceWriter();
        foreach (var kind in HookKinds.All)
            EmitEvent(events, kind);

        if (Hooks.All(h => h.IsStatic))
            w.Line("#pragma warning disable CS9113 // static hooks may not need the experiment");
        w.Line(GeneratedFile.GeneratedCode);
        w.Open($"private sealed class {TrainingNames.Hooks}({model.Experiment.Type.FullName} experiment) : {Space}Callback");
        w.Line("private string _hook = \"\";");
        // With the trainer, because a training that is resumed continues the streams that are there before it begins.
        foreach (var (field, value) in _randoms.Values)
            w.Line($"private readonly global::System.Random {field} = {value};");
        w.Line().Line($"public override string Name => {Literals.Text("experiment " + model.Experiment.Type.Name)};");
        var keys = Keys().ToArray();
        if (keys.Length > 0)
        {
            var list = string.Join(", ", keys.Select(Literals.Text));
            w.Line().Line($"public override global::System.Collections.Generic.IEnumerable<string> Reads => [{list}];");
        }

        if (Hooks.Any(h => h.Parameters.Any(p => p.NeedsServices)))
            w.Line().Line("public override bool NeedsServices => true;");
        w.Line().Line("public override string Subject => $\"hook '{_hook}'\";");
        w.Lines(events.ToString().TrimEnd('\n'));
        w.Close();
    }

    /// <summary>Keys of the log values that hooks read.</summary>
    private IEnumerable<string> Keys() =>
        Hooks.SelectMany(h => HookKinds.All.Where(k => h.Kinds.Has(k)).SelectMany(k => KeysOf(h, k))).Distinct();

    /// <summary>A key that the logs have if they have all values of a hook. A canceled epoch, and one that is not validated, lack
    /// values.</summary>
    private string? Required(HookModel hook, HookKind kind)
    {
        if (kind is not (HookKind.EpochEnd or HookKind.TrainEnd))
            return null;
        var keys = KeysOf(hook, kind).ToArray();
        if (keys.Any(k => k.StartsWith(LogMembers.ValidationKey, System.StringComparison.Ordinal)))
            return LogMembers.ValidationKey + LogMembers.Loss;
        return kind == HookKind.TrainEnd && keys.Length > 0 ? LogMembers.Loss : null;
    }

    private IEnumerable<string> KeysOf(HookModel hook, HookKind kind) => hook.Parameters
        .Select(p => HookValues.Find(p, kind, logged).LogKey)
        .OfType<string>()
        .Where(k => HasMetrics || k is LogMembers.Loss or LogMembers.ValidationKey + LogMembers.Loss);

    private void EmitEvent(SourceWriter w, HookKind kind)
    {
        var calls = Hooks.Where(h => h.Kinds.Has(kind)).Select(h => Call(h, kind)).ToArray();
        if (calls.Length == 0)
            return;
        w.Line();
        var exception = kind == HookKind.Exception ? ", global::System.Exception exception" : "";
        w.Open($"public override void {kind.Name()}({Space}TrainingContext context{exception})");
        var (hasLogs, hasBatch) = (false, false);
        foreach (var (hook, name, text, usesLogs, usesBatch) in calls)
        {
            w.Line($"_hook = {Literals.Text(name)};");
            if (usesLogs && !hasLogs)
                w.Line($"var {HookValues.Logs} = new {TrainingNames.Logs}(context.Logs);");
            if (usesBatch && !hasBatch)
                w.Line($"var {HookValues.OfBatch} = context.BatchMetrics;");
            if (Required(hook, kind) is { } key)
                w.Line($"if (context.Logs.ContainsKey({Literals.Text(key)}))").Line("    " + text);
            else
                w.Line(text);
            (hasLogs, hasBatch) = (hasLogs || usesLogs, hasBatch || usesBatch);
        }

        w.Close();
    }

    private (HookModel Hook, string Name, string Text, bool UsesLogs, bool UsesBatch) Call(HookModel hook, HookKind kind)
    {
        var arguments = hook.Parameters.Select(p => Argument(p, kind, hook)).ToArray();
        var receiver = hook.IsStatic ? model.Experiment.Type.FullName : "experiment";
        var usesLogs = arguments.Any(a => a == HookValues.Logs || a.StartsWith(HookValues.Logs + ".", System.StringComparison.Ordinal));
        var text = $"{receiver}.{TypeModels.EscapedName(hook.Method)}({string.Join(", ", arguments)});";
        return (hook, hook.Method, text, usesLogs, arguments.Any(IsOfBatch));
    }

    private static bool IsOfBatch(string expression) => expression.StartsWith(HookValues.OfBatch + "[", System.StringComparison.Ordinal);

    private string Argument(HookParameterModel parameter, HookKind kind, HookModel hook)
    {
        // Where nothing fills it, and where metrics cannot be fed, an error says so: the rest must compile.
        if (HookValues.Find(parameter, kind, logged).Expression is not { } expression || (IsOfBatch(expression) && !HasMetrics))
            return "default!";
        var text = string.Format(expression, "experiment", string.Format(FillExpressions.RunOfExperiment, "experiment"));
        if (!parameter.IsRandom)
            return text;

        // One stream for all calls, of whatever kind.
        if (!_randoms.TryGetValue((hook, parameter.Name), out var random))
            _randoms.Add((hook, parameter.Name), random = ($"_random{_randoms.Count}", text));
        return random.Field;
    }
}
