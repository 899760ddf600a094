using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Hooks.Model;
using Gen.Generators.Hooks.Shape;
using Gen.Generators.Metrics;

namespace Gen.Generators.Hooks.Emit;

/// <summary>Emits the nested class through which a trainer computes an experiment's metrics.</summary>
internal static class MetricsEmitter
{
    private const string Space = TrainingNames.Space + "Metrics.";
    private const string Tensor = "global::TorchSharp.torch.Tensor";
    private const string State = Space + "MetricSetState";

    public static void Emit(SourceWriter w, TrainedExperimentModel experiment, TrainedMetricsModel metrics)
    {
        var infos = $"global::System.Collections.Generic.IReadOnlyList<{Space}MetricInfo> Infos";
        var update = $"void Update({State} state, {Tensor}? input, {Tensor}? target, {Tensor} prediction, {Tensor}? sampleWeight)";
        w.Line(GeneratedFile.GeneratedCode);
        w.Open($"private sealed class {TrainingNames.Metrics}({experiment.Type.FullName} experiment) : {TrainingNames.Space}ExperimentMetrics");
        w.Line($"public override {infos} => {MetricNames.Set}.Infos;").Line();
        w.Line($"public override {State} CreateState() => experiment.{MetricNames.CreateSet}();").Line();
        w.Line($"public override {update} =>");
        w.Line($"    (({MetricNames.Set})state).Update({string.Join(", ", metrics.Inputs.Select(Argument))});").Line();
        w.Line($"public override {Space}MetricValues Compute({State} state) => (({MetricNames.Set})state).Compute();");
        w.Close();
    }

    private static string Argument(string input)
    {
        var (name, missing) = TrainedMetrics.Argument(input)!.Value;
        var message = $"The metrics take '{input}', but {missing}.";
        var otherwise = missing is null ? "" : $" ?? throw new global::System.InvalidOperationException({Literals.Text(message)})";
        return $"{TypeModels.EscapedName(input)}: {name}{otherwise}";
    }
}
