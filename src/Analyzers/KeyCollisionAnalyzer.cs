using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Experiments.Shape;
using Gen.Generators.Hooks.Shape;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN009: two entries, two named configs, or two metrics of a type, whose names are equal but for case and underscores.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyCollisionAnalyzer() : ExperimentAnalyzer(Descriptors.KeyCollision)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                AnalyzeEntries(symbol, experiments);
                AnalyzeNamedConfig(symbol, experiments);
                AnalyzeMetrics(symbol, experiments);
            },
            SymbolKind.NamedType);

    private void AnalyzeEntries(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var problem in ShapeProblems.ReportedAt(type, experiments).Where(p => p.Kind == ShapeProblemKind.Collision))
        {
            var key = KeyName.ToSnakeCase(problem.Symbol.Name);
            var other = ConfigShapeReader.PropertiesOf(problem.Symbol.ContainingType).FirstOrDefault(p => p.Name == problem.Detail);
            context.ReportDiagnostic(Report(
                experiments.LocationOf(problem.Symbol, type),
                other is null ? null : experiments.LocationOf(other),
                $"Entries '{problem.Detail}' and '{problem.Symbol.Name}' of '{problem.Symbol.ContainingType.Name}' have one key, '{key}': case, '_' and '-' do not tell keys apart"));
        }
    }

    private void AnalyzeNamedConfig(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var experiment in Experiments.ExperimentsOf(type))
        {
            // Told of at the later one only: at the first there is nothing wrong yet.
            var key = KeyName.Normalize(type.Name);
            var others = experiments.NamedConfigsOf(experiment, name => KeyName.Normalize(name) == key).Where(t => !SymbolEqualityComparer.Default.Equals(t, type));
            if (others.FirstOrDefault(o => experiments.IsEarlier(o, type)) is { } other)
            {
                context.ReportDiagnostic(Report(
                    experiments.LocationOf(type),
                    experiments.LocationOf(other),
                    $"Named configs '{other.ToDisplayString()}' and '{type.ToDisplayString()}' of '{experiment.Name}' have one name, '{KeyName.ToSnakeCase(type.Name)}'"));
            }
        }
    }

    private void AnalyzeMetrics(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var metrics = Metrics.Of(type).ToArray();
        if (metrics.Length == 0)
            return;
        foreach (var same in metrics.GroupBy(m => KeyName.Normalize(Metrics.KeyOf(m))).Where(g => g.Count() > 1))
        {
            foreach (var metric in same.Skip(1))
            {
                var (first, key) = (same.First(), Metrics.KeyOf(metric));
                var subject = first.Name == metric.Name ? $"Two metrics '{metric.Name}' of '{type.Name}' have" : $"Metrics '{first.Name}' and '{metric.Name}' of '{type.Name}' have";
                context.ReportDiagnostic(Report(experiments.LocationOf(metric, type), experiments.LocationOf(first), $"{subject} one name, '{key}'"));
            }
        }

        if (Experiments.IsExperiment(type) && Metrics.HasSet(type) && experiments.HasTraining)
            AnalyzeLogged(context, type, metrics, experiments);
    }

    /// <summary>Metrics whose values could not be told from others in the logs of a training.</summary>
    private void AnalyzeLogged(SymbolAnalysisContext context, INamedTypeSymbol type, IMethodSymbol[] all, Experiments experiments)
    {
        var keys = all.Select(Metrics.KeyOf).Prepend(LogMembers.Loss).Prepend(LogMembers.LearningRate).ToArray();
        var reserved = keys.Select(k => LogMembers.ValidationKey + k).Concat(keys.Take(2)).Select(KeyName.Normalize).ToArray();
        var properties = all.Select(m => "Val" + m.Name).Concat(["Loss", "ValLoss", TrainingNames.Logs, TrainingNames.Names]).ToArray();
        foreach (var metric in all)
        {
            var key = Metrics.KeyOf(metric);
            if (!reserved.Contains(KeyName.Normalize(key)) && !properties.Contains(metric.Name))
                continue;
            context.ReportDiagnostic(Report(
                experiments.LocationOf(metric, type),
                null,
                $"Metric '{metric.Name}' of '{type.Name}' can't be logged as '{key}': 'loss' and 'lr' are a trainer's own, and 'val_' with a metric's name is its value on the validation data"));
        }
    }
}
