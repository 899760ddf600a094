using Gen.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>GEN034: a project with experiments is compiled as a version of C# without extension members.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LanguageVersionAnalyzer() : ExperimentAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.LanguageVersion,
        "C# is older than 14",
        "Experiment '{0}' needs C# 14 or later, but the project's LangVersion is {1}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.LanguageVersion));

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        if (context.Compilation is not CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp14 and var version })
            return;
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (Experiments.IsExperiment(type))
                    symbol.Report(s_rule.At(experiments.LocationOf(type), type.Name, version.ToDisplayString()));
            },
            SymbolKind.NamedType);
    }
}
