using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Hooks.Emit;
using Gen.Generators.Hooks.Model;
using Gen.Generators.Incremental;
using Gen.Generators.Metrics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Hooks;

/// <summary>The steps that lead to <c>X.Training.g.cs</c>, for each experiment of a project that references Gen.Training.</summary>
internal static class TrainingPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<MetricTypeModel> metricTypes)
    {
        // A compilation differs after every edit, this does not.
        var usesTraining = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName(KnownNames.ExperimentMetrics) is not null)
            .WithTrackingName(TrackingNames.UsesTraining);

        var experiments = AnnotatedSymbols<TrainedExperimentModel>
            .Read(context, KnownNames.Experiment, ExperimentGenerator.IsPartialClass, Parse)
            .WithTrackingName(TrackingNames.TrainedExperiments);

        var metrics = metricTypes
            .Where(static type => type.Owner.IsExperiment)
            .Select(static (type, _) => TrainedMetrics.Of(type))
            .WithTrackingName(TrackingNames.TrainedMetrics);

        var trainings = experiments
            .Combine(metrics.Collect())
            .Select(static (pair, _) => new TrainingModel(pair.Left, pair.Right.FirstOrDefault(m => m.Type == pair.Left.Type.FullName)))
            .WithTrackingName(TrackingNames.Trainings);

        var clashing = experiments
            .Select(static (experiment, _) => experiment.Type.HintName)
            .Collect()
            .Select(static (names, _) => HintNames.Clashing(names))
            .WithTrackingName(TrackingNames.ClashingTrainingNames);

        context.RegisterSourceOutput(trainings.Combine(usesTraining).Combine(clashing), static (output, pair) =>
        {
            var ((training, isWanted), names) = pair;
            if (isWanted && TrainingEmitter.CanEmit(training.Experiment))
                output.AddSource(HintNames.Unique(training.Experiment.Type.HintName, names) + ".Training.g.cs", TrainingEmitter.Emit(training));
        });
    }

    private static IEnumerable<TrainedExperimentModel> Parse(ISymbol symbol, SyntaxNode node, Compilation compilation, CancellationToken cancellationToken) =>
        symbol is INamedTypeSymbol type && type.IsFirstWith(KnownNames.Experiment, node) && HookParser.Parse(type, compilation, cancellationToken) is { } experiment ? [experiment] : [];
}
