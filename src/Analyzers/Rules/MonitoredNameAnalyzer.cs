using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Metrics;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN031: a constant passed to a <c>[Monitor]</c> parameter names nothing that the experiment logs, or a value that is not a scalar. The
/// experiment is the one whose trainer receives the result of the call, or the one that contains the call; elsewhere the trainer checks.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MonitoredNameAnalyzer() : ExperimentAnalyzer(s_unknown, s_vector, s_matrix, s_element)
{
    private static readonly DiagnosticDescriptor s_unknown = new(
        RuleIds.MonitoredName,
        "Monitored name is not logged",
        "Experiment '{0}' does not log '{1}'{2}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.MonitoredName));

    private static readonly DiagnosticDescriptor s_vector = s_unknown.WithMessage(
        "'{0}' of '{1}' is a vector, but only a number can be monitored: one of its elements, such as '{0}/0', or {2}");

    private static readonly DiagnosticDescriptor s_element = s_unknown.WithMessage(
        "'{0}' names no element of vector '{1}' of '{2}': '{3}' is neither an index nor the name of a class{4}");

    private static readonly DiagnosticDescriptor s_matrix = s_unknown.WithMessage(
        "'{0}' of '{1}' is a matrix, but only a scalar can be monitored. The scalars are {2}.");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        if (!experiments.HasTraining)
            return;
        context.RegisterOperationAction(
            o => Analyze(o, experiments, ((IInvocationOperation)o.Operation).Arguments), OperationKind.Invocation);
        context.RegisterOperationAction(
            o => Analyze(o, experiments, ((IObjectCreationOperation)o.Operation).Arguments), OperationKind.ObjectCreation);
    }

    private void Analyze(OperationAnalysisContext context, Experiments experiments, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is not { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter }
                || argument.Value.ConstantValue is not { HasValue: true, Value: string key }
                || !parameter.HasAttribute(KnownNames.Monitor)
                || ExperimentAround(context, out var creation) is not { } experiment
                || !experiments.IsWhole(experiment)
                || !experiments.IsHere(experiment))
                continue;
            if (Describe(key, experiment, experiments, creation, argument.Value.Syntax.GetLocation()) is { } diagnostic)
                context.Report(diagnostic);
        }
    }

    private static Diagnostic? Describe(
        string key, INamedTypeSymbol experiment, Experiments experiments, IInvocationOperation? creation, Location location)
    {
        var logged = Hooks.Logged(experiment, experiments);
        var member = logged.FirstOrDefault(m => m.Key == key);
        if (member is { Shape: MetricShapeModel.Scalar } || key == LogMembers.LearningRate)
            return null;
        var scalars = logged.Where(m => m.Shape == MetricShapeModel.Scalar).Select(m => m.Key).Append(LogMembers.LearningRate).ToArray();
        if (member is not null)
            return (member.Shape == MetricShapeModel.Matrix ? s_matrix : s_vector).At(
                location,
                key,
                experiment.Name,
                string.Join(", ", scalars)
            );
        if (logged.FirstOrDefault(m => m.Shape == MetricShapeModel.Vector && ElementIn(key, m.Key) is not null) is { } vector)
            return DescribeElement(key, vector.Key, experiment, creation, location);
        var renamed = Metrics.KeyOfMethod(experiment, key);
        var nearest = FixHints.Create(FixHints.Name, renamed ?? NearestName.Find(key, scalars));
        var suggestion = renamed is null ? Messages.DidYouMean(key, scalars, "Its scalars are") : Messages.DidYouMean(renamed);
        return s_unknown.At(location, null, nearest, experiment.Name, key, suggestion);
    }

    // The length of a vector is known only while the program runs; the trainer checks it after the first epoch.
    private static Diagnostic? DescribeElement(
        string key, string vector, INamedTypeSymbol experiment, IInvocationOperation? creation, Location location)
    {
        var element = ElementIn(key, vector)!;
        if (element.All(c => c is >= '0' and <= '9'))
            return null;
        var names = creation is null ? null : ConstantClassNames.Find(creation);
        var isNumber = double.TryParse(element, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        if (names is null ? !isNumber : names.Contains(element))
            return null;
        var nearest = names is null ? null : NearestName.Find(element, names);
        return s_element.At(
            location,
            null,
            FixHints.Create(FixHints.Name, nearest is null ? null : $"{vector}/{nearest}"),
            key,
            vector,
            experiment.Name,
            element,
            names is null ? "" : Messages.DidYouMean(element, names, "The classes are"));
    }

    private static string? ElementIn(string key, string vector) =>
        key.Length > vector.Length + 1 && key[vector.Length] == '/' && key.StartsWith(vector, StringComparison.Ordinal)
            ? key.Substring(vector.Length + 1)
            : null;

    private static INamedTypeSymbol? ExperimentAround(OperationAnalysisContext context, out IInvocationOperation? creation)
    {
        creation = null;
        for (var operation = context.Operation.Parent; operation is not null; operation = operation.Parent)
        {
            if (operation is IInvocationOperation { TargetMethod: { Name: TrainingNames.CreateTrainer } called } invocation
                && Experiments.IsExperiment(called.ContainingType)
                && GeneratedMembers.IsGenerated(called))
            {
                creation = invocation;
                return called.ContainingType;
            }
        }

        for (var type = context.ContainingSymbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (Experiments.IsExperiment(type))
                return type;
        }

        return null;
    }
}
