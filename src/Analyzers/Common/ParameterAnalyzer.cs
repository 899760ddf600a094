using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Common;

/// <summary>A rule about one kind of problem that a parameter of a captured method, <c>[Main]</c>, <c>[Command]</c> or metric can have.</summary>
public abstract class ParameterAnalyzer : ExperimentAnalyzer
{
    private readonly FillProblem _problem;

    private protected ParameterAnalyzer(DiagnosticDescriptor rule, FillProblem problem)
        : base(rule) => _problem = problem;

    private protected sealed override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, experiments), SymbolKind.Method);

    private protected abstract Diagnostic Describe(IParameterSymbol parameter, ParameterFill fill, MatchedMethod matched, Experiments experiments);

    private void Analyze(SymbolAnalysisContext context, Experiments experiments)
    {
        foreach (var matched in experiments.Match((IMethodSymbol)context.Symbol))
        {
            foreach (var (parameter, fill) in matched.Parameters)
            {
                if (fill.Problem == _problem)
                    context.ReportDiagnostic(Describe(parameter, fill, matched, experiments));
            }
        }
    }
}
