using System.Collections.Immutable;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Hooks.Shape;
using Gen.Generators.Metrics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers;

/// <summary>
/// GEN031: a constant given to a <c>[Monitor]</c> parameter names nothing that the experiment logs, or something that is not one number. The
/// experiment is the one whose trainer the call is an argument of, or the one that the call stands in; elsewhere the trainer checks.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MonitorAnalyzer() : ExperimentAnalyzer(Descriptors.Monitor)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        if (!experiments.HasTraining)
            return;
        context.RegisterOperationAction(o => Analyze(o, ((IInvocationOperation)o.Operation).Arguments), OperationKind.Invocation);
        context.RegisterOperationAction(o => Analyze(o, ((IObjectCreationOperation)o.Operation).Arguments), OperationKind.ObjectCreation);
    }

    private void Analyze(OperationAnalysisContext context, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is not { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } || argument.Value.ConstantValue is not { HasValue: true, Value: string key }
                || !parameter.HasAttribute(KnownNames.Monitor) || ExperimentAround(context) is not { } experiment)
                continue;
            if (Describe(key, experiment, out var nearest) is { } message)
                context.ReportDiagnostic(Report(argument.Value.Syntax.GetLocation(), null, FixHints.Of(FixHints.Name, nearest), message));
        }
    }

    private static string? Describe(string key, INamedTypeSymbol experiment, out string? nearest)
    {
        nearest = null;
        var logged = Hooks.Logged(experiment);
        var member = logged.FirstOrDefault(m => m.Key == key);
        if (member is { Shape: MetricShapeModel.Scalar } || key == LogMembers.LearningRate)
            return null;
        var scalars = logged.Where(m => m.Shape == MetricShapeModel.Scalar).Select(m => m.Key).Append(LogMembers.LearningRate).ToArray();
        nearest = member is null ? NearestName.Find(key, scalars) : null;
        return member is null
            ? $"'{experiment.Name}' logs no '{key}'" + Wording.DidYouMean(key, scalars, "it logs")
            : $"'{key}' of '{experiment.Name}' is a {(member.Shape == MetricShapeModel.Matrix ? "matrix" : "vector")}, and only a number can be monitored: {string.Join(", ", scalars)}";
    }

    private static INamedTypeSymbol? ExperimentAround(OperationAnalysisContext context)
    {
        for (var operation = context.Operation.Parent; operation is not null; operation = operation.Parent)
        {
            if (operation is IInvocationOperation { TargetMethod: { Name: TrainingNames.CreateTrainer } called } && Experiments.IsExperiment(called.ContainingType) && GeneratedMembers.IsGenerated(called))
                return called.ContainingType;
        }

        for (var type = context.ContainingSymbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (Experiments.IsExperiment(type))
                return type;
        }

        return null;
    }
}
