using System.Linq;
using Gen.Analyzers.Common;
using Gen.Analyzers.NoEffect;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN017: an attribute stands where it does nothing: nobody would notice before the run is over, or ever.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoEffectAnalyzer() : ExperimentAnalyzer(Descriptors.NoEffect)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        context.RegisterSymbolAction(
            symbol => Report(symbol, experiments, IdleTypeAttributes.In((INamedTypeSymbol)symbol.Symbol, experiments)), SymbolKind.NamedType);
        context.RegisterSymbolAction(
            symbol => Report(symbol, experiments, IdleMethodAttributes.In((IMethodSymbol)symbol.Symbol, experiments)), SymbolKind.Method);
        context.RegisterSymbolAction(
            symbol => Report(symbol, experiments, IdlePropertyAttributes.In((IPropertySymbol)symbol.Symbol, experiments)), SymbolKind.Property);
        context.RegisterSyntaxNodeAction(
            node => AnalyzeLocal(node, experiments), SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression);
    }

    private void Report(SymbolAnalysisContext context, Experiments experiments, System.Collections.Generic.IEnumerable<IdleAttribute> idle)
    {
        foreach (var (attribute, reason) in idle)
            context.ReportDiagnostic(Describe(attribute, reason, experiments, context.Symbol));
    }

    /// <summary>No symbol action reaches a local function or a lambda.</summary>
    private void AnalyzeLocal(SyntaxNodeAnalysisContext context, Experiments experiments)
    {
        var (lists, name) = context.Node switch
        {
            LocalFunctionStatementSyntax local => (local.AttributeLists, "a local function"),
            var lambda => (((ParenthesizedLambdaExpressionSyntax)lambda).AttributeLists, "a lambda"),
        };
        if (lists.Count == 0)
            return;
        var symbol = context.Node is LocalFunctionStatementSyntax
            ? context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
            : context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        foreach (var attribute in symbol?.GetAttributes().Where(IdleMethodAttributes.IsOfMethods) ?? [])
            context.ReportDiagnostic(Describe(attribute, IdleMetricAttributes.IsOfMetrics(attribute) ? $"{name} is not a member of a type" : $"{name} is not a member of the experiment", experiments, symbol!));
    }

    private Diagnostic Describe(AttributeData attribute, string reason, Experiments experiments, ISymbol marked) => Report(
        attribute.NameLocation(experiments) ?? experiments.LocationOf(marked),
        null,
        $"[{attribute.ShownName()}] has no effect here: {reason}");
}
