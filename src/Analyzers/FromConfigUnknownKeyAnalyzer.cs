using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN010: the key of <c>[FromConfig]</c> is no entry's, on a parameter or on a named config's property.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FromConfigUnknownKeyAnalyzer() : ExperimentAnalyzer(Descriptors.FromConfigUnknownKey)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        context.RegisterSymbolAction(symbol => AnalyzeMethod(symbol, experiments), SymbolKind.Method);
        context.RegisterSymbolAction(symbol => AnalyzeNamedConfig(symbol, experiments), SymbolKind.NamedType);
    }

    private void AnalyzeMethod(SymbolAnalysisContext context, Experiments experiments)
    {
        foreach (var matched in experiments.Match((IMethodSymbol)context.Symbol))
        {
            foreach (var (parameter, fill) in matched.Parameters)
            {
                if (fill.Problem != FillProblem.UnknownKey)
                    continue;
                var candidates = experiments.ConfigOf(matched.Experiment).Entries.Select(e => e.Key);
                var message = $"[FromConfig] of parameter '{parameter.Name}' names no entry of '{matched.Experiment.Name}': there is no '{fill.Key}'"
                    + Wording.DidYouMean(fill.Key!, candidates, "the entries are");
                var hints = FixHints.Of(FixHints.Key, fill.Entry?.Key).AndEntry(fill.Key!, parameter.Type, matched.Experiment, experiments);
                context.ReportDiagnostic(Report(Place(parameter, experiments, context.Symbol), Declared(fill.Entry, experiments), hints, message));
            }
        }
    }

    private void AnalyzeNamedConfig(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var experiment in Experiments.ExperimentsOf(type))
        {
            foreach (var value in experiments.NamedConfig(type, experiment).Values)
            {
                if (value.Problem != FillProblem.UnknownKey || !value.Property.HasAttribute(KnownNames.FromConfig))
                    continue;
                var candidates = experiments.ConfigOf(experiment).Entries.Where(e => !e.IsDerived).Select(e => e.Key);
                var message = $"[FromConfig] of property '{value.Property.Name}' names no entry of '{experiment.Name}': "
                    + (value.Entry is { IsDerived: true } derived
                        ? $"'{derived.Key}' is derived from other entries and can't be set"
                        : $"there is no '{value.Key}'" + Wording.DidYouMean(value.Key, candidates, "the entries are"));
                var near = value.Entry is { IsDerived: false } entry ? entry.Key : null;
                var hints = FixHints.Of(FixHints.Key, near).AndEntry(value.Key, value.Property.Type, experiment, experiments);
                context.ReportDiagnostic(Report(Place(value.Property, experiments, type), Declared(value.Entry, experiments), hints, message));
            }
        }
    }

    private static Location? Declared(EntryShape? entry, Experiments experiments) =>
        entry?.Property is { } property ? experiments.LocationOf(property) : null;

    private static Location Place(ISymbol marked, Experiments experiments, ISymbol otherwise) =>
        marked.FindAttribute(KnownNames.FromConfig)!.ArgumentLocation(experiments) ?? experiments.LocationOf(marked, otherwise);
}
