using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Planning;
using Gen.Generators.Semantics;
using Gen.Generators.Training;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Rules;

/// <summary>GEN022: a number is read from a tensor in every batch, so that the program waits for its device each time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeviceSynchronizationAnalyzer() : ExperimentAnalyzer(s_metric, s_hook, s_loss, s_parameter)
{
    private static readonly DiagnosticDescriptor s_metric = new(
        RuleIds.DeviceSynchronization,
        "Reading a number waits for the device",
        "'{0}' waits for the device in every call of '{1}'. Use the tensor instead.",
        RuleIds.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.DeviceSynchronization));

    private static readonly DiagnosticDescriptor s_hook = s_metric.WithMessage(
        "'{0}' waits for the device in every call of '{1}'. Use the tensor instead, or read it in some batches only.");

    private static readonly DiagnosticDescriptor s_loss = s_metric.WithMessage(
        "Parameter '{0} {1}' of hook '{2}' waits for the device in every batch. Use 'Tensor {1}' instead.");

    private static readonly DiagnosticDescriptor s_parameter = s_metric.WithMessage(
        "Parameter '{0} {1}' of hook '{2}' waits for the device in every batch. At the end of the epoch it is read once, over all batches."
    );

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        context.RegisterOperationAction(Analyze, OperationKind.Invocation, OperationKind.Conversion);
        context.RegisterSymbolAction(symbol => AnalyzeHook(symbol, experiments), SymbolKind.Method);
    }

    /// <summary>Reports numbers that generated code reads for a hook that is called once per batch.</summary>
    private void AnalyzeHook(SymbolAnalysisContext context, Experiments experiments)
    {
        var hook = (IMethodSymbol)context.Symbol;
        if (!Hooks.IsOfExperiment(hook) || !HookKinds.From(hook).Has(HookKind.Batches))
            return;
        var logged = Hooks.Logged(hook.ContainingType, experiments);
        foreach (var parameter in Hooks.Parameters(hook, experiments))
        {
            if (!Hooks.KindsOf(hook).Any(k => HookValues.Find(parameter.Model, k, logged) is { Reads: true, Problem: HookProblem.None }))
                continue;
            var asTensor = parameter.Model with { Type = HookValueType.Tensor };
            var isLoss = KeyName.Normalize(parameter.Parameter.Name) == LogMembers.Loss;
            var canBeTensor = isLoss && Hooks.KindsOf(hook).All(k => HookValues.Find(asTensor, k, logged).Problem == HookProblem.None);
            context.Report((isLoss ? s_loss : s_parameter).At(
                experiments.LocationOf(parameter.Parameter, hook),
                null,
                FixHints.Create(FixHints.Type, canBeTensor ? "global::" + KnownNames.Tensor : null),
                parameter.Parameter.Type.Display(),
                parameter.Parameter.Name,
                hook.Name));
        }
    }

    private void Analyze(OperationAnalysisContext context)
    {
        if (DeviceReads.Find(context.Operation) is { } read
            && context.ContainingSymbol is IMethodSymbol method
            && Message(method.PartialDefinitionPart ?? method, context) is { } message)
            context.Report(message.At(read.Location, read.Text, method.Name));
    }

    /// <summary>Returns the message for a read in a method, or null if the read is allowed there.</summary>
    private static DiagnosticDescriptor? Message(IMethodSymbol method, OperationAnalysisContext context)
    {
        // GEN020 reports a metric that cannot be streamed, because of this read or of an earlier expression.
        if (Metrics.IsFormula(method))
            return Metrics.Refusal(method, context.Compilation, context.CancellationToken) is null ? s_metric : null;

        // A read under a condition, in some batches only, is intended.
        return Hooks.IsOfExperiment(method) && HookKinds.From(method).Has(HookKind.Batches) && !IsConditional(context.Operation)
            ? s_hook
            : null;
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

/// <summary>Expressions that read numbers from a tensor, for which the program waits until its device has computed them.</summary>
internal static class DeviceReads
{
    /// <summary>Returns the expression as it is written and its location, or null for any other operation.</summary>
    public static (string Text, Location Location)? Find(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } call when IsRead(method) => (Text(method), call.CalledName().GetLocation()),
        IConversionOperation { IsImplicit: false, OperatorMethod: { } conversion } cast when FromTensor(conversion) =>
            ($"({conversion.ReturnType.Display()})", cast.Syntax.GetLocation()),
        _ => null,
    };

    private static bool IsRead(IMethodSymbol method) =>
        method.Name switch
        {
            "item" or "data" or "tolist" => method.ContainingType.Is(KnownNames.Tensor),
            "ToScalar" => method.ContainingType.Is(KnownNames.Tensor) || IsExtension(method),
            "ToBoolean" or "ToByte" or "ToSByte" or "ToInt16" or "ToInt32" or "ToInt64" or "ToHalf" or "ToSingle" or "ToDouble" =>
                IsExtension(method),
            "ToComplexFloat32" or "ToComplexFloat64" => IsExtension(method),
            _ => false,
        };

    // Scalars have extension methods of these names too, which wait for nothing.
    private static bool IsExtension(IMethodSymbol method) =>
        method.ContainingType.Is(TorchNames.TensorExtensions)
        && (method.ReducedFrom ?? method).Parameters is { Length: > 0 } parameters
        && parameters[0].Type.Is(KnownNames.Tensor);

    private static bool FromTensor(IMethodSymbol conversion) =>
        conversion.Parameters.Length == 1
        && conversion.Parameters[0].Type.Is(KnownNames.Tensor)
        && conversion.ReturnType is { IsValueType: true, SpecialType: not SpecialType.None };

    private static string Text(IMethodSymbol method) =>
        method.TypeArguments.Length == 1 ? $"{method.Name}<{method.TypeArguments[0].Display()}>()" : $"{method.Name}()";
}
