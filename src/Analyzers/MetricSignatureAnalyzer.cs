using System.Collections.Generic;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Experiments.Shape;
using Gen.Generators.Metrics.Shape;
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
                foreach (var problem in problems.Count > 0 ? problems : InItsType(method, experiments))
                    symbol.ReportDiagnostic(Report(experiments.LocationOf(problem.Symbol, method), null, problem.Message));
            },
            SymbolKind.Method);

    /// <summary>What is wrong only beside the entries and the other metrics of the type.</summary>
    private static IEnumerable<SignatureProblem> InItsType(IMethodSymbol method, Experiments experiments)
    {
        var type = method.ContainingType;
        if (!Metrics.HasSet(type))
            yield break;
        if (Experiments.IsExperiment(type))
        {
            foreach (var (parameter, fill) in experiments.MatchMetric(method).Parameters)
            {
                if (fill == ParameterFill.None && !MetricSignature.IsBatch(parameter) && !parameter.IsOptional && parameter.Type.TypeKind != TypeKind.Error)
                    yield return new(parameter, $"Nothing fills config parameter '{parameter.Name}' of metric '{method.Name}': '{type.Name}' has no such entry; add one, or give the parameter a default");
            }
        }

        var earlier = Metrics.Of(type).TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method)).SelectMany(m => m.Parameters).ToArray();
        foreach (var parameter in method.Parameters.Where(p => !MetricSignature.IsBatch(p)))
        {
            var other = earlier.FirstOrDefault(p => p.Name == parameter.Name && !MetricSignature.IsBatch(p));
            if (other is not null && !SymbolEqualityComparer.Default.Equals(other.Type, parameter.Type))
            {
                yield return new(parameter, $"Config parameter '{parameter.Name}' is '{parameter.Type.Shown()}' in metric '{method.Name}', but '{other.Type.Shown()}' in '{other.ContainingSymbol.Name}': "
                    + "metrics of one type share config parameters by name; give one of them another name");
            }
        }
    }
}
