using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Metrics;
using Gen.Generators.Semantics;
using Gen.Generators.Training;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Common;

/// <summary>A parameter of a hook: its model, and what fills it by the rules of captured methods.</summary>
internal sealed record HookParameter(IParameterSymbol Parameter, HookParameterModel Model, ParameterFill Fill);

/// <summary>Hooks and the values that an experiment logs, as the generator reads them.</summary>
internal static class Hooks
{
    /// <summary>Returns true for a hook of an experiment.</summary>
    public static bool IsOfExperiment(IMethodSymbol method) =>
        HookSignature.IsHook(method) && Experiments.IsExperiment(method.ContainingType);

    /// <summary>Returns the parameters of an experiment's hook.</summary>
    public static IReadOnlyList<HookParameter> Parameters(IMethodSymbol hook, Experiments experiments)
    {
        if (hook.Parameters.IsEmpty)
            return [];
        var reader = new HookParameters(hook.ContainingType, experiments.ConfigOf(hook.ContainingType), experiments.Compilation);
        return
        [
            .. hook.Parameters
                .Select(p => (Parameter: p, Read: reader.Read(p)))
                .Select(p => new HookParameter(p.Parameter, p.Read.Model, p.Read.Fill)),
        ];
    }

    /// <summary>
    /// Returns what fills a hook's parameters by the rules of captured methods. GEN030 reports a misspelling, with the values of the
    /// training.
    /// </summary>
    public static ImmutableArray<ParameterFill> Fills(IMethodSymbol hook, Experiments experiments)
    {
        var logged = Logged(hook.ContainingType, experiments);
        return [.. Parameters(hook, experiments).Select(p => p.Fill.Problem switch
        {
            FillProblem.NearMiss => ParameterFill.None,
            FillProblem.TypeMismatch when p.Model.IsNamed && !IsUnknown(p, hook, logged) => ParameterFill.None,
            _ => p.Fill,
        })];
    }

    /// <summary>Returns true if no value of the training has the parameter's name, whenever the hook is called.</summary>
    public static bool IsUnknown(HookParameter parameter, IMethodSymbol hook, IReadOnlyList<LogMember> logged) =>
        KindsOf(hook).All(k => HookValues.Find(parameter.Model, k, logged).Problem == HookProblem.Unknown);

    /// <summary>Returns the kinds with which a hook is marked.</summary>
    public static IEnumerable<HookKind> KindsOf(IMethodSymbol hook)
    {
        var kinds = HookKinds.From(hook);
        return HookKinds.All.Where(k => kinds.Has(k));
    }

    /// <summary>
    /// Returns the values that an experiment logs. The shape of a metric is taken from its property of the generated class, because
    /// planning it again would cost as much as the generator.
    /// </summary>
    public static IReadOnlyList<LogMember> Logged(INamedTypeSymbol experiment, Experiments experiments)
    {
        var logs = experiment.GetTypeMembers(TrainingNames.EvaluationLogs).FirstOrDefault();
        return LogMembers.Create(Metrics.InSet(experiment, experiments.Compilation)
            .GroupBy(m => m.Name).Select(g => g.First())
            .GroupBy(m => KeyName.Normalize(Metrics.PropertyOf(m))).Select(g => g.First())
            .Select(m => new LoggedMetric(Metrics.PropertyOf(m), Metrics.KeyOf(m), ShapeOf(logs, Metrics.PropertyOf(m)), null)));
    }

    private static MetricShapeModel ShapeOf(INamedTypeSymbol? logs, string property) =>
        logs?.GetMembers(property).OfType<IPropertySymbol>().FirstOrDefault()?.Type switch
    {
        IArrayTypeSymbol { Rank: 1 } => MetricShapeModel.Vector,
        IArrayTypeSymbol => MetricShapeModel.Matrix,
        _ => MetricShapeModel.Scalar,
    };
}
