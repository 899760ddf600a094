using System.Linq;
using Gen.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN020: a formula whose value over all rows cannot be had from its batches, told at the expression that is to blame.</summary>
/// <remarks>A symbol action: only metrics are bound, once, and the generator's planner is asked, so that the two never differ.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnstreamableMetricAnalyzer() : ExperimentAnalyzer(Descriptors.UnstreamableMetric)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, experiments), SymbolKind.Method);

    private void Analyze(SymbolAnalysisContext context, Experiments experiments)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (Metrics.Refusal(method, context.Compilation, context.CancellationToken) is { } refusal && !HasErrors(method, context))
            context.ReportDiagnostic(Report(refusal.Location, experiments.LocationOf(method), method.Name, refusal.Reason));
    }

    /// <summary>What does not compile cannot be planned, but is an error already. Asked of refused metrics only.</summary>
#pragma warning disable RS1030 // A symbol action has no model, and an action that has one would make the compiler bind every method.
    private static bool HasErrors(IMethodSymbol method, SymbolAnalysisContext context) => (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.Any(r =>
        context.Compilation.GetSemanticModel(r.SyntaxTree).GetDiagnostics(r.Span, context.CancellationToken).Any(d => d.Severity == DiagnosticSeverity.Error));
#pragma warning restore RS1030
}
