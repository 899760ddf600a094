using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>What the code shows of a tensor's shape.</summary>
/// <param name="Axes">How many axes it has.</param>
/// <param name="First">The size of the first one, where it is written.</param>
internal readonly record struct TensorRank(int Axes, IOperation? First = null);

/// <summary>How many axes a tensor has, as far as its own making says. What parameters and other methods give is not known.</summary>
internal static class TensorRanks
{
    private static readonly HashSet<string> s_keepingMethods =
    [
        "abs", "bool", "byte", "clone", "contiguous", "cos", "cpu", "cuda", "detach", "DetachFromDisposeScope", "double", "dropout", "elu",
        "empty_like", "exp", "float", "full_like", "gelu", "half", "int", "leaky_relu", "log", "log_softmax", "long",
        "MoveToOuterDisposeScope", "neg", "normalize", "ones_like", "Parameter", "rand_like", "randn_like", "relu", "requires_grad_",
        "sigmoid", "silu", "sin", "softmax", "sqrt", "square", "tanh", "to", "to_type", "with_requires_grad", "zeros_like",
    ];

    /// <summary>The shape of a tensor; null where it is not known.</summary>
    public static TensorRank? Of(IOperation? tensor) => Of(tensor, ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default));

    /// <summary>The tensor that a method of <c>Tensor</c>, or its twin in <c>torch</c>, is called on.</summary>
    public static IOperation? TensorOf(IInvocationOperation call) =>
        call.Instance ?? call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value;

    /// <summary>What a call gives for a parameter.</summary>
    public static IOperation? Argument(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(a => a.Parameter?.Name == parameter)?.Value;

    private static TensorRank? Of(IOperation? tensor, ImmutableHashSet<ISymbol> open) => tensor switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Of(conversion.Operand, open),
        ILocalReferenceOperation { Local: var local } => OfVariable(local, tensor.SemanticModel, open),
        IFieldReferenceOperation { Field: var field } => OfVariable(field, tensor.SemanticModel, open),
        IPropertyReferenceOperation turned when turned.Property.ContainingType.Is(KnownNames.Tensor) => OfProperty(turned, open),
        IUnaryOperation unary => Of(unary.Operand, open),
        IBinaryOperation { OperatorMethod: { } method } binary when method.ContainingType.Is(KnownNames.Tensor) => OfOperator(binary, open),
        IInvocationOperation call when IsTorch(call.TargetMethod.ContainingType) => OfCall(call, open),
        _ => null,
    };

    /// <summary>The rank of a variable whose every value has the same.</summary>
    private static TensorRank? OfVariable(ISymbol variable, SemanticModel? model, ImmutableHashSet<ISymbol> open)
    {
        if (model is null || open.Contains(variable) || VariableValues.Of(variable, model) is not { Count: > 0 } values)
            return null;
        var ranks = values.Select(v => Of(v, open.Add(variable))).ToArray();
        if (ranks.Length == 1 || ranks[0] is not { } first)
            return ranks[0];
        return ranks.All(r => r?.Axes == first.Axes) ? new TensorRank(first.Axes) : null;
    }

    private static TensorRank? OfProperty(IPropertyReferenceOperation turned, ImmutableHashSet<ISymbol> open) => turned.Property.Name switch
    {
        "T" or "H" => Of(turned.Instance, open) is { } rank ? new TensorRank(rank.Axes) : null,
        "mT" or "mH" => Of(turned.Instance, open),
        _ => null,
    };

    private static TensorRank? OfCall(IInvocationOperation call, ImmutableHashSet<ISymbol> open)
    {
        TensorRank? Input(int more = 0, bool isFirstKept = true) =>
            Of(TensorOf(call), open) is { } rank ? new TensorRank(rank.Axes + more, isFirstKept ? rank.First : null) : null;
        switch (call.TargetMethod.Name)
        {
            case "zeros" or "ones" or "empty" or "rand" or "randn" or "randint" or "full" or "view" or "reshape" or "expand":
                return OfSizes(call);
            case "tensor":
                return OfSizes(call) ?? OfArray(call.TargetMethod.Parameters[0].Type);
            case "eye" or "mm":
                return new TensorRank(2);
            case "bmm":
                return Input() ?? new TensorRank(3);
            case "matmul":
                return Input() is { Axes: 2 or 3 } left && Of(Argument(call, "target"), open)?.Axes == left.Axes
                    ? new TensorRank(left.Axes)
                    : null;
            case "arange" or "linspace" or "randperm" or "mv":
                return new TensorRank(1);
            case "one_hot":
                return Input(more: 1);
            case "unsqueeze":
                return Input(more: 1, isFirstKept: Number(call, "dim") > 0);
            case "t":
                return Input(isFirstKept: false);
            case "transpose":
                return Input(isFirstKept: Number(call, "dim0") > 0 && Number(call, "dim1") > 0);
            case "flatten":
                return Number(call, "start_dim") is >= 0 and var start && Number(call, "end_dim") == -1
                    ? new TensorRank((int)start + 1)
                    : null;
            default:
                return s_keepingMethods.Contains(call.TargetMethod.Name) ? Input() : null;
        }
    }

    /// <summary>By sizes that are given one by one, or as a list whose length is seen.</summary>
    private static TensorRank? OfSizes(IInvocationOperation call)
    {
        var given = call.Arguments.Where(a => a is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter: not null })
            .OrderBy(a => a.Parameter!.Ordinal)
            .ToLookup(a => IsNumber(a.Parameter!.Type));
        if (given[false].FirstOrDefault(a => a.Parameter!.Name is "size" or "shape" or "sizes" or "dimensions") is { } list)
            return Elements(list.Value) is { Length: > 0 } sizes ? new TensorRank(sizes.Length, sizes[0]) : null;
        var numbers = given[true]
            .Where(a => a.Parameter!.Name is "size" or "rows" or "columns" or "dim0" or "dim1" or "dim2" or "dim3")
            .ToArray();
        return numbers.Length > 0 ? new TensorRank(numbers.Length, WithoutConversions(numbers[0].Value)) : null;
    }

    private static IOperation[]? Elements(IOperation list) => WithoutConversions(list) switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var values } => [.. values.Select(WithoutConversions)],
        ICollectionExpressionOperation { Elements: var values } when !values.Any(v => v is ISpreadOperation) =>
            [.. values.Select(WithoutConversions)],
        _ => null,
    };

    private static TensorRank? OfArray(ITypeSymbol type) =>
        type is IArrayTypeSymbol array ? new TensorRank(array.Rank) : type.Name == "IList" ? new TensorRank(1) : null;

    private static TensorRank? OfOperator(IBinaryOperation binary, ImmutableHashSet<ISymbol> open)
    {
        var (left, right) = (Of(binary.LeftOperand, open), Of(binary.RightOperand, open));
        if (!IsTensor(binary.LeftOperand))
            return right;
        if (!IsTensor(binary.RightOperand))
            return left;
        return left is { } l && right is { } r ? new TensorRank(Math.Max(l.Axes, r.Axes)) : null;
    }

    private static bool IsTensor(IOperation operand) =>
        operand.Type is INamedTypeSymbol type && type.WithBaseTypes().Any(t => t.Is(KnownNames.Tensor));

    private static bool IsTorch(ITypeSymbol type) =>
        type.Is(KnownNames.Tensor) || type.Is(TorchNames.Torch) || type.Is(TorchNames.Nn) || type.Is(TorchNames.Functional);

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is SpecialType.System_Int64 or SpecialType.System_Int32;

    private static long? Number(IInvocationOperation call, string parameter) =>
        Argument(call, parameter)?.ConstantValue is { HasValue: true, Value: long number } ? number : null;

    private static IOperation WithoutConversions(IOperation value) =>
        value is IConversionOperation conversion ? WithoutConversions(conversion.Operand) : value;
}
