using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>A value that the source tells: a constant, a list of such, or a new object with what is assigned to its properties.</summary>
internal abstract record KnownValue
{
    /// <summary>What an expression gives; null where only the program can know.</summary>
    public static KnownValue? Of(IOperation? value)
    {
        while (value is IConversionOperation { OperatorMethod: null, IsImplicit: true, ConstantValue.HasValue: false } conversion)
            value = conversion.Operand;
        return value switch
        {
            { ConstantValue.HasValue: true } => new Constant(value.ConstantValue.Value),
            IDefaultValueOperation { Type: { } type } => OfType(type),
            ICollectionExpressionOperation collection => OfItems(collection.Elements),
            IArrayCreationOperation { DimensionSizes.Length: 1, Initializer: { } items } => OfItems(items.ElementValues),
            IObjectCreationOperation { Arguments.IsEmpty: true, Type: INamedTypeSymbol type } creation => OfCreation(type, creation.Initializer),
            _ => null,
        };
    }

    /// <summary>What a property of a type begins with where nothing is assigned to it; null for a type whose default is no constant.</summary>
    public static KnownValue? OfType(ITypeSymbol type) => type switch
    {
        { IsValueType: false } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => new Constant(null),
        { TypeKind: TypeKind.Enum } or { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => new Constant(0),
        { SpecialType: SpecialType.System_Decimal } => new Constant(0m),
        { SpecialType: SpecialType.System_Single or SpecialType.System_Double } => new Constant(0.0),
        { SpecialType: SpecialType.System_Boolean } => new Constant(false),
        _ => null,
    };

    /// <summary>True if both are one value once they have been converted to a type.</summary>
    public static bool AreEqual(KnownValue a, KnownValue b, ITypeSymbol type) => (a, b) switch
    {
        (Constant x, Constant y) => AreEqual(x.Value, y.Value, type),
        (Items x, Items y) => x.Values.Length == y.Values.Length && ItemOf(type) is { } item && x.Values.Zip(y.Values, (v, w) => AreEqual(v, w, item)).All(same => same),
        _ => false,
    };

    private static bool AreEqual(object? a, object? b, ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (a is null or bool or string || b is null or bool or string)
            return Equals(a, b);

        // A char is the number that C# converts it to; Convert refuses to.
        (a, b) = (a is char x ? (int)x : a, b is char y ? (int)y : b);
        return type.SpecialType switch
        {
            SpecialType.System_Single => Convert.ToSingle(a).Equals(Convert.ToSingle(b)),
            SpecialType.System_Double => Convert.ToDouble(a).Equals(Convert.ToDouble(b)),
            _ when a is float or double || b is float or double => false,
            _ => Convert.ToDecimal(a) == Convert.ToDecimal(b),
        };
    }

    private static ITypeSymbol? ItemOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } list => list.TypeArguments[0],
        _ => null,
    };

    private static KnownValue? OfItems(ImmutableArray<IOperation> items)
    {
        var values = items.Select(Of).ToArray();
        return values.All(v => v is not null) ? new Items([.. values.Select(v => v!)]) : null;
    }

    private static KnownValue? OfCreation(INamedTypeSymbol type, IObjectOrCollectionInitializerOperation? initializer)
    {
        var assigned = new Dictionary<ISymbol, KnownValue?>(SymbolEqualityComparer.Default);
        foreach (var statement in initializer?.Initializers ?? [])
        {
            if (statement is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value: var value })
                return null;
            assigned[property] = Of(value);
        }

        return new Creation(type, assigned);
    }

    /// <summary>A number, text, truth value or null; an enum's member by its number.</summary>
    internal sealed record Constant(object? Value) : KnownValue;

    /// <summary>The items of an array or list, in order.</summary>
    internal sealed record Items(ImmutableArray<KnownValue> Values) : KnownValue;

    /// <summary><c>new T { A = 1 }</c>; null for a property whose value is not known.</summary>
    internal sealed record Creation(INamedTypeSymbol Type, IReadOnlyDictionary<ISymbol, KnownValue?> Assigned) : KnownValue;
}
