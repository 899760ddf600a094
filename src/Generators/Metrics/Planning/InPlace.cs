using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>
/// Members that write into their tensor. Those that place or add values are what the members without <c>_</c> are, in value and type,
/// if nothing else holds the tensor: it is made for them.
/// </summary>
internal static class InPlace
{
    private static readonly string[] s_making =
    [
        "zeros", "ones", "full", "zeros_like", "ones_like", "full_like", "new_zeros", "new_ones", "new_full", "clone",
    ];

    /// <summary>True for a member that writes; <c>x.zeros(3)</c> does, too.</summary>
    public static bool Writes(IMethodSymbol method) =>
        (method.Name.EndsWith("_", System.StringComparison.Ordinal) && method.Name != "requires_grad_")
        || (!method.IsStatic && method.Name is "zeros" or "ones" or "full" or "eye" or "empty");

    /// <summary>True for one that places or adds values at indices.</summary>
    public static bool IsSum(IMethodSymbol method) =>
        method.Name is "scatter_" or "scatter_add_" or "index_add_" && method.ContainingType.Is(KnownNames.Tensor);

    /// <summary>True for an expression that makes a tensor, which nothing else holds then.</summary>
    public static bool IsFresh(IOperation? value) =>
        value is IInvocationOperation { TargetMethod: var method } call
        && (IsSum(method)
            ? IsFresh(call.Instance)
            : s_making.Contains(method.Name) && !Writes(method)
                && method.ContainingType.PlainName() is TorchNames.Torch or KnownNames.Tensor);
}
