using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>The rank of a tensor as far as the code shows it.</summary>
/// <param name="Axes">The number of axes.</param>
/// <param name="First">The expression of the size of the first axis; null if it is not known.</param>
internal readonly record struct TensorRank(int Axes, IOperation? First = null);

/// <summary>
/// Infers the ranks of tensors from the calls that create them. The ranks of parameters and results of other methods are not known.
/// </summary>
internal static class TensorRanks
{
    private static readonly HashSet<string> s_keepingMethods =
    [
        "abs", "bool", "byte", "clone", "contiguous", "cos", "cpu", "cuda", "detach", "DetachFromDisposeScope", "double", "dropout", "elu",
        "empty_like", "exp", "float", "full_like", "gelu", "half", "int", "leaky_relu", "log", "log_softmax", "long",
        "MoveToOuterDisposeScope", "neg", "normalize", "ones_like", "Parameter", "rand_like", "randn_like", "relu", "requires_grad_",
        "sigmoid", "silu", "sin", "softmax", "sqrt", "square", "tanh", "to", "to_type", "with_requires_grad", "zeros_like",
    ];

    /// <summary>Returns the rank of a tensor, or null if it is not known.</summary>
    public static TensorRank? Infer(IOperation? tensor) => Infer(tensor, ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default));

    /// <summary>Returns the tensor on which a method of <c>Tensor</c>, or its counterpart in <c>torch</c>, is called.</summary>
    public static IOperation? TensorOf(IInvocationOperation call) =>
        call.Instance ?? call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value;

    /// <summary>Returns the argument for a parameter.</summary>
    public static IOperation? Argument(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(a => a.Parameter?.Name == parameter)?.Value;

    private static TensorRank? Infer(IOperation? tensor, ImmutableHashSet<ISymbol> open) =>
        tensor switch
        {
            IConversionOperation { OperatorMethod: null } conversion => Infer(conversion.Operand, open),
            ILocalReferenceOperation { Local: var local } => InferVariable(local, tensor.SemanticModel, open),
            IFieldReferenceOperation { Field: var field } => InferVariable(field, tensor.SemanticModel, open),
            IPropertyReferenceOperation turned when turned.Property.ContainingType.Is(KnownNames.Tensor) => InferProperty(turned, open),
            IUnaryOperation unary => Infer(unary.Operand, open),
            IBinaryOperation { OperatorMethod: { } method } binary when method.ContainingType.Is(KnownNames.Tensor) => InferOperator(
                binary,
                open
            ),
            IInvocationOperation call when IsTorch(call.TargetMethod.ContainingType) => InferCall(call, open),
            _ => null,
        };

    /// <summary>Returns the rank of a variable if all its values have the same.</summary>
    private static TensorRank? InferVariable(ISymbol variable, SemanticModel? model, ImmutableHashSet<ISymbol> open)
    {
        if (model is null || open.Contains(variable) || VariableValues.Find(variable, model) is not { Count: > 0 } values)
            return null;
        var ranks = values.Select(v => Infer(v, open.Add(variable))).ToArray();
        if (ranks.Length == 1 || ranks[0] is not { } first)
            return ranks[0];
        return ranks.All(r => r?.Axes == first.Axes) ? new TensorRank(first.Axes) : null;
    }

    private static TensorRank? InferProperty(IPropertyReferenceOperation turned, ImmutableHashSet<ISymbol> open) =>
        turned.Property.Name switch
        {
            "T" or "H" => Infer(turned.Instance, open) is { } rank ? new TensorRank(rank.Axes) : null,
            "mT" or "mH" => Infer(turned.Instance, open),
            _ => null,
        };

    private static TensorRank? InferCall(IInvocationOperation call, ImmutableHashSet<ISymbol> open)
    {
        TensorRank? Input(int more = 0, bool isFirstKept = true) =>
            Infer(TensorOf(call), open) is { } rank ? new TensorRank(rank.Axes + more, isFirstKept ? rank.First : null) : null;
        switch (call.TargetMethod.Name)
        {
            case "zeros" or "ones" or "empty" or "rand" or "randn" or "randint" or "full" or "view" or "reshape" or "expand":
                return FromSizes(call);
            case "tensor":
                return FromSizes(call) ?? FromArray(call.TargetMethod.Parameters[0].Type);
            case "eye" or "mm":
                return new TensorRank(2);
            case "bmm":
                return Input() ?? new TensorRank(3);
            case "matmul":
                return Input() is { Axes: 2 or 3 } left && Infer(Argument(call, "target"), open)?.Axes == left.Axes
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

    /// <summary>Returns the rank from sizes that are passed one by one, or as a list of known length.</summary>
    private static TensorRank? FromSizes(IInvocationOperation call)
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

    private static TensorRank? FromArray(ITypeSymbol type) =>
        type is IArrayTypeSymbol array ? new TensorRank(array.Rank) : type.Name == "IList" ? new TensorRank(1) : null;

    private static TensorRank? InferOperator(IBinaryOperation binary, ImmutableHashSet<ISymbol> open)
    {
        var (left, right) = (Infer(binary.LeftOperand, open), Infer(binary.RightOperand, open));
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

/// <summary>The values that are assigned to a local, or to a field that only its own class can set.</summary>
internal static class VariableValues
{
    /// <summary>
    /// Returns the values in order of position, or null if there may be others or if a tensor's shape is changed in place.
    /// </summary>
    public static IReadOnlyList<IOperation?>? Find(ISymbol variable, SemanticModel model)
    {
        if (variable is IFieldSymbol { IsReadOnly: false, DeclaredAccessibility: not Accessibility.Private })
            return null;
        if (Scope(variable) is not { } scope || scope.SyntaxTree != model.SyntaxTree)
            return null;
        var values = new List<IOperation?>();
        foreach (var node in scope.DescendantNodes())
        {
            switch (node)
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value } declarator:
                    if (declarator.Identifier.ValueText == variable.Name && IsIt(model.GetDeclaredSymbol(declarator)))
                        values.Add(model.GetOperation(value));
                    break;
                case AssignmentExpressionSyntax { Left: TupleExpressionSyntax tuple }:
                    if (tuple.DescendantNodes().Any(IsName))
                        return null;
                    break;
                case AssignmentExpressionSyntax assignment when IsName(Name(assignment.Left)):
                    if (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
                        return null;
                    values.Add(model.GetOperation(assignment.Right));
                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument when IsName(Name(argument.Expression)):
                case RefExpressionSyntax reference when IsName(Name(reference.Expression)):

                // The receiver may be another name of the same tensor.
                case IdentifierNameSyntax { Identifier.ValueText: "squeeze_" or "unsqueeze_" or "transpose_" }:
                    return null;
            }
        }

        return values;

        bool IsName(SyntaxNode? node) =>
            node is IdentifierNameSyntax name && name.Identifier.ValueText == variable.Name && IsIt(model.GetSymbolInfo(name).Symbol);
        bool IsIt(ISymbol? symbol) => SymbolEqualityComparer.Default.Equals(symbol, variable);
    }

    private static SyntaxNode Name(ExpressionSyntax target) => target is MemberAccessExpressionSyntax access ? access.Name : target;

    /// <summary>
    /// Returns the only declaration that can assign a variable: the class of a field, if it has one hand-written part, or the member that
    /// contains a local.
    /// </summary>
    private static SyntaxNode? Scope(ISymbol variable)
    {
        var declared = (variable is IFieldSymbol ? (ISymbol)variable.ContainingType : variable).DeclaringSyntaxReferences
            .Where(r => !r.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            .Select(r => r.GetSyntax())
            .ToArray();
        if (declared.Length != 1 || variable is IFieldSymbol)
            return declared.Length == 1 ? declared[0] : null;
        return (SyntaxNode?)declared[0].FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax)
            ?? declared[0].SyntaxTree.GetRoot();
    }
}
