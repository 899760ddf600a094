using System.Collections.Generic;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>GEN009: two entries, named configs or search spaces, or two metrics of a type, whose names are equal but for case and underscores.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyCollisionAnalyzer() : ExperimentAnalyzer(
    s_entries, s_namedConfigs, s_searchSpaces, s_metrics, s_logged, s_kinds, s_reserved, s_kindCollision)
{
    private static readonly DiagnosticDescriptor s_entries = new(
        RuleIds.KeyCollision,
        "Two names have the same key",
        "Entries '{0}' and '{1}' of '{2}' have the same key '{3}'. Keys ignore case, '_' and '-'.",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.KeyCollision));

    private static readonly DiagnosticDescriptor s_namedConfigs = s_entries.WithMessage(
        "Named configs '{0}' and '{1}' of '{2}' have the same name '{3}'");

    private static readonly DiagnosticDescriptor s_searchSpaces = s_entries.WithMessage(
        "Search spaces '{0}' and '{1}' of '{2}' have the same name '{3}'");

    private static readonly DiagnosticDescriptor s_metrics = s_entries.WithMessage(
        "Metrics '{0}' and '{1}' of '{2}' have the same name '{3}'");

    private static readonly DiagnosticDescriptor s_kinds = s_entries.WithMessage(
        "Kinds '{0}' and '{1}' of '{2}' have the same name '{3}'");

    private static readonly DiagnosticDescriptor s_reserved = s_entries.WithMessage(
        "Entry '{0}' of '{1}' has the key 'kind', which is that of the choice of the block's kind");

    private static readonly DiagnosticDescriptor s_kindCollision = s_entries.WithMessage(
        "'{0}' is a block in one kind of '{1}' and an entry in another");

    private static readonly DiagnosticDescriptor s_logged = s_entries.WithMessage(
        "Metric '{0}' of '{1}' cannot be logged as '{2}'. 'loss' and 'lr' are reserved, and 'val_' with a metric's name is its value on "
        + "the validation data."
    );

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                AnalyzeEntries(symbol, experiments);
                AnalyzeNames(symbol, experiments);
                AnalyzeMetrics(symbol, experiments);
            },
            SymbolKind.NamedType);

    private void AnalyzeEntries(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var problem in ConfigProblems.ReportedAt(type, experiments))
        {
            if (problem.Kind is ConfigProblemKind.ReservedKey or ConfigProblemKind.KindCollision)
            {
                var rule = problem.Kind == ConfigProblemKind.ReservedKey ? s_reserved : s_kindCollision;
                context.Report(rule.At(experiments.LocationOf(problem.Symbol, type), problem.Symbol.Name, problem.Detail));
            }

            if (problem.Kind != ConfigProblemKind.Collision)
                continue;
            var key = KeyName.ToSnakeCase(problem.Symbol.Name);
            var owner = problem.Symbol.ContainingType ?? type;
            var other = ConfigSemanticsReader.PropertiesOf(owner).FirstOrDefault(p => p.Name == problem.Detail);
            context.Report((problem.Symbol is INamedTypeSymbol ? s_kinds : s_entries).At(
                experiments.LocationOf(problem.Symbol, type),
                other is null ? null : experiments.LocationOf(other),
                problem.Detail,
                problem.Symbol.Name,
                owner.Name,
                key));
        }
    }

    private void AnalyzeNames(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var key = KeyName.Normalize(type.Name);
        foreach (var experiment in Experiments.ExperimentsOf(type))
            Report(s_namedConfigs, experiment, experiments.NamedConfigsOf(experiment, name => KeyName.Normalize(name) == key));

        // The command line finds those of the experiment's own project.
        foreach (var experiment in SearchSpaces.ExperimentsOf(type).Where(experiments.IsHere))
        {
            Report(s_searchSpaces, experiment, experiments.AllSearchSpaces.Where(s => KeyName.Normalize(s.Name) == key
                && SearchSpaces.ExperimentsOf(s).Contains(experiment, SymbolEqualityComparer.Default)));
        }

        // Reported at the later one only: nothing is wrong with the first.
        void Report(DiagnosticDescriptor message, INamedTypeSymbol experiment, IEnumerable<INamedTypeSymbol> all)
        {
            var others = all.Where(t => !SymbolEqualityComparer.Default.Equals(t, type));
            if (others.FirstOrDefault(o => experiments.IsEarlier(o, type)) is { } other)
            {
                context.Report(message.At(
                    experiments.LocationOf(type),
                    experiments.LocationOf(other),
                    other.ToDisplayString(),
                    type.ToDisplayString(),
                    experiment.Name,
                    KeyName.ToSnakeCase(type.Name)));
            }
        }
    }

    private void AnalyzeMetrics(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var metrics = Metrics.DeclaredIn(type).ToArray();
        if (metrics.Length == 0)
            return;
        foreach (var same in metrics.GroupBy(m => KeyName.Normalize(Metrics.PropertyOf(m))).Where(g => g.Count() > 1))
        {
            foreach (var metric in same.Skip(1))
            {
                var (first, key) = (same.First(), Metrics.KeyOf(metric));
                context.Report(s_metrics.At(
                    experiments.LocationOf(metric, type), experiments.LocationOf(first), first.Name, metric.Name, type.Name, key));
            }
        }

        if (Experiments.IsExperiment(type) && Metrics.HasSet(type) && experiments.HasTraining)
            AnalyzeLogged(context, type, metrics, experiments);
    }

    /// <summary>Reports metrics whose values could not be distinguished from others in the logs of a training.</summary>
    private void AnalyzeLogged(SymbolAnalysisContext context, INamedTypeSymbol type, IMethodSymbol[] all, Experiments experiments)
    {
        var keys = all.Select(Metrics.KeyOf).Prepend(LogMembers.Loss).Prepend(LogMembers.LearningRate).ToArray();
        var reserved = keys.Select(k => LogMembers.ValidationKey + k).Concat(keys.Take(2)).Select(KeyName.Normalize).ToArray();
        string[] generated = ["Loss", "ValLoss", TrainingNames.Logs, TrainingNames.EvaluationLogs, TrainingNames.Names];
        var properties = all.Select(m => "Val" + Metrics.PropertyOf(m)).Concat(generated).ToArray();
        foreach (var metric in all)
        {
            var key = Metrics.KeyOf(metric);
            if (reserved.Contains(KeyName.Normalize(key)) || properties.Contains(Metrics.PropertyOf(metric)))
                context.Report(s_logged.At(experiments.LocationOf(metric, type), metric.Name, type.Name, key));
        }
    }
}
