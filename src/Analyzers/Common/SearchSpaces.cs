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
    /// <summary>Returns the experiments of which a class is a search space.</summary>
    public static IEnumerable<INamedTypeSymbol> ExperimentsOf(INamedTypeSymbol type) =>
        SearchSpaceSemantics.ExperimentsOf(type).Select(s => s.Experiment).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>Returns the search spaces that a property belongs to: its class, and those that derive from it.</summary>
    public static IEnumerable<INamedTypeSymbol> With(IPropertySymbol property, Experiments experiments)
    {
        var declaring = property.ContainingType;
        if (SearchSpaceSemantics.ExperimentsOf(declaring).Any())
            yield return declaring;
        if (declaring.IsSealed || declaring.TypeKind != TypeKind.Class)
            yield break;
        foreach (var space in experiments.AllSearchSpaces)
        {
            if (space.WithBaseTypes().Skip(1).Any(t => SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, declaring)))
                yield return space;
        }
    }

    /// <summary>Returns the expression that a property returns; null if it has other statements.</summary>
    public static ExpressionSyntax? ValueOf(PropertyDeclarationSyntax property)
    {
        var getter = property.AccessorList?.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration));
        return property.ExpressionBody?.Expression
            ?? property.Initializer?.Value
            ?? getter?.ExpressionBody?.Expression
            ?? (getter?.Body is { Statements: { Count: 1 } statements } ? (statements[0] as ReturnStatementSyntax)?.Expression : null);
    }

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

    /// <summary>Returns whether an expression gives no values: <c>new()</c>, <c>new([])</c>.</summary>
    public static bool IsEmpty(IOperation? value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        if (value is not IObjectCreationOperation { Arguments: { Length: 1 } arguments }
            || arguments[0] is not { Parameter.IsParams: true })
            return false;
        var values = arguments[0].Value is IConversionOperation { IsImplicit: true } implicitly ? implicitly.Operand : arguments[0].Value;
        return values is ICollectionExpressionOperation { Elements.IsEmpty: true }
            or IArrayCreationOperation { Initializer.ElementValues.IsEmpty: true };
    }

    /// <summary>Returns whether an expression is <c>Interval.Log</c>, or sets <c>IsLog</c>.</summary>
    public static bool IsLog(IOperation? value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value switch
        {
            IInvocationOperation { TargetMethod: { Name: "Log", ContainingType: var type } } => type.Is(KnownNames.Interval),
            IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.OfType<ISimpleAssignmentOperation>()
                .Any(a => a is { Target: IPropertyReferenceOperation { Property.Name: "IsLog" }, Value.ConstantValue.Value: true }),
            _ => false,
        };
    }

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
