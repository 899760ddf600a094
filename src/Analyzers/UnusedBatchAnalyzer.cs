using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>
/// GEN023: a metric that leaves out a batch tensor it was given, or overwrites it with something that has nothing to do with it: it measures
/// something else than it seems to, and no number looks wrong.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedBatchAnalyzer() : ExperimentAnalyzer(Descriptors.UnusedBatch)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationBlockAction(block => Analyze(block, experiments));

    private void Analyze(OperationBlockAnalysisContext context, Experiments experiments)
    {
        if (context.OwningSymbol is not IMethodSymbol method || !Metrics.IsFormula(method.PartialDefinitionPart ?? method))
            return;
        var use = new BatchUse(method, context.OperationBlocks.Where(b => b.Syntax.Parent is not ParameterSyntax));
        foreach (var parameter in method.Parameters.Where(p => MetricSignature.IsBatch(p) && !p.Name.StartsWith("_", System.StringComparison.Ordinal)))
        {
            var overwrites = use.Overwrites(parameter).ToArray();
            foreach (var assignment in overwrites)
            {
                context.ReportDiagnostic(Report(
                    assignment.Syntax.GetLocation(),
                    experiments.LocationOf(parameter),
                    $"Metric '{method.Name}' overwrites its batch tensor '{parameter.Name}' with a value that has nothing to do with it: the metric no longer depends on what was given"));
            }

            if (overwrites.Length == 0 && !use.IsUnfinished && use.IsNeverRead(parameter))
                context.ReportDiagnostic(Report(experiments.LocationOf(parameter, method), null, $"Metric '{method.Name}' never uses its batch tensor '{parameter.Name}': remove it, or use it"));
        }
    }
}
