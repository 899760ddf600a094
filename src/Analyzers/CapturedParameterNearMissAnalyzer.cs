using System.Collections.Immutable;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN001: a parameter matches no entry but nearly does. It is taken for a misspelling, not for a parameter that the caller gives.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CapturedParameterNearMissAnalyzer() : ParameterAnalyzer(Descriptors.CapturedParameterNearMiss, FillProblem.NearMiss)
{
    private protected override Diagnostic Describe(IParameterSymbol parameter, ParameterFill fill, MatchedMethod matched, Experiments experiments)
    {
        var entry = fill.Entry!;
        var declared = entry.Property is { } property ? experiments.LocationOf(property) : null;

        // What is right for one experiment may be wrong for another that captures the method too.
        var isRightElsewhere = experiments.Match(matched.Method).Any(m => m.Fills[parameter.Ordinal].Kind != FillKind.None);
        var hints = isRightElsewhere ? ImmutableDictionary<string, string?>.Empty
            : FixHints.Of(FixHints.Name, entry.AsParameter()).And(FixHints.Key, entry.Key).And(FixHints.Change, IsCaptured(matched.Method) ? "FromCaller" : null);
        return Report(experiments.LocationOf(parameter), declared, hints, parameter.Name, matched.Method.Name, matched.Experiment.Name, entry.AsParameter());
    }

    private static bool IsCaptured(IMethodSymbol method) => method.HasAttribute(KnownNames.Captured) || method.FindAttributes(KnownNames.CapturedOf).Any();
}
