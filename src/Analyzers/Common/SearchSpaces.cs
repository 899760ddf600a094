using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>Search spaces as the generator reads them, and the values that their properties give.</summary>
internal static class SearchSpaces
{
    /// <summary>Returns the experiment of a search space; null for another type.</summary>
    public static INamedTypeSymbol? ExperimentOf(INamedTypeSymbol? type) =>
        type is { ContainingType: { } container } && Experiments.IsExperiment(container) && type.HasAttribute(KnownNames.SearchSpace)
            ? container
            : null;

    /// <summary>Returns the expression that a property returns; null if it has statements.</summary>
    public static ExpressionSyntax? ValueOf(PropertyDeclarationSyntax property) =>
        property.ExpressionBody?.Expression
        ?? property.Initializer?.Value
        ?? property.AccessorList?.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration))?.ExpressionBody?.Expression;

    /// <summary>Returns what <c>new(50, 100)</c> or <c>Interval.Log(1e-4, 1e-1)</c> is given; empty for another expression.</summary>
    public static IReadOnlyList<IOperation> ArgumentsOf(IOperation? value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        var arguments = value switch
        {
            IObjectCreationOperation creation => creation.Arguments,
            IInvocationOperation call => call.Arguments,
            _ => default,
        };
        if (arguments.IsDefault)
            return [];
        return [.. arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0).SelectMany(Items)];
    }

    /// <summary>Returns whether an expression is <c>Interval.Log</c>.</summary>
    public static bool IsLog(IOperation? value) =>
        value is IInvocationOperation { TargetMethod: { Name: "Log", ContainingType: var type } } && type.Is(KnownNames.Interval);

    private static IEnumerable<IOperation> Items(IArgumentOperation argument)
    {
        var value = argument.Value;
        while (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        return argument.Parameter is { IsParams: false } ? [value] : value switch
        {
            ICollectionExpressionOperation collection => collection.Elements,
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            _ => [],
        };
    }
}
