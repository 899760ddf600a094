using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Metrics;
using Gen.Generators.Semantics;

namespace Gen.Generators.Training;

/// <summary>The file of an experiment's training: its trainer, its log values, its metrics, and the callback that calls its
/// hooks.</summary>
internal static class TrainingEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";

    /// <summary>False if a name that everything else refers to is taken: the error at the user's member then stands alone.</summary>
    public static bool CanEmit(TrainedExperimentModel experiment) =>
        !new[] { TrainingNames.Logs, TrainingNames.EvaluationLogs, TrainingNames.Hooks, TrainingNames.Metrics }
            .Any(experiment.Taken.Contains);

    public static string Emit(TrainingModel model) => GeneratedFile.Partial(model.Experiment.Type, "", w =>
    {
        var logged = LogMembers.Create(model.Metrics?.Metrics ?? default);
        if (!model.Experiment.Taken.Contains(TrainingNames.CreateTrainer))
        {
            EmitCreate(w, model);
            w.Line();
        }

        LogsEmitter.Emit(w, logged);
        if (model.Metrics is { CanCreate: true } metrics)
            MetricsEmitter.Emit(w.Line(), model.Experiment, metrics);
        if (model.Experiment.Hooks.Count > 0)
            new HooksEmitter(model, logged).Emit(w.Line());
    });

    private static void EmitCreate(SourceWriter w, TrainingModel model)
    {
        EmitCreate(w, model, hasSchedule: false);
        EmitCreate(w.Line(), model, hasSchedule: true);
    }

    private static void EmitCreate(SourceWriter w, TrainingModel model, bool hasSchedule)
    {
        var experiment = model.Experiment;
        const string Space = TrainingNames.Space;
        w.Line("/// <summary>Creates a trainer that computes this experiment's metrics and calls its hooks.</summary>");
        w.Line("/// <param name=\"model\">The model to train.</param>");
        w.Line("/// <param name=\"optimizer\">The optimizer of the model's parameters, or its config; null to evaluate only.</param>");
        w.Line("/// <param name=\"loss\">The loss of predictions and targets, a scalar or a value per row, or its config.</param>");
        if (hasSchedule)
            w.Line("/// <param name=\"schedule\">The learning-rate schedule; null for none.</param>");
        w.Line("/// <param name=\"callbacks\">Callbacks, invoked in this order after the experiment's hooks.</param>");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line($"public {Space}Trainer<{TrainingNames.EvaluationLogs}> {TrainingNames.CreateTrainer}(");
        w.Indent();
        w.Line($"global::TorchSharp.torch.nn.Module<{Tensor}, {Tensor}> model,");
        w.Line($"{Space}OptimizerChoice? optimizer,");
        w.Line($"{Space}LossChoice loss,");
        if (hasSchedule)
            w.Line($"{Space}ScheduleConfig? schedule,");
        w.Line($"params global::System.Collections.Generic.IReadOnlyList<{Space}Callback> callbacks) =>");
        var callbacks = experiment.Hooks.Count > 0 ? $"[new {TrainingNames.Hooks}(this), .. callbacks]" : "callbacks";
        w.Line(
            $"new {Space}Trainer<{TrainingNames.EvaluationLogs}>(model, optimizer, loss, "
            + $"static values => new {TrainingNames.EvaluationLogs}(values), {callbacks})"
        );
        w.Open().Line("Run = global::Gen.Configuration.ExperimentServices.RunOf(this),");
        if (model.Metrics is { CanCreate: true })
            w.Line($"Metrics = new {TrainingNames.Metrics}(this),");
        if (experiment.HasDevice)
            w.Line($"Device = {string.Format(FillExpressions.Device, "this")},");
        if (hasSchedule)
            w.Line("Schedule = schedule,");
        w.Close("};");
        w.Unindent();
    }
}

/// <summary>Emits the nested class through which a trainer computes an experiment's metrics.</summary>
internal static class MetricsEmitter
{
    private const string Space = TrainingNames.Space + "Metrics.";
    private const string Tensor = "global::TorchSharp.torch.Tensor";
    private const string State = Space + "MetricSetState";

    public static void Emit(SourceWriter w, TrainedExperimentModel experiment, TrainedMetricsModel metrics)
    {
        var infos = $"global::System.Collections.Generic.IReadOnlyList<{Space}MetricInfo> Infos";
        var update = $"void Update({State} state, {Tensor}? input, {Tensor}? target, {Tensor} prediction, {Tensor}? sampleWeight, "
            + $"{Tensor}? mask)";
        w.Line(GeneratedFile.GeneratedCode);
        w.Open(
            $"private sealed class {TrainingNames.Metrics}({experiment.Type.FullName} experiment) : {TrainingNames.Space}ExperimentMetrics"
        );
        w.Line($"public override {infos} => {MetricNames.Set}.Infos;").Line();
        w.Line($"public override {State} CreateState() => experiment.{MetricNames.CreateSet}();").Line();
        w.Line($"public override {update} =>");
        w.Line($"    (({MetricNames.Set})state).Update({string.Join(", ", metrics.Inputs.Select(Argument).Append(Weight(metrics)))});")
            .Line();
        w.Line($"public override {Space}MetricValues Compute({State} state) => (({MetricNames.Set})state).Compute();");
        w.Close();
    }

    // A metric that takes the sample weights itself must not have them twice.
    private static string Weight(TrainedMetricsModel metrics) =>
        metrics.Inputs.Any(i => TrainedMetrics.Argument(i)?.Name == "sampleWeight") ? "mask" : "WeightOf(sampleWeight, mask)";

    private static string Argument(string input)
    {
        var (name, missing) = TrainedMetrics.Argument(input)!.Value;
        var message = $"The metrics take '{input}', but {missing}.";
        var otherwise = missing is null ? "" : $" ?? throw new global::System.InvalidOperationException({Literals.Text(message)})";
        return $"{TypeModels.EscapedName(input)}: {name}{otherwise}";
    }
}
