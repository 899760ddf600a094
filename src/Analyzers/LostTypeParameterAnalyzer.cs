using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN016: a type parameter of a captured method occurs only in filled parameters, so its overload could not be called.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LostTypeParameterAnalyzer() : ExperimentAnalyzer(Descriptors.LostTypeParameter)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                var method = (IMethodSymbol)symbol.Symbol;
                if (!method.IsGenericMethod)
                    return;
                foreach (var experiment in CapturedShape.ExperimentsOf(method))
                {
                    var shape = experiments.CapturedBy(method, experiment);
                    var filled = string.Join(", ", method.Parameters.Where((_, i) => shape.Fills[i].IsOmitted).Select(p => $"'{p.Name}'"));
                    foreach (var lost in shape.LostTypeParameters)
                        symbol.ReportDiagnostic(Report(experiments.LocationOf(lost, method), null, lost.Name, method.Name, filled));
                }
            },
            SymbolKind.Method);
}
