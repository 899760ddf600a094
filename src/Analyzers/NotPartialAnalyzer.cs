using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN007: an experiment, a type with metrics, or a class around one is not partial, so nothing can be generated into it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotPartialAnalyzer() : ExperimentAnalyzer(Descriptors.NotPartial)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (Subject(type) is { } subject && TypeModels.FirstNotPartial(type, symbol.CancellationToken) is { Name.Length: > 0 } closed)
                    symbol.ReportDiagnostic(Report(Place(closed, symbol), null, closed.Name, $"{subject} '{type.Name}'"));
            },
            SymbolKind.NamedType);

    private static string? Subject(INamedTypeSymbol type) =>
        Experiments.IsExperiment(type) ? "the experiment" : Metrics.Of(type).Any() ? "the metrics of" : null;

    private static Location Place(INamedTypeSymbol closed, SymbolAnalysisContext context) =>
        closed.DeclaringSyntaxReferences
            .Select(r => r.GetSyntax(context.CancellationToken))
            .OfType<TypeDeclarationSyntax>()
            .First(d => !d.Modifiers.Any(SyntaxKind.PartialKeyword))
            .Identifier.GetLocation();
}
