using System.Linq;
using Gen.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN020: a formula whose value over all rows cannot be computed batch by batch, reported at the expression that prevents it.
/// </summary>
/// <remarks>A symbol action binds metrics only, and asks the generator's planner, so that the rule and the generator never
/// differ.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnstreamableMetricAnalyzer() : ExperimentAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.UnstreamableMetric,
        "Metric cannot be streamed",
        "Metric '{0}' cannot be streamed: {1}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.UnstreamableMetric));

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, experiments), SymbolKind.Method);

    private void Analyze(SymbolAnalysisContext context, Experiments experiments)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (Metrics.Refusal(method, context.Compilation, context.CancellationToken) is { } refusal && !HasErrors(method, context))
            context.Report(s_rule.At(refusal.Location, experiments.LocationOf(method), method.Name, refusal.Reason));
    }

    /// <summary>Returns true if the body does not compile, which is an error already.</summary>
#pragma warning disable RS1030 // A symbol action has no model, and an action that has one would make the compiler bind every method.
    private static bool HasErrors(IMethodSymbol method, SymbolAnalysisContext context) =>
        (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.Any(r => context.Compilation
            .GetSemanticModel(r.SyntaxTree)
            .GetDiagnostics(r.Span, context.CancellationToken)
            .Any(d => d.Severity == DiagnosticSeverity.Error));
#pragma warning restore RS1030
}
