using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Experiments.Shape;
using Gen.Generators.Hooks;
using Gen.Generators.Hooks.Shape;
using Gen.Generators.Metrics.Emit;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers;

/// <summary>
/// GEN030: nothing fills a parameter of a hook, or its value is of another type, or not there when the hook is called; or a metric that a trainer
/// is to compute takes a batch tensor that no trainer has.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HookParameterAnalyzer() : ExperimentAnalyzer(Descriptors.HookParameter)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        if (!experiments.HasTraining)
            return;
        context.RegisterSymbolAction(symbol => AnalyzeHook(symbol, experiments), SymbolKind.Method);
        var told = new ConcurrentDictionary<INamedTypeSymbol, bool>(SymbolEqualityComparer.Default);
        context.RegisterOperationAction(operation => AnalyzeMetrics(operation, experiments, told), OperationKind.Invocation);
    }

    private void AnalyzeHook(SymbolAnalysisContext context, Experiments experiments)
    {
        var hook = (IMethodSymbol)context.Symbol;
        if (!Hooks.IsOfExperiment(hook) || hook.IsGenericMethod)
            return;
        var logged = Hooks.Logged(hook.ContainingType);
        foreach (var parameter in Hooks.Parameters(hook, experiments))
        {
            // A wrong key and a wrong type of an entry have rules of their own.
            var isTold = parameter.Fill.Problem == FillProblem.UnknownKey || (parameter.Fill.Problem == FillProblem.TypeMismatch && Hooks.IsUnknown(parameter, hook, logged));
            if (isTold || parameter.Parameter.Type.TypeKind == TypeKind.Error)
                continue;
            foreach (var kind in Hooks.KindsOf(hook))
            {
                if (Describe(parameter, hook, kind, logged, experiments, out var hints) is not { } message)
                    continue;
                context.ReportDiagnostic(Report(experiments.LocationOf(parameter.Parameter, hook), null, hints, message));
                break;
            }
        }
    }

    private static string? Describe(
        HookParameter parameter, IMethodSymbol hook, HookKind kind, IReadOnlyList<LogMember> logged, Experiments experiments, out ImmutableDictionary<string, string?> hints)
    {
        hints = ImmutableDictionary<string, string?>.Empty;
        var subject = $"Parameter '{parameter.Parameter.Name}' of hook '{hook.Name}'";
        if (parameter.Parameter.RefKind is not (RefKind.None or RefKind.In) || parameter.Parameter.IsParams)
            return $"{subject} is passed by reference or 'params', and nothing fills such a parameter";
        var fill = HookValues.Find(parameter.Model, kind, logged);
        switch (fill.Problem)
        {
            case HookProblem.Unknown:
                var entries = experiments.ConfigOf(hook.ContainingType).Entries.Where(e => e.IsTopLevel).Select(e => e.AsParameter());
                var names = HookValues.Names(kind, logged).Concat(entries).Distinct().ToArray();
                hints = FixHints.Of(FixHints.Name, NearestName.Find(parameter.Parameter.Name, names));
                return $"{subject} names no metric, log value, entry or special value of '{hook.ContainingType.Name}'"
                    + Wording.DidYouMean(parameter.Parameter.Name, names, $"in [{kind.Name()}] there are");
            case HookProblem.Type:
                hints = FixHints.Of(FixHints.Type, fill.Expected == "Tensor" ? "global::" + KnownNames.Tensor : fill.Expected);
                return $"{subject} is '{parameter.Parameter.Type.Shown()}', but its value is a '{fill.Expected}'";
            case HookProblem.NotThen when !parameter.Model.IsNamed:
                return $"{subject} has no value in [{kind.Name()}]: an exception is given to [{HookKind.Exception.Name()}] only";
            case HookProblem.NotThen:
                return $"{subject} has no value in [{kind.Name()}]: there are {string.Join(", ", HookValues.Names(kind, logged).DefaultIfEmpty("entries and special values only"))}";
            default:
                return null;
        }
    }

    /// <summary>Reported at the metrics' parameters: fed by hand, they can have any name.</summary>
    private void AnalyzeMetrics(OperationAnalysisContext context, Experiments experiments, ConcurrentDictionary<INamedTypeSymbol, bool> told)
    {
        var called = ((IInvocationOperation)context.Operation).TargetMethod;
        var experiment = called.ContainingType;
        if (called.Name != TrainingNames.CreateTrainer || !Experiments.IsExperiment(experiment) || !GeneratedMembers.IsGenerated(called) || !Metrics.HasSet(experiment) || !told.TryAdd(experiment, true))
            return;
        foreach (var metric in Metrics.Of(experiment).Where(m => SymbolEqualityComparer.Default.Equals(m.ContainingAssembly, context.Compilation.Assembly)))
        {
            var signature = MetricSignature.Read(metric);
            var inputs = signature is { State: not null, Update: { } update } ? update.Parameters.Where(p => !p.IsOptional) : metric.Parameters.Where(MetricSignature.IsBatch);
            foreach (var input in inputs.Where(p => signature.IsValid && TrainedMetrics.Argument(p.Name) is null))
            {
                context.ReportDiagnostic(Report(
                    experiments.LocationOf(input, metric),
                    null,
                    FixHints.Of(FixHints.Name, NearestName.Find(input.Name, TrainedMetrics.InputNames)),
                    $"Metric '{metric.Name}' takes batch tensor '{input.Name}', which no trainer has"
                    + Wording.DidYouMean(input.Name, TrainedMetrics.InputNames, "there are")));
            }
        }
    }
}
