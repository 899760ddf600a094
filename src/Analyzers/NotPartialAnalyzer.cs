using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN007: an experiment, or a class around it, is not partial, so nothing can be generated into it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotPartialAnalyzer() : ExperimentAnalyzer(Descriptors.NotPartial)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (Experiments.IsExperiment(type) && TypeModels.FirstNotPartial(type, symbol.CancellationToken) is { } closed)
                    symbol.ReportDiagnostic(Report(Place(closed, symbol), null, closed.Name, type.Name));
            },
            SymbolKind.NamedType);

    private static Location Place(INamedTypeSymbol closed, SymbolAnalysisContext context) =>
        closed.DeclaringSyntaxReferences
            .Select(r => r.GetSyntax(context.CancellationToken))
            .OfType<TypeDeclarationSyntax>()
            .First(d => !d.Modifiers.Any(SyntaxKind.PartialKeyword))
            .Identifier.GetLocation();
}
