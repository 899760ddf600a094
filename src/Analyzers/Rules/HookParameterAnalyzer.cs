using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Metrics.Emit;
using Gen.Generators.Semantics;
using Gen.Generators.Training;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN030: a parameter of a hook has no value, a value of another type, or none when the hook is called; or a metric that a trainer
/// computes takes a batch tensor that no trainer has.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HookParameterAnalyzer() : ExperimentAnalyzer(s_unknown, s_byReference, s_type, s_exception, s_unavailable, s_metric)
{
    private static readonly DiagnosticDescriptor s_unknown = new(
        RuleIds.HookParameter,
        "Hook parameter has no value",
        "Parameter '{0}' of hook '{1}' names no metric, log value, entry or special value of '{2}'{3}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.HookParameter));

    private static readonly DiagnosticDescriptor s_byReference = s_unknown.WithMessage(
        "Parameter '{0}' of hook '{1}' is passed by reference or is 'params', so it cannot have a value");

    private static readonly DiagnosticDescriptor s_type = s_unknown.WithMessage(
        "Parameter '{0}' of hook '{1}' has type '{2}', but its value has type '{3}'");

    private static readonly DiagnosticDescriptor s_exception = s_unknown.WithMessage(
        "Parameter '{0}' of hook '{1}' has no value in [{2}] because only [{3}] has an exception");

    private static readonly DiagnosticDescriptor s_unavailable = s_unknown.WithMessage(
        "Parameter '{0}' of hook '{1}' has no value in [{2}]. The values there are {3}.");

    private static readonly DiagnosticDescriptor s_metric = s_unknown.WithMessage(
        "Metric '{0}' takes batch tensor '{1}', which a trainer does not have{2}");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        if (!experiments.HasTraining)
            return;
        context.RegisterSymbolAction(symbol => AnalyzeHook(symbol, experiments), SymbolKind.Method);
        var reported = new ConcurrentDictionary<INamedTypeSymbol, bool>(SymbolEqualityComparer.Default);
        context.RegisterOperationAction(operation => AnalyzeMetrics(operation, experiments, reported), OperationKind.Invocation);
    }

    private void AnalyzeHook(SymbolAnalysisContext context, Experiments experiments)
    {
        var hook = (IMethodSymbol)context.Symbol;
        if (!Hooks.IsOfExperiment(hook) || hook.IsGenericMethod || !experiments.IsWhole(hook.ContainingType))
            return;
        var logged = Hooks.Logged(hook.ContainingType, experiments);
        foreach (var parameter in Hooks.Parameters(hook, experiments))
        {
            // A wrong key and a wrong type of an entry have rules of their own.
            var isReported = parameter.Fill.Problem == FillProblem.UnknownKey
                || (parameter.Fill.Problem == FillProblem.TypeMismatch && Hooks.IsUnknown(parameter, hook, logged));
            if (isReported || parameter.Parameter.Type.TypeKind == TypeKind.Error)
                continue;
            foreach (var kind in Hooks.KindsOf(hook))
            {
                if (Describe(parameter, hook, kind, logged, experiments) is not { } diagnostic)
                    continue;
                context.Report(diagnostic);
                break;
            }
        }
    }

    private static Diagnostic? Describe(
        HookParameter parameter, IMethodSymbol hook, HookKind kind, IReadOnlyList<LogMember> logged, Experiments experiments)
    {
        var (location, name) = (experiments.LocationOf(parameter.Parameter, hook), parameter.Parameter.Name);
        if (parameter.Parameter.RefKind is not (RefKind.None or RefKind.In) || parameter.Parameter.IsParams)
            return s_byReference.At(location, name, hook.Name);
        var fill = HookValues.Find(parameter.Model, kind, logged);
        switch (fill.Problem)
        {
            case HookProblem.Unknown:
                var entries = experiments.ConfigOf(hook.ContainingType).Entries.Where(e => e.IsTopLevel).Select(e => e.AsParameter());
                var names = HookValues.Names(kind, logged).Concat(entries).Distinct().ToArray();
                var renamed = Metrics.KeyOfMethod(hook.ContainingType, name) is { } key ? HookValues.AsParameter(key) : null;
                var suggestion = renamed is null
                    ? Messages.DidYouMean(name, names, $"The values in [{kind.Name()}] are")
                    : Messages.DidYouMean(renamed);
                var nearest = renamed ?? NearestName.Find(name, names);
                var hints = nearest is null
                    ? FixHints.Create(FixHints.FromConfig, FittingEntries.Hint(parameter.Parameter, hook.ContainingType, experiments))
                    : FixHints.Create(FixHints.Name, nearest);
                return s_unknown.At(location, null, hints, name, hook.Name, hook.ContainingType.Name, suggestion);
            case HookProblem.Type:
                var type = fill.Expected == "Tensor" ? "global::" + KnownNames.Tensor : fill.Expected;
                return s_type.At(
                    location,
                    null,
                    FixHints.Create(FixHints.Type, type),
                    name,
                    hook.Name,
                    parameter.Parameter.Type.Display(),
                    fill.Expected
                );
            case HookProblem.NotThen when !parameter.Model.IsNamed:
                return s_exception.At(location, name, hook.Name, kind.Name(), HookKind.Exception.Name());
            case HookProblem.NotThen:
                var available = HookValues.Names(kind, logged).DefaultIfEmpty("only entries and special values");
                return s_unavailable.At(location, name, hook.Name, kind.Name(), string.Join(", ", available));
            default:
                return null;
        }
    }

    /// <summary>Reports the parameters of metrics that a trainer cannot pass. Updated by hand, they can have any name.</summary>
    private void AnalyzeMetrics(
        OperationAnalysisContext context,
        Experiments experiments,
        ConcurrentDictionary<INamedTypeSymbol, bool> reported
    )
    {
        var called = ((IInvocationOperation)context.Operation).TargetMethod;
        var experiment = called.ContainingType;
        if (called.Name != TrainingNames.CreateTrainer || !Experiments.IsExperiment(experiment) || !GeneratedMembers.IsGenerated(called)
            || !experiments.IsHere(experiment)
            || !reported.TryAdd(experiment, true))
            return;
        foreach (var metric in Metrics.InSet(experiment, context.Compilation))
        {
            // One that the experiment uses of another type is reported at the experiment.
            var isOwn = SymbolEqualityComparer.Default.Equals(metric.ContainingType, experiment);
            var signature = MetricSignature.Read(metric);
            var inputs = signature is { State: not null, Update: { } update }
                ? update.Parameters.Where(p => !p.IsOptional)
                : metric.Parameters.Where(MetricSignature.IsBatch);
            foreach (var input in inputs.Where(p => signature.IsValid && TrainedMetrics.Argument(p.Name) is null))
            {
                context.Report(s_metric.At(
                    isOwn ? experiments.LocationOf(input, metric) : experiments.LocationOf(experiment),
                    null,
                    FixHints.Create(FixHints.Name, isOwn ? NearestName.Find(input.Name, TrainedMetrics.InputNames) : null),
                    metric.Name,
                    input.Name,
                    Messages.DidYouMean(input.Name, TrainedMetrics.InputNames, "A trainer has")));
            }
        }
    }
}
