using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Metrics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Training;

/// <summary>The steps that lead to <c>X.Training.g.cs</c>, for each experiment of a project that references Gen.Training.</summary>
internal static class TrainingPipeline
{
    public static void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ParsedExperiment> parsed,
        IncrementalValueProvider<EquatableArray<string>> clashing,
        IncrementalValuesProvider<MetricTypeModel> metricTypes)
    {
        var experiments = parsed
            .Select(static (experiment, _) => experiment.Training)
            .Where(static training => training is not null && TrainingEmitter.CanEmit(training))
            .Select(static (training, _) => training!)
            .WithTrackingName(TrackingNames.TrainedExperiments);

        var metrics = metricTypes
            .Where(static type => type.Owner.IsExperiment)
            .Select(static (type, _) => TrainedMetrics.Create(type))
            .WithTrackingName(TrackingNames.TrainedMetrics);

        var trainings = experiments
            .Combine(metrics.Collect())
            .Select(static (pair, _) => new TrainingModel(pair.Left, pair.Right.FirstOrDefault(m => m.Type == pair.Left.Type.FullName)))
            .WithTrackingName(TrackingNames.Trainings);

        context.RegisterSourceOutput(trainings.Combine(clashing), static (output, pair) =>
            output.AddSource(
                HintNames.Unique(pair.Left.Experiment.Type.HintName, pair.Right) + ".Training.g.cs", TrainingEmitter.Emit(pair.Left)));
    }
}
