using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN002: the entry, or block, that a parameter's name or <c>[FromConfig]</c> means has a type that does not convert to the parameter's.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CapturedParameterTypeAnalyzer() : ParameterAnalyzer(Descriptors.CapturedParameterType, FillProblem.TypeMismatch)
{
    private protected override Diagnostic Describe(IParameterSymbol parameter, ParameterFill fill, MatchedMethod matched, Experiments experiments)
    {
        var subject = $"Parameter '{parameter.Name}' of '{matched.Method.Name}'";
        var source = (ISymbol?)fill.Entry?.Property ?? fill.Block?.Property;
        var message = fill switch
        {
            { Entry: { } entry } => $"{subject} is '{parameter.Type.Shown()}', but entry '{entry.Key}' is '{entry.Type.Shown()}'",
            { Block: { } block } => $"{subject} is '{parameter.Type.Shown()}', but block '{block.Key}' is '{block.Type.Shown()}'",
            _ => $"{subject} is marked [Seed] and must be 'long', not '{parameter.Type.Shown()}'",
        };
        var hints = FixHints.Of(FixHints.Type, RightType(parameter, fill, matched, experiments)?.FullName());
        return Report(experiments.LocationOf(parameter), source is null ? null : experiments.LocationOf(source), hints, message);
    }

    /// <summary>The type that the parameter should have for each experiment that fills it; null if there is none.</summary>
    private static ITypeSymbol? RightType(IParameterSymbol parameter, ParameterFill fill, MatchedMethod matched, Experiments experiments)
    {
        if (parameter.Type is ITypeParameterSymbol)
            return null;   // it has a say in other parameters' types
        if (fill is { Entry: null, Block: null })
            return experiments.Compilation.GetSpecialType(SpecialType.System_Int64);
        var type = fill.Block?.Type ?? TypeOf(fill.Entry!, matched.Experiment, experiments);
        var fitsAll = experiments.Match(matched.Method).All(m => m.Fills[parameter.Ordinal] switch
        {
            { Entry: { } entry } => new ParameterMatcher(m.Experiment, experiments.ConfigOf(m.Experiment), experiments.Compilation).Fits(entry, type),
            { Block: { } block } => SymbolEqualityComparer.Default.Equals(block.Type, type),
            _ => true,
        });
        return fitsAll ? type : null;
    }

    private static ITypeSymbol TypeOf(EntryShape entry, INamedTypeSymbol experiment, Experiments experiments) => entry.IsImplicit
        ? entry.Type   // a run always has a seed
        : new ParameterMatcher(experiment, experiments.ConfigOf(experiment), experiments.Compilation).SettableType(entry);
}
