using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Common;

/// <summary>A rule about the properties of named configs.</summary>
public abstract class NamedConfigAnalyzer : ExperimentAnalyzer
{
    private protected NamedConfigAnalyzer(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected sealed override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, experiments), SymbolKind.NamedType);

    /// <summary>What is wrong with a property; null if nothing is.</summary>
    private protected abstract Diagnostic? Check(NamedValueShape value, INamedTypeSymbol namedConfig, INamedTypeSymbol experiment, Experiments experiments);

    private void Analyze(SymbolAnalysisContext context, Experiments experiments)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var experiment in Experiments.ExperimentsOf(type))
        {
            foreach (var value in experiments.NamedConfig(type, experiment).Values)
            {
                if (value.Problem != FillProblem.None && Check(value, type, experiment, experiments) is { } diagnostic)
                    context.ReportDiagnostic(diagnostic);
            }
        }
    }
}
