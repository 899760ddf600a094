using System;
using System.Collections.Generic;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Rules;

/// <summary>GEN026: a call that terminates the process on an error, instead of throwing an exception that can be caught.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProcessTerminatingCallAnalyzer() : ExperimentAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.ProcessTerminatingCall,
        "Call terminates the process on an error",
        "'{0}' terminates the process {1}. {2}.",
        RuleIds.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.ProcessTerminatingCall));

    private protected override bool NeedsGeneratedCode => false;

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationAction(Analyze, OperationKind.Invocation, OperationKind.MethodReference);

    private void Analyze(OperationAnalysisContext context)
    {
        var call = context.Operation as IInvocationOperation;
        var method = call?.TargetMethod ?? ((IMethodReferenceOperation)context.Operation).Method;
        if (TerminatingCalls.Find(method) is not { } found
            || TerminatingCalls.IsHarmless(method, call)
            || IsReplaced(method, context.ContainingSymbol))
            return;
        var product = call is null ? null : MatrixProducts.FindReplacement(call);
        context.Report(s_rule.At(
            (call?.CalledName() ?? NameOf(context.Operation.Syntax)).GetLocation(),
            null,
            FixHints.Create(FixHints.Name, product),
            method.Name,
            found.When,
            product is null ? found.Instead : $"Use '{product}'"));
    }

    /// <summary>Returns true in a streamed metric, which is never called itself: the generated code divides sums by counts.</summary>
    private static bool IsReplaced(IMethodSymbol method, ISymbol user) =>
        method.Name == "nanmean" && user is IMethodSymbol formula
        && Metrics.IsFormula(formula.PartialDefinitionPart ?? formula) && !user.HasAttribute(KnownNames.Collect);

    private static SyntaxNode NameOf(SyntaxNode reference) => reference is MemberAccessExpressionSyntax access ? access.Name : reference;
}

/// <summary>
/// Methods of TorchSharp 0.107 whose native function catches no C++ exception, or reads foreign memory, so that an error terminates the
/// process instead of throwing. There are many such methods; the list has commonly called ones that can be replaced or corrected.
/// </summary>
internal static class TerminatingCalls
{
    private const string Autograd = "TorchSharp.torch.autograd";
    private const string OutOfRange = "if 'dim' is out of range";
    private const string CheckIt = "Check it before the call";

    private static readonly Dictionary<string, TerminatingCall> s_calls = new()
    {
        ["matmul"] = new("if the shapes do not match", "Use 'mm' or 'bmm'"),
        ["cummax"] = new(OutOfRange, CheckIt),
        ["cummin"] = new(OutOfRange, CheckIt),
        ["grad"] = new("if an output does not depend on an input", "Use 'backward' and read 'grad'"),
        ["nanmean"] = new("or throws an exception in every call", "Divide 'nansum' by the number of values"),
        ["set_num_threads"] = new("if the number is less than 1", "Pass at least 1"),
    };

    /// <summary>Returns why a method terminates the process, or null if it does not.</summary>
    public static TerminatingCall? Find(IMethodSymbol method)
    {
        if (!s_calls.TryGetValue(method.Name, out var call))
            return null;
        var type = method.ContainingType;
        var isTorch = method.Name == "grad" ? type.Is(Autograd) : type.Is(KnownNames.Tensor) || type.Is(TorchNames.Torch);
        return isTorch ? call : null;
    }

    /// <summary>Returns true if the arguments exclude the error or, for a number of threads, are not known to cause it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="call">Its call, or null if it is only referenced as a delegate.</param>
    public static bool IsHarmless(IMethodSymbol method, IInvocationOperation? call) => method.Name switch
    {
        // 0 and -1 are valid for every tensor, even for one without axes.
        "cummax" or "cummin" => Constant(call, "dim") is 0L or -1L,
        "set_num_threads" => Constant(call, "num") is not <= 0,
        _ => false,
    };

    private static object? Constant(IInvocationOperation? call, string parameter) =>
        call is not null && TensorRanks.Argument(call, parameter)?.ConstantValue is { HasValue: true, Value: var value } ? value : null;
}

/// <summary>Why a method terminates the process.</summary>
/// <param name="When">The mistake, <c>if …</c>.</param>
/// <param name="Instead">What to do instead, as a sentence without the full stop.</param>
internal sealed record TerminatingCall(string When, string Instead);

/// <summary>The product of TorchSharp that can replace a call of <c>matmul</c>.</summary>
internal static class MatrixProducts
{
    /// <summary>
    /// Returns <c>mm</c> or <c>bmm</c>, or null if the numbers of axes of the operands cannot be inferred from the code around the call.
    /// </summary>
    public static string? FindReplacement(IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "matmul"
            || TensorRanks.Infer(TensorRanks.TensorOf(call)) is not { } left
            || TensorRanks.Infer(TensorRanks.Argument(call, "target")) is not { } right)
            return null;

        // matmul repeats a single matrix for each of a batch; bmm does not.
        return (left.Axes, right.Axes) switch
        {
            (2, 2) => "mm",
            (3, 3) when AreSame(left.First, right.First) => "bmm",
            _ => null,
        };
    }

    /// <summary>Returns true if two sizes are the same number, or the same expression of the same variables.</summary>
    private static bool AreSame(IOperation? left, IOperation? right)
    {
        if (left is null || right is null)
            return false;
        if (left.ConstantValue.HasValue && right.ConstantValue.HasValue)
            return Size(left) is >= 0 and var size && size == Size(right);
        return SyntaxFactory.AreEquivalent(left.Syntax, right.Syntax)
            && IsRead(left)
            && Variables(left).SequenceEqual(Variables(right), SymbolEqualityComparer.Default);
    }

    // Code with errors has constants of any type here.
    private static long? Size(IOperation size) => size.ConstantValue.Value switch
    {
        int number => number,
        long number => number,
        _ => null,
    };

    /// <summary>Returns true if a size is read from variables or a tensor. The result of another method may differ each time.</summary>
    private static bool IsRead(IOperation size) => !size.DescendantsAndSelf().Any(o =>
        o is IAssignmentOperation or IIncrementOrDecrementOperation or IInvocationOperation { TargetMethod.Name: not "size" });

    private static IEnumerable<ISymbol> Variables(IOperation size) => size.DescendantsAndSelf().Select(o => o switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        _ => (ISymbol?)null,
    }).OfType<ISymbol>();
}
