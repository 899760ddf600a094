using Gen.Analyzers.Common;
using Gen.Generators.Metrics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN020: a formula whose value over all rows cannot be had from its batches, told at the expression that is to blame.</summary>
/// <remarks>A symbol action: only metrics are bound, once, and the generator's planner is asked, so that the two never differ.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnstreamableMetricAnalyzer() : ExperimentAnalyzer(Descriptors.UnstreamableMetric)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(Analyze, SymbolKind.Method);

    private void Analyze(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (Metrics.Refusal(method, context.Compilation, context.CancellationToken) is { IsCompilerError: false } refusal)
            context.ReportDiagnostic(Report(refusal.Location, null, method.Name, refusal.Reason));
    }
}
