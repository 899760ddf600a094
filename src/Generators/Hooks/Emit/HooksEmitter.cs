using System.Collections.Generic;
using System.Linq;
using System.Net;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Hooks.Model;
using Gen.Generators.Hooks.Shape;
using Gen.Generators.Metrics;

namespace Gen.Generators.Hooks.Emit;

/// <summary>The nested class through which a trainer reaches an experiment: its metrics, and a direct call of each hook.</summary>
internal sealed class HooksEmitter(TrainingModel model, IReadOnlyList<LogMember> logged)
{
    private const string Space = TrainingNames.Space;
    private const string Tensor = "global::TorchSharp.torch.Tensor";
    private const string State = Space + "Metrics.MetricSetState";

    private readonly Dictionary<(HookModel, string), string> _randoms = [];
    private bool _readsBatch;

    private bool HasMetrics => model.Metrics is { CanCreate: true };

    public void Emit(SourceWriter w)
    {
        var hooks = new SourceWriter();
        foreach (var kind in model.Experiment.Hooks.Count > 0 ? HookKinds.All : [])
            EmitKind(hooks, kind);

        w.Line($"/// <summary>Through which a trainer computes the metrics and calls the hooks of <see cref=\"{WebUtility.HtmlEncode(model.Experiment.Type.FullName)}\"/>.</summary>");
        w.Line(GeneratedFile.GeneratedCode);
        if (!HasMetrics && model.Experiment.Hooks.Count == 0)
            w.Line("#pragma warning disable CS9113 // it has nothing to be asked for");
        w.Open($"private sealed class {TrainingNames.Hooks}({model.Experiment.Type.FullName} experiment) : {Space}IExperimentHooks");
        foreach (var random in _randoms.Values)
            w.Line($"private global::System.Random? {random};");
        if (_randoms.Count > 0)
            w.Line();
        if (Kinds() is { } kinds)
            w.Line($"public {Space}HookKinds Kinds => {kinds};").Line();
        if (HasMetrics)
            EmitMetrics(w);
        if (_readsBatch && HasMetrics)
            EmitBatchMetrics(w.Line());
        w.Lines(hooks.ToString().TrimEnd('\n'));
        w.Close();
    }

    private string? Kinds()
    {
        if (model.Experiment.Hooks.Count == 0)
            return null;
        var kinds = HookKind.None;
        var needsValidation = false;
        foreach (var hook in model.Experiment.Hooks)
        {
            kinds |= hook.Kinds;
            needsValidation |= HookKinds.All.Where(k => hook.Kinds.Has(k)).Any(k => hook.Parameters.Any(p => HookValues.Find(p, k, logged).NeedsValidation));
        }

        var names = HookKinds.All.Where(k => kinds.Has(k)).Select(k => $"{Space}HookKinds.{k}").ToList();
        if (needsValidation)
            names.Add(Space + "HookKinds.NeedsValidation");
        if (model.Experiment.Hooks.Any(h => h.Parameters.Any(p => p.NeedsServices)))
            names.Add(Space + "HookKinds.NeedsServices");
        return names.Count == 0 ? null : string.Join(" | ", names);
    }

    private void EmitMetrics(SourceWriter w)
    {
        var infos = $"global::System.Collections.Generic.IReadOnlyList<{Space}Metrics.MetricInfo> Metrics =>";
        w.Line($"public {infos} {MetricNames.Set}.Infos;").Line();
        w.Line($"public {State}? CreateMetrics() => experiment.{MetricNames.CreateSet}();").Line();
        var update = $"public void UpdateMetrics({State} metrics, {Tensor}? input, {Tensor}? target, {Tensor} prediction, {Tensor}? sampleWeight)";
        var compute = $"public {Space}Metrics.MetricValues ComputeMetrics({State} metrics) =>";
        w.Line(update + " =>");
        w.Line($"    (({MetricNames.Set})metrics).Update({string.Join(", ", model.Metrics!.Inputs.Select(Argument))});").Line();
        w.Line($"{compute} (({MetricNames.Set})metrics).Compute();");
    }

    private static string Argument(string input)
    {
        var (name, missing) = TrainedMetrics.Argument(input)!.Value;
        var otherwise = missing is null ? "" : $" ?? throw new global::System.InvalidOperationException({Literals.Text($"The metrics take '{input}', but {missing}.")})";
        return $"{TypeModels.EscapedName(input)}: {name}{otherwise}";
    }

    private void EmitBatchMetrics(SourceWriter w)
    {
        w.Line("// The metrics of one batch by itself, for hooks that ask for them.");
        w.Open($"private {MetricNames.Set}.Values OfBatch({Space}TrainingContext context)");
        w.Line($"using var metrics = experiment.{MetricNames.CreateSet}();");
        w.Line("UpdateMetrics(metrics, context.Input, context.Target, context.Prediction!, context.SampleWeight);");
        w.Line("return metrics.Compute();").Close();
    }

    private void EmitKind(SourceWriter w, HookKind kind)
    {
        var calls = model.Experiment.Hooks.Where(h => h.Kinds.Has(kind)).Select(h => Call(h, kind)).ToArray();
        if (calls.Length == 0)
            return;
        w.Line();
        w.Open($"public void {kind.Name()}({Space}TrainingContext context{(kind == HookKind.Exception ? ", global::System.Exception exception" : "")})");
        if (calls.Any(c => c.UsesLogs))
            w.Line($"var {HookValues.Logs} = new {TrainingNames.Logs}(context.Logs);");
        if (calls.Any(c => c.UsesBatch))
            w.Line($"var {HookValues.OfBatch} = OfBatch(context);");
        foreach (var (name, text, _, _) in calls)
            w.Line($"context.Hook = {Literals.Text(name)};").Line(text);
        w.Close();
    }

    private (string Name, string Text, bool UsesLogs, bool UsesBatch) Call(HookModel hook, HookKind kind)
    {
        var arguments = hook.Parameters.Select(p => Argument(p, kind, hook)).ToArray();
        var usesBatch = arguments.Any(IsOfBatch);
        _readsBatch |= usesBatch;
        var receiver = hook.IsStatic ? model.Experiment.Type.FullName : "experiment";
        var usesLogs = arguments.Any(a => a == HookValues.Logs || a.StartsWith(HookValues.Logs + ".", System.StringComparison.Ordinal));
        return (hook.Method, $"{receiver}.{TypeModels.EscapedName(hook.Method)}({string.Join(", ", arguments)});", usesLogs, usesBatch);
    }

    private static bool IsOfBatch(string expression) => expression.StartsWith(HookValues.OfBatch + "[", System.StringComparison.Ordinal);

    private string Argument(HookParameterModel parameter, HookKind kind, HookModel hook)
    {
        // Where nothing fills it, and where metrics cannot be fed, an error says so: the rest must compile.
        if (HookValues.Find(parameter, kind, logged).Expression is not { } expression || (IsOfBatch(expression) && !HasMetrics))
            return "default!";
        var text = string.Format(expression, "experiment", string.Format(Fills.RunOfExperiment, "experiment"));
        if (!parameter.IsRandom)
            return text;
        // One stream for all calls, of whatever kind.
        if (!_randoms.TryGetValue((hook, parameter.Name), out var field))
            _randoms.Add((hook, parameter.Name), field = $"_random{_randoms.Count}");
        return $"{field} ??= {text}";
    }
}
