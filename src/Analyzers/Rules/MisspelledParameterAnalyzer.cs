using System.Collections.Immutable;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN001: a parameter matches no entry but nearly does, so that it is a misspelling rather than a parameter that the caller passes.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MisspelledParameterAnalyzer() : ParameterAnalyzer(FillProblem.NearMiss, s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.MisspelledParameter,
        "Parameter name nearly matches an entry",
        "Parameter '{0}' of '{1}' matches no entry of '{2}'{3}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.MisspelledParameter));

    private protected override Diagnostic Describe(
        IParameterSymbol parameter,
        ParameterFill fill,
        MatchedMethod matched,
        Experiments experiments
    )
    {
        var entry = fill.Entry!;
        var declared = entry.Property is { } property ? experiments.LocationOf(property) : null;

        // A name may be correct for one experiment and misspelled for another that captures the method, too.
        var isRightElsewhere = experiments.Match(matched.Method).Any(m => m.Fills[parameter.Ordinal].Kind != FillKind.None);
        var hints = isRightElsewhere
            ? ImmutableDictionary<string, string?>.Empty
            : FixHints.Create(FixHints.Name, entry.AsParameter())
                .And(FixHints.FromConfig, FittingEntries.Argument(entry, matched.Method, matched.Experiment))
                .And(FixHints.Change, IsCaptured(matched.Method) ? "FromCaller" : null);
        return s_rule.At(
            experiments.LocationOf(parameter),
            declared,
            hints,
            parameter.Name,
            matched.Method.Name,
            matched.Experiment.Name,
            Messages.DidYouMean(entry.AsParameter()));
    }

    private static bool IsCaptured(IMethodSymbol method) =>
        method.HasAttribute(KnownNames.Captured) || method.FindAttributes(KnownNames.CapturedOf).Any();
}
