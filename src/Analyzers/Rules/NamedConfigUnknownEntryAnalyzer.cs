using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>GEN003: a property of a named config matches no entry, or a derived one. GEN010 reports a key in <c>[FromConfig]</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NamedConfigUnknownEntryAnalyzer() : NamedConfigAnalyzer(s_unknown, s_derived)
{
    private static readonly DiagnosticDescriptor s_unknown = new(
        RuleIds.NamedConfigUnknownEntry,
        "Named config sets an unknown entry",
        "Named config '{0}' sets '{1}', but '{2}' has no such entry{3}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.NamedConfigUnknownEntry));

    private static readonly DiagnosticDescriptor s_derived = s_unknown.WithMessage(
        "Named config '{0}' cannot set '{1}' because entry '{2}' of '{3}' is derived from other entries");

    private protected override Diagnostic? Check(
        NamedValueSemantics value,
        INamedTypeSymbol namedConfig,
        INamedTypeSymbol experiment,
        Experiments experiments
    )
    {
        if (value.Problem != FillProblem.UnknownKey || value.Property.HasAttribute(KnownNames.FromConfig))
            return null;
        var (config, property) = (namedConfig.Name, value.Property.Name);
        var location = experiments.LocationOf(value.Property, namedConfig);
        var other = value.Entry?.Property is { } declared ? experiments.LocationOf(declared) : null;
        if (value.Entry is { IsDerived: true } derived)
        {
            var owner = FixHints.None.AndEntry(value.Key, value.Property.Type, experiment, experiments);
            return s_derived.At(location, other, owner, config, property, derived.Key, experiment.Name);
        }

        var all = experiments.ConfigOf(experiment);
        var settable = all.Entries
            .Where(e => !e.IsDerived && e.IsTopLevel)
            .Select(e => e.Property?.Name ?? ImplicitEntries.PropertyName(e.Key))
            .Concat(all.Blocks.Where(b => b.Path.Length == 1).Select(b => b.Property.Name))
            .ToArray();
        var hints = FixHints
            .Create(FixHints.Name, NearestName.Find(value.Key, settable))
            .AndEntry(value.Key, value.Property.Type, experiment, experiments);
        return s_unknown.At(
            location, other, hints, config, property, experiment.Name, Messages.DidYouMean(value.Key, settable, "Its entries are"));
    }
}
