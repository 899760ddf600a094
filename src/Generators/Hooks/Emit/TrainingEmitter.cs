using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Hooks.Model;
using Gen.Generators.Hooks.Shape;

namespace Gen.Generators.Hooks.Emit;

/// <summary>The file of an experiment's training: its trainer, its log values, its metrics, and the callback that calls its hooks.</summary>
internal static class TrainingEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";

    /// <summary>False if a name that everything else refers to is taken: the error at the user's member then stands alone.</summary>
    public static bool CanEmit(TrainedExperimentModel experiment) =>
        !new[] { TrainingNames.Logs, TrainingNames.Hooks, TrainingNames.Metrics }.Any(experiment.Taken.Contains);

    public static string Emit(TrainingModel model) => GeneratedFile.Partial(model.Experiment.Type, "", w =>
    {
        var logged = LogMembers.Of(model.Metrics?.Metrics ?? default);
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
        var experiment = model.Experiment;
        const string Space = TrainingNames.Space;
        w.Line("/// <summary>A trainer that computes this experiment's metrics and calls its hooks.</summary>");
        w.Line("/// <param name=\"model\">The model to train.</param>");
        w.Line("/// <param name=\"optimizer\">The optimizer of the model's parameters.</param>");
        w.Line("/// <param name=\"loss\">The loss of predictions and targets: a scalar, or a value per row.</param>");
        w.Line("/// <param name=\"callbacks\">Callbacks, invoked in this order after the experiment's hooks.</param>");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line($"public {Space}Trainer<{TrainingNames.Logs}> {TrainingNames.CreateTrainer}(");
        w.Indent();
        w.Line($"global::TorchSharp.torch.nn.Module<{Tensor}, {Tensor}> model,");
        w.Line("global::TorchSharp.torch.optim.Optimizer optimizer,");
        w.Line($"global::TorchSharp.torch.nn.Module<{Tensor}, {Tensor}, {Tensor}> loss,");
        w.Line($"params {Space}Callback[] callbacks) =>");
        var callbacks = experiment.Hooks.Count > 0 ? $"[new {TrainingNames.Hooks}(this), .. callbacks]" : "callbacks";
        w.Line($"new {Space}Trainer<{TrainingNames.Logs}>(model, optimizer, loss, static values => new {TrainingNames.Logs}(values), {callbacks})");
        w.Open().Line("Run = global::Gen.Configuration.ExperimentServices.RunOf(this),");
        if (model.Metrics is { CanCreate: true })
            w.Line($"Metrics = new {TrainingNames.Metrics}(this),");
        if (experiment.HasDevice)
            w.Line($"Device = {string.Format(FillExpressions.Device, "this")},");
        w.Close("};");
        w.Unindent();
    }
}
