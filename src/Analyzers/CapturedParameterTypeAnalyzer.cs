using Gen.Analyzers.Common;
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
        return Report(experiments.LocationOf(parameter), source is null ? null : experiments.LocationOf(source), message);
    }
}
