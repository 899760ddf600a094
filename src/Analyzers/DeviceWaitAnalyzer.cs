using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Hooks.Model;
using Gen.Generators.Hooks.Shape;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers;

/// <summary>GEN022: numbers are taken out of a tensor where that makes a program wait for its device again and again.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeviceWaitAnalyzer() : ExperimentAnalyzer(Descriptors.DeviceWait)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        context.RegisterOperationAction(Analyze, OperationKind.Invocation, OperationKind.Conversion);
        context.RegisterSymbolAction(symbol => AnalyzeHook(symbol, experiments), SymbolKind.Method);
    }

    /// <summary>Numbers that generated code reads for a hook that is called once a batch.</summary>
    private void AnalyzeHook(SymbolAnalysisContext context, Experiments experiments)
    {
        var hook = (IMethodSymbol)context.Symbol;
        if (!Hooks.IsOfExperiment(hook) || !HookKinds.Of(hook).Has(HookKind.Batches))
            return;
        var logged = Hooks.Logged(hook.ContainingType);
        foreach (var parameter in Hooks.Parameters(hook, experiments))
        {
            var (name, type) = (parameter.Parameter.Name, parameter.Parameter.Type.Shown());
            if (!Hooks.KindsOf(hook).Any(k => HookValues.Find(parameter.Model, k, logged) is { Reads: true, Problem: HookProblem.None }))
                continue;
            var isLoss = KeyName.Normalize(name) == LogMembers.Loss;
            var canBeTensor = isLoss && Hooks.KindsOf(hook).All(k => HookValues.Find(parameter.Model with { Type = HookValueType.Tensor }, k, logged).Problem == HookProblem.None);
            var advice = isLoss ? $"take 'Tensor {name}'" : "at the epoch's end it is read once, over all batches";
            context.ReportDiagnostic(Report(
                experiments.LocationOf(parameter.Parameter, hook),
                null,
                FixHints.Of(FixHints.Type, canBeTensor ? "global::" + KnownNames.Tensor : null),
                $"'{type} {name}' of hook '{hook.Name}' waits until the device has computed it, in every batch; {advice}"));
        }
    }

    private void Analyze(OperationAnalysisContext context)
    {
        if (DeviceReads.Of(context.Operation) is { } read && context.ContainingSymbol is IMethodSymbol method && Advice(method.PartialDefinitionPart ?? method, context) is { } advice)
            context.ReportDiagnostic(Report(read.Place, null, $"'{read.Text}' waits until the device has computed the number, in every call of '{method.Name}'; {advice}"));
    }

    /// <summary>What to do instead; null in a method where a wait is nobody's concern.</summary>
    private static string? Advice(IMethodSymbol method, OperationAnalysisContext context)
    {
        // The reads of a refused metric are what it is refused for, or come after that.
        if (Metrics.IsFormula(method))
            return Metrics.Refusal(method, context.Compilation, context.CancellationToken) is null ? "go on with the Tensor" : null;
        // Read once in a while, under a condition, it is what is wanted.
        return Hooks.IsOfExperiment(method) && HookKinds.Of(method).Has(HookKind.Batches) && !IsConditional(context.Operation) ? "go on with the Tensor, or read it in some batches only" : null;
    }

    private static bool IsConditional(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchCaseOperation)
                return true;
        }

        return false;
    }
}
