using Gen.Analyzers.Common;
using Gen.Generators.Hooks.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN032: a method that no trainer can call as a hook: it returns something, is generic, or belongs to no experiment.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HookSignatureAnalyzer() : ExperimentAnalyzer(Descriptors.HookSignature)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                var method = (IMethodSymbol)symbol.Symbol;
                if (!HookSignature.IsHook(method))
                    return;
                var reason = Experiments.IsExperiment(method.ContainingType)
                    ? HookSignature.WhyNot(method)
                    : $"'{method.ContainingType.Name}' is not marked [Experiment]; what several experiments share is a Callback";
                var isReturn = Experiments.IsExperiment(method.ContainingType) && method is { ReturnsVoid: false, IsGenericMethod: false };
                if (reason is not null)
                    symbol.ReportDiagnostic(Report(experiments.LocationOf(method), null, FixHints.Of(FixHints.Change, isReturn ? "ReturnVoid" : null), $"'{method.Name}' can't be a hook: {reason}"));
            },
            SymbolKind.Method);
}
