using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>GEN034: a project with experiments is compiled as a version of C# without extension members.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LanguageVersionAnalyzer() : ExperimentAnalyzer(s_rule, s_metrics)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.LanguageVersion,
        "C# is older than 14",
        "Experiment '{0}' needs C# 14 or later, but the project's LangVersion is {1}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.LanguageVersion));

    private static readonly DiagnosticDescriptor s_metrics = s_rule.WithMessage(
        "The metrics of '{0}' need C# 14 or later, but the project's LangVersion is {1}");

    private protected override bool NeedsGeneratedCode => false;

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        if (context.Compilation is not CSharpCompilation { LanguageVersion: < LanguageSupport.Least and var version })
            return;
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                var message = Experiments.IsExperiment(type) ? s_rule : HasMetrics(type) ? s_metrics : null;
                if (message is not null)
                    symbol.Report(message.At(experiments.LocationOf(type), type.Name, version.ToDisplayString()));
            },
            SymbolKind.NamedType);
    }

    private static bool HasMetrics(INamedTypeSymbol type) => Metrics.DeclaredIn(type).Any() || type.HasAttribute(KnownNames.UseMetrics);
}
