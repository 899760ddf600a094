using System;
using System.Collections.Generic;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN019: a member of a named config or search space with the name of an entry, or of an experiment or block with the name of a parameter
/// that nothing fills, which is not read because it is no public instance property.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LooksLikeEntryAnalyzer() : ExperimentAnalyzer(s_named, s_varied, s_entry)
{
    private static readonly DiagnosticDescriptor s_named = new(
        RuleIds.LooksLikeEntry,
        "Member looks like an entry but is none",
        "'{0}' of named config '{1}' does not set entry '{2}' because {3}. Only public instance properties do.",
        RuleIds.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.LooksLikeEntry));

    private static readonly DiagnosticDescriptor s_varied = s_named.WithMessage(
        "'{0}' of search space '{1}' does not vary {2} because {3}. Only public instance properties do.");

    private static readonly DiagnosticDescriptor s_entry = s_named.WithMessage(
        "'{0}' of '{1}' does not fill parameter '{2}' of '{3}' because {4}. Only public instance properties are entries.");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                foreach (var experiment in Experiments.ExperimentsOf(type).Where(experiments.IsWhole))
                    AnalyzeNamedConfig(symbol, type, experiment, experiments);
                foreach (var experiment in SearchSpaces.ExperimentsOf(type).Where(experiments.IsWhole))
                    AnalyzeSearchSpace(symbol, type, experiment, experiments);
                if (Experiments.IsExperiment(type) && experiments.IsWhole(type))
                    AnalyzeExperiment(symbol, type, experiments);
            },
            SymbolKind.NamedType);

    private static void AnalyzeNamedConfig(
        SymbolAnalysisContext context, INamedTypeSymbol type, INamedTypeSymbol experiment, Experiments experiments)
    {
        var config = experiments.ConfigOf(experiment);
        var matcher = new ParameterMatcher(experiment, config, experiments.Compilation);
        foreach (var member in EntryLookAlike.In(type, experiments.Compilation))
        {
            var key = member.Member.FindAttribute(KnownNames.FromConfig)?.StringArgument() ?? member.Name;
            var (entry, block) = (config.Find(key), config.FindBlock(key));
            if ((entry?.IsDerived ?? block is null) || !experiments.LocationOf(member.Member).IsInSource)
                continue;

            // What the class keeps to itself may be there for another purpose, such as the field behind a property.
            var declared = entry is null ? block!.Type : matcher.SettableType(entry);
            var values = experiments.NamedConfig(type, experiment).Values;
            if (values.Any(v => entry is null ? v.Block == block : v.Entry == entry && v.Problem != FillProblem.UnknownKey)
                || (member.IsHidden && (member.IsUsedIn(type) || !matcher.Converts(member.Type, declared))))
                continue;
            var property = entry is null ? block!.Property : entry.Property;
            var name = key == member.Name ? property?.Name ?? ImplicitEntries.PropertyName(entry!.Key) : member.Name;
            context.Report(s_named.At(
                experiments.LocationOf(member.Member),
                property is null ? null : experiments.LocationOf(property),
                FixHints.Create(FixHints.Name, name),
                member.Name,
                type.Name,
                entry?.Key ?? block!.Key,
                member.Reason));
        }
    }

    private static void AnalyzeSearchSpace(
        SymbolAnalysisContext context, INamedTypeSymbol type, INamedTypeSymbol experiment, Experiments experiments)
    {
        var dimensions = experiments.SearchSpace(type, experiment).Dimensions;
        foreach (var member in EntryLookAlike.In(type, experiments.Compilation))
        {
            var key = member.Member.FindAttribute(KnownNames.FromConfig)?.StringArgument() ?? member.Name;
            var entry = experiments.ConfigOf(experiment).Find(key);
            var isNamedConfigs = SearchSpaceSemantics.KindOf(member.Type)?.Kind == SearchValueKind.NamedConfigs;
            if (SearchSpaceSemantics.KindOf(member.Type) is null || (isNamedConfigs ? member.IsHidden : entry is not { IsDerived: false })
                || !experiments.LocationOf(member.Member).IsInSource
                || dimensions.Any(d => isNamedConfigs ? d.Kind == SearchValueKind.NamedConfigs : d.Entry == entry)
                || (member.IsHidden && member.IsUsedIn(type)))
                continue;
            var name = key == member.Name && !isNamedConfigs
                ? entry!.Property?.Name ?? ImplicitEntries.PropertyName(entry.Key)
                : member.Name;
            context.Report(s_varied.At(
                experiments.LocationOf(member.Member),
                null,
                FixHints.Create(FixHints.Name, name),
                member.Name,
                type.Name,
                isNamedConfigs ? "the named config" : $"entry '{entry!.Key}'",
                member.Reason));
        }
    }

    private static void AnalyzeExperiment(SymbolAnalysisContext context, INamedTypeSymbol type, Experiments experiments)
    {
        var reported = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var own = EntryLookAlike.In(type, experiments.Compilation).ToArray();
        if (own.Length == 0 && experiments.ConfigOf(type).Blocks.IsEmpty)
            return;
        foreach (var (parameter, key) in Unfilled(type, experiments))
        {
            var dot = key.LastIndexOf('.');
            var owner = dot < 0 ? type : experiments.ConfigOf(type).FindBlock(key.Substring(0, dot))?.Type;
            var members = owner is null ? [] : dot < 0 ? own : EntryLookAlike.In(owner, experiments.Compilation);
            foreach (var member in members)
            {
                var isMeant = key == parameter.Name ? IsMeant(member, parameter, type, experiments)
                    : KeyName.Normalize(member.Name) == KeyName.Normalize(key.Substring(dot + 1));
                if (!isMeant || ImplicitEntries.IsTaken(member.Member, type) || !experiments.LocationOf(member.Member).IsInSource
                    || !reported.Add(member.Member))
                    continue;
                context.Report(s_entry.At(
                    experiments.LocationOf(member.Member),
                    experiments.LocationOf(parameter),
                    FixHints.Create(FixHints.Name, PropertyName(member.Name)).And(FixHints.Change, "Entry"),
                    member.Name,
                    member.Member.ContainingType.Name,
                    parameter.Name,
                    parameter.ContainingSymbol.Name,
                    member.Reason));
            }
        }
    }

    /// <summary>Returns the parameters that get no value, or silently a default, with the keys that they ask for.</summary>
    private static IEnumerable<(IParameterSymbol Parameter, string Key)> Unfilled(INamedTypeSymbol type, Experiments experiments) =>
        from method in type.GetMembers().OfType<IMethodSymbol>().Concat(experiments.CapturedElsewhere(type))
        where !method.Parameters.IsEmpty
        from matched in experiments.Match(method)
        where SymbolEqualityComparer.Default.Equals(matched.Experiment, type)
        from filled in matched.Parameters
        let key = filled.Fill.Problem == FillProblem.UnknownKey ? filled.Fill.Key
            : filled.Fill == ParameterFill.None && IsLeft(filled.Parameter, method) ? filled.Parameter.Name
            : null
        where key is not null
        select (filled.Parameter, key);

    private static bool IsLeft(IParameterSymbol parameter, IMethodSymbol method) =>
        (parameter.IsOptional || CommandParser.IsCommand(method))
        && !HookSignature.IsHook(method)
        && ParameterMatcher.CanFill(parameter)
        && !parameter.HasAttribute(KnownNames.FromCaller);

    private static bool IsMeant(EntryLookAlike member, IParameterSymbol parameter, INamedTypeSymbol type, Experiments experiments) =>
        member.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)
        && new ParameterMatcher(type, experiments.ConfigOf(type), experiments.Compilation).Converts(member.Type, parameter.Type)
        && !(member.IsHidden && member.IsAssignedIn(type))
        && !member.IsGivenTo(parameter, type);

    private static string PropertyName(string name)
    {
        var word = name.TrimStart('_');
        return word.Length == 0 ? name : char.ToUpperInvariant(word[0]) + word.Substring(1);
    }
}
