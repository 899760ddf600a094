using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Experiments.Shape;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN021: a <c>[Metric]</c> method that no state can be generated from because of how it is declared.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricSignatureAnalyzer() : ExperimentAnalyzer(Descriptors.MetricSignature)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                var method = (IMethodSymbol)symbol.Symbol;
                if (!Metrics.IsMetric(method))
                    return;
                var problems = MetricSignature.Read(method).Problems;
                foreach (var (problem, hints) in problems.Count > 0 ? problems.Select(p => (p, HintsOf(p))) : InItsType(method, experiments))
                    symbol.ReportDiagnostic(Report(experiments.LocationOf(problem.Symbol, method), null, hints, problem.Message));
            },
            SymbolKind.Method);

    private static ImmutableDictionary<string, string?> HintsOf(SignatureProblem problem) =>
        FixHints.Of(FixHints.Change, problem.Kind == SignatureProblemKind.NotStatic ? nameof(SignatureProblemKind.NotStatic) : null);

    /// <summary>What is wrong only beside the entries and the other metrics of the type.</summary>
    private static IEnumerable<(SignatureProblem Problem, ImmutableDictionary<string, string?> Hints)> InItsType(IMethodSymbol method, Experiments experiments)
    {
        var type = method.ContainingType;
        if (!Metrics.HasSet(type))
            yield break;
        if (Experiments.IsExperiment(type))
        {
            foreach (var (parameter, fill) in experiments.MatchMetric(method).Parameters)
            {
                if (fill != ParameterFill.None || MetricSignature.IsBatch(parameter) || parameter.IsOptional || parameter.Type.TypeKind == TypeKind.Error)
                    continue;
                var problem = new SignatureProblem(parameter, $"Nothing fills config parameter '{parameter.Name}' of metric '{method.Name}': '{type.Name}' has no such entry; add one, or give the parameter a default");
                yield return (problem, HintsOf(problem).AndEntry(parameter.Name, parameter.Type, type, experiments));
            }
        }

        var earlier = Metrics.Of(type).TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method)).SelectMany(m => m.Parameters).ToArray();
        foreach (var parameter in method.Parameters.Where(p => !MetricSignature.IsBatch(p)))
        {
            var other = earlier.FirstOrDefault(p => p.Name == parameter.Name && !MetricSignature.IsBatch(p));
            if (other is not null && !SymbolEqualityComparer.Default.Equals(other.Type, parameter.Type))
            {
                var problem = new SignatureProblem(parameter, $"Config parameter '{parameter.Name}' is '{parameter.Type.Shown()}' in metric '{method.Name}', but '{other.Type.Shown()}' in '{other.ContainingSymbol.Name}': "
                    + "metrics of one type share config parameters by name; give one of them another name");
                yield return (problem, HintsOf(problem));
            }
        }
    }
}
