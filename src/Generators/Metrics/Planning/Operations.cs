using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>Ways through a bound body.</summary>
internal static class Operations
{
    /// <summary>What an operation is part of, the innermost first.</summary>
    public static IEnumerable<IOperation> Ancestors(this IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
            yield return parent;
    }

    /// <summary>The innermost loop or function that an operation is in.</summary>
    public static IOperation? LoopAround(this IOperation operation) =>
        operation.Ancestors().FirstOrDefault(o => o is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation);

    /// <summary>The innermost lambda or local function that an operation is in; null for the method itself.</summary>
    public static IOperation? FunctionAround(this IOperation operation) =>
        operation.Ancestors().FirstOrDefault(o => o is IAnonymousFunctionOperation or ILocalFunctionOperation);

    /// <summary>An expression without the conversions around it.</summary>
    /// <param name="operation">The expression.</param>
    /// <param name="andUsers">Those that are code, too.</param>
    public static IOperation Unconverted(this IOperation operation, bool andUsers = false)
    {
        while (operation is IConversionOperation conversion && (andUsers || !conversion.Conversion.IsUserDefined))
            operation = conversion.Operand;
        return operation;
    }

    public static bool Is(this ISymbol? symbol, ISymbol? other) => SymbolEqualityComparer.Default.Equals(symbol, other);
}
