using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN007: an experiment, a type with metrics, or a type that contains one is not partial, so no code can be generated into it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotPartialAnalyzer() : ExperimentAnalyzer(s_experiment, s_metrics)
{
    private static readonly DiagnosticDescriptor s_experiment = new(
        RuleIds.NotPartial,
        "Type is not partial",
        "Type '{0}' must be partial because code is generated for experiment '{1}'",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.NotPartial));

    private static readonly DiagnosticDescriptor s_metrics = s_experiment.WithMessage(
        "Type '{0}' must be partial because code is generated for the metrics of '{1}'");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (
                    Message(type) is { } message
                    && TypeModels.FirstNotPartial(type, symbol.CancellationToken) is { Name.Length: > 0 } closed
                )
                    symbol.Report(message.At(LocationOf(closed, symbol), closed.Name, type.Name));
            },
            SymbolKind.NamedType);

    private static DiagnosticDescriptor? Message(INamedTypeSymbol type) =>
        Experiments.IsExperiment(type) ? s_experiment
        : Metrics.DeclaredIn(type).Any() || type.HasAttribute(KnownNames.UseMetrics) ? s_metrics
        : null;

    private static Location LocationOf(INamedTypeSymbol closed, SymbolAnalysisContext context) =>
        closed.DeclaringSyntaxReferences
            .Select(r => r.GetSyntax(context.CancellationToken))
            .OfType<TypeDeclarationSyntax>()
            .First(d => !d.Modifiers.Any(SyntaxKind.PartialKeyword))
            .Identifier.GetLocation();
}
