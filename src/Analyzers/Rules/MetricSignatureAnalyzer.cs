using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Gen.Analyzers.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>GEN021: a <c>[Metric]</c> method with a declaration from which no state can be generated, or a metric that
/// <c>[UseMetrics]</c> cannot use.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricSignatureAnalyzer() : ExperimentAnalyzer(s_method, s_parameter, s_unfilled, s_twoTypes)
{
    private static readonly DiagnosticDescriptor s_method = new(
        RuleIds.MetricSignature,
        "Metric signature is not valid",
        "Metric '{0}' {1}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.MetricSignature));

    private static readonly DiagnosticDescriptor s_parameter = s_method.WithMessage("Parameter '{0}' of metric '{1}' {2}");

    private static readonly DiagnosticDescriptor s_unfilled = s_method.WithMessage(
        "Config parameter '{0}' of metric '{1}' has no value because '{2}' has no such entry. Add the entry, or a default value.");

    private static readonly DiagnosticDescriptor s_twoTypes = s_method.WithMessage(
        "Config parameter '{0}' has type '{1}' in metric '{2}', but type '{3}' in '{4}'. Metrics of one class share config parameters by "
        + "name."
    );

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        context.RegisterSymbolAction(
            symbol =>
            {
                var method = (IMethodSymbol)symbol.Symbol;
                if (!Metrics.IsMetric(method))
                    return;
                var problems = MetricSignature.Read(method).Problems;
                foreach (
                    var diagnostic in problems.Count > 0
                        ? problems.Select(p => Describe(p, method, experiments))
                        : InItsType(method, experiments)
                )
                    symbol.Report(diagnostic);
            },
            SymbolKind.Method);
        context.RegisterSymbolAction(
            symbol =>
            {
                foreach (var diagnostic in InAttributes((INamedTypeSymbol)symbol.Symbol, experiments, symbol.CancellationToken))
                    symbol.Report(diagnostic);
            },
            SymbolKind.NamedType);
    }

    /// <summary>Returns what is wrong with the metrics that a type uses of others.</summary>
    private static IEnumerable<Diagnostic> InAttributes(
        INamedTypeSymbol type, Experiments experiments, CancellationToken cancellationToken)
    {
        foreach (var used in UsedMetrics.In(type, experiments.Compilation))
        {
            var location = LocationOf(used, cancellationToken);
            if (used.Problem is { } problem)
                yield return s_method.At(location, null, FixHints.Create(FixHints.Name, used.Nearest), used.Name, problem);
            if (used.Method is null || !Experiments.IsExperiment(type) || !experiments.IsWhole(type))
                continue;
            foreach (var (parameter, fill) in UsedMetrics.Fills(used.Method, type, experiments.ConfigOf(type), experiments.Compilation))
            {
                if (fill.Kind != FillKind.None)
                    continue;
                if (fill.Problem == FillProblem.TypeMismatch)
                    yield return s_method.At(
                        location,
                        used.Name,
                        $"has the config parameter '{parameter.Name}' of type '{parameter.Type.Display()}', which the entry of that name "
                        + "does not fit. Write a [Metric] method that calls it.");
                else if (!parameter.IsOptional)
                    yield return s_unfilled.At(
                        location,
                        null,
                        FixHints.None.AndEntry(parameter.Name, parameter.Type, type, experiments),
                        parameter.Name,
                        used.Name,
                        type.Name);
            }
        }
    }

    private static Location LocationOf(UsedMetric used, CancellationToken cancellationToken)
    {
        var syntax = used.Attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        var arguments = syntax?.ArgumentList?.Arguments ?? default;
        var named = used.Index + 1 < arguments.Count ? arguments[used.Index + 1].Expression : (SyntaxNode?)syntax;
        return named?.GetLocation() ?? Location.None;
    }

    private static Diagnostic Describe(SignatureProblem problem, IMethodSymbol method, Experiments experiments)
    {
        var location = experiments.LocationOf(problem.Symbol, method);
        var change = problem.Kind == SignatureProblemKind.Other ? null : problem.Kind.ToString();
        return problem.Symbol is IParameterSymbol parameter
            ? s_parameter.At(location, parameter.Name, method.Name, problem.Message)
            : s_method.At(location, null, FixHints.Create(FixHints.Change, change), method.Name, problem.Message);
    }

    /// <summary>Returns what is wrong beside the entries and the other metrics of the type.</summary>
    private static IEnumerable<Diagnostic> InItsType(IMethodSymbol method, Experiments experiments)
    {
        var type = method.ContainingType;
        if (!Metrics.HasSet(type))
            yield break;
        if (Experiments.IsExperiment(type) && experiments.IsWhole(type))
        {
            foreach (var (parameter, fill) in experiments.MatchMetric(method).Parameters)
            {
                if (
                    fill != ParameterFill.None
                    || MetricSignature.IsBatch(parameter)
                    || parameter.IsOptional
                    || parameter.Type.TypeKind == TypeKind.Error
                )
                    continue;
                yield return s_unfilled.At(
                    experiments.LocationOf(parameter, method),
                    null,
                    FixHints.None.AndFilling(parameter, type, experiments),
                    parameter.Name,
                    method.Name,
                    type.Name);
            }
        }

        var earlier = Metrics.DeclaredIn(type)
            .TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method))
            .SelectMany(m => m.Parameters)
            .ToArray();
        foreach (var parameter in method.Parameters.Where(p => !MetricSignature.IsBatch(p)))
        {
            var other = earlier.FirstOrDefault(p => p.Name == parameter.Name && !MetricSignature.IsBatch(p));
            if (other is not null && !SymbolEqualityComparer.Default.Equals(other.Type, parameter.Type))
            {
                yield return s_twoTypes.At(
                    experiments.LocationOf(parameter, method),
                    parameter.Name,
                    parameter.Type.Display(),
                    method.Name,
                    other.Type.Display(),
                    other.ContainingSymbol.Name);
            }
        }
    }
}
