using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>Which product of TorchSharp does what a call of <c>matmul</c> does.</summary>
internal static class MatrixProducts
{
    /// <summary><c>mm</c> or <c>bmm</c>; null where the code around the call does not say how many axes its operands have.</summary>
    public static string? Of(IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "matmul"
            || TensorRanks.Of(TensorRanks.TensorOf(call)) is not { } left
            || TensorRanks.Of(TensorRanks.Argument(call, "target")) is not { } right)
            return null;

        // matmul repeats a single matrix for each of a batch; bmm does not.
        return (left.Axes, right.Axes) switch
        {
            (2, 2) => "mm",
            (3, 3) when AreSame(left.First, right.First) => "bmm",
            _ => null,
        };
    }

    /// <summary>True if two sizes are the same number, or read alike from the same variables.</summary>
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

    /// <summary>True if a size is read from variables, or from a tensor; what another method returns may differ each time.</summary>
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
