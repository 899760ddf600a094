using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Hooks.Model;
using Gen.Generators.Hooks.Shape;

namespace Gen.Generators.Hooks.Emit;

/// <summary>The file of an experiment's training: its trainer, its log values, and the class that calls its hooks.</summary>
internal static class TrainingEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";

    /// <summary>False if a name that everything else refers to is taken: the error at the user's member then stands alone.</summary>
    public static bool CanEmit(TrainedExperimentModel experiment) =>
        !experiment.Taken.Contains(TrainingNames.Logs) && !experiment.Taken.Contains(TrainingNames.Hooks);

    public static string Emit(TrainingModel model) => GeneratedFile.Partial(model.Experiment.Type, "", w =>
    {
        var logged = LogMembers.Of(model.Metrics?.Metrics ?? default);
        if (!model.Experiment.Taken.Contains(TrainingNames.CreateTrainer))
        {
            EmitCreate(w, model.Experiment);
            w.Line();
        }

        LogsEmitter.Emit(w, logged, New(model.Experiment, TrainingNames.Logs));
        w.Line();
        new HooksEmitter(model, logged).Emit(w);
    });

    private static void EmitCreate(SourceWriter w, TrainedExperimentModel experiment)
    {
        const string Space = TrainingNames.Space;
        w.Line("/// <summary>A trainer that computes this experiment's metrics and calls its hooks.</summary>");
        w.Line("/// <param name=\"model\">What is trained.</param>");
        w.Line("/// <param name=\"optimizer\">Of the model's parameters.</param>");
        w.Line("/// <param name=\"loss\">Takes the model's output and the target, and returns the batch's mean loss.</param>");
        w.Line("/// <param name=\"callbacks\">Called in this order, after the hooks.</param>");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line($"public {New(experiment, TrainingNames.CreateTrainer)}{Space}Trainer<{TrainingNames.Logs}> {TrainingNames.CreateTrainer}(");
        w.Indent();
        w.Line($"global::TorchSharp.torch.nn.Module<{Tensor}, {Tensor}> model,");
        w.Line("global::TorchSharp.torch.optim.Optimizer optimizer,");
        w.Line($"global::TorchSharp.torch.nn.Module<{Tensor}, {Tensor}, {Tensor}> loss,");
        w.Line($"params {Space}Callback[] callbacks) =>");
        w.Line($"new {Space}Trainer<{TrainingNames.Logs}>(new {TrainingNames.Hooks}(this), model, optimizer, loss, static values => new {TrainingNames.Logs}(values), callbacks)");
        w.Open().Line("Run = global::Gen.Configuration.ExperimentServices.RunOf(this),");
        if (experiment.HasDevice)
            w.Line($"Device = {string.Format(Fills.Device, "this")},");
        w.Close("};");
        w.Unindent();
    }

    private static string New(TrainedExperimentModel experiment, string member) => experiment.Hidden.Contains(member) ? "new " : "";
}
