using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>GEN010: the key in <c>[FromConfig]</c> of a parameter, or of a named config's property, matches no entry.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FromConfigUnknownKeyAnalyzer() : ExperimentAnalyzer(s_parameter, s_property, s_derived, s_kind)
{
    private static readonly DiagnosticDescriptor s_parameter = new(
        RuleIds.FromConfigUnknownKey,
        "Entry in [FromConfig] does not exist",
        "Entry '{0}' in [FromConfig] of parameter '{1}' does not exist in '{2}'{3}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.FromConfigUnknownKey));

    private static readonly DiagnosticDescriptor s_property = s_parameter.WithMessage(
        "Entry '{0}' in [FromConfig] of property '{1}' does not exist in '{2}'{3}");

    private static readonly DiagnosticDescriptor s_derived = s_parameter.WithMessage(
        "Entry '{0}' in [FromConfig] of property '{1}' is derived from other entries of '{2}' and cannot be set");

    private static readonly DiagnosticDescriptor s_kind = s_parameter.WithMessage(
        "Entry '{0}' in [FromConfig] of '{1}' exists only if '{2}' is {3}. Use the block, whose type is '{4}'.");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        context.RegisterSymbolAction(symbol => AnalyzeMethod(symbol, experiments), SymbolKind.Method);
        context.RegisterSymbolAction(symbol => AnalyzeNamedConfig(symbol, experiments), SymbolKind.NamedType);
    }

    private void AnalyzeMethod(SymbolAnalysisContext context, Experiments experiments)
    {
        foreach (var matched in experiments.Match((IMethodSymbol)context.Symbol).Where(m => experiments.IsWhole(m.Experiment)))
        {
            foreach (var (parameter, fill) in matched.Parameters)
            {
                if (fill.Problem != FillProblem.UnknownKey)
                    continue;
                var location = LocationOf(parameter, experiments, context.Symbol);
                if (OfKind(fill.Key!, parameter, matched.Experiment, experiments, location) is { } ofKind)
                {
                    context.Report(ofKind);
                    continue;
                }

                var candidates = experiments.ConfigOf(matched.Experiment).Entries.Select(e => e.Key).ToArray();
                var hints = FixHints
                    .Create(FixHints.Key, NearestName.Find(fill.Key!, candidates))
                    .AndEntry(fill.Key!, parameter.Type, matched.Experiment, experiments);
                context.Report(
                    s_parameter.At(
                        location,
                        Declared(fill.Entry, experiments),
                        hints,
                        fill.Key,
                        parameter.Name,
                        matched.Experiment.Name,
                        Messages.DidYouMean(fill.Key!, candidates, "Its entries are")
                    )
                );
            }
        }
    }

    private void AnalyzeNamedConfig(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var experiment in Experiments.ExperimentsOf(type).Where(experiments.IsWhole))
        {
            foreach (var value in experiments.NamedConfig(type, experiment).Values)
            {
                if (value.Problem != FillProblem.UnknownKey || !value.Property.HasAttribute(KnownNames.FromConfig))
                    continue;
                var location = LocationOf(value.Property, experiments, type);
                if (OfKind(value.Key, value.Property, experiment, experiments, location) is { } ofKind)
                {
                    context.Report(ofKind);
                    continue;
                }

                var isDerived = value.Entry is { IsDerived: true };
                var candidates = experiments.ConfigOf(experiment).Entries.Where(e => !e.IsDerived).Select(e => e.Key).ToArray();
                var near = isDerived ? null : NearestName.Find(value.Key, candidates);
                context.Report((isDerived ? s_derived : s_property).At(
                    location,
                    Declared(value.Entry, experiments),
                    FixHints.Create(FixHints.Key, near).AndEntry(value.Key, value.Property.Type, experiment, experiments),
                    isDerived ? value.Entry!.Key : value.Key,
                    value.Property.Name,
                    experiment.Name,
                    Messages.DidYouMean(value.Key, candidates, "Its entries are")));
            }
        }
    }

    /// <summary>The message about an entry that only some kinds of a block have; null for any other key.</summary>
    private static Diagnostic? OfKind(
        string key,
        ISymbol marked,
        INamedTypeSymbol experiment,
        Experiments experiments,
        Location location
    )
    {
        var config = experiments.ConfigOf(experiment);
        var found = config.FindInKinds(key).ToArray();
        if (found.Length == 0)
            return null;
        var block = found[0].Within[0].Block;
        var kinds = string.Join(" or ", found.Select(f => f.Within[0].Kind.Name).Distinct());
        return s_kind.At(location, found[0].Entry.Key, marked.Name, block.Key, kinds, block.Type.Name);
    }

    private static Location? Declared(EntrySemantics? entry, Experiments experiments) =>
        entry?.Property is { } property ? experiments.LocationOf(property) : null;

    private static Location LocationOf(ISymbol marked, Experiments experiments, ISymbol otherwise) =>
        marked.FindAttribute(KnownNames.FromConfig)!.ArgumentLocation(experiments) ?? experiments.LocationOf(marked, otherwise);
}
