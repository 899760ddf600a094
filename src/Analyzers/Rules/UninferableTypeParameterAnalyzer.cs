using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN016: a type parameter of a captured method occurs only in parameters that the config fills, so the generated overload could not be
/// called.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UninferableTypeParameterAnalyzer() : ExperimentAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.UninferableTypeParameter,
        "Type parameter of a captured method cannot be inferred",
        "Type parameter '{0}' of '{1}' cannot be inferred because it occurs only in parameters that the config fills: {2}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.UninferableTypeParameter));

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                var method = (IMethodSymbol)symbol.Symbol;
                if (!method.IsGenericMethod)
                    return;
                foreach (var experiment in CapturedSemantics.ExperimentsOf(method))
                {
                    var shape = experiments.CapturedBy(method, experiment);
                    var filled = string.Join(", ", method.Parameters.Where((_, i) => shape.Fills[i].IsOmitted).Select(p => $"'{p.Name}'"));
                    foreach (var lost in shape.LostTypeParameters)
                        symbol.Report(s_rule.At(experiments.LocationOf(lost, method), lost.Name, method.Name, filled));
                }
            },
            SymbolKind.Method);
}
