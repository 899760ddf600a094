using Gen.Analyzers.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN032: a method that a trainer cannot call as a hook, because it returns a value, is generic, or is not a member of an experiment.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HookSignatureAnalyzer() : ExperimentAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.HookSignature,
        "Method cannot be a hook",
        "Method '{0}' cannot be a hook because {1}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.HookSignature));

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                var method = (IMethodSymbol)symbol.Symbol;
                if (!HookSignature.IsHook(method))
                    return;
                var reason = Experiments.IsExperiment(method.ContainingType)
                    ? HookSignature.WhyNot(method)
                    : $"'{method.ContainingType.Name}' is not marked [Experiment]. Write a Callback for several experiments.";
                var isReturn = Experiments.IsExperiment(method.ContainingType) && method is { ReturnsVoid: false, IsGenericMethod: false };
                var hints = FixHints.Create(FixHints.Change, isReturn ? "ReturnVoid" : null);
                if (reason is not null)
                    symbol.Report(s_rule.At(experiments.LocationOf(method), null, hints, method.Name, reason));
            },
            SymbolKind.Method);
}
