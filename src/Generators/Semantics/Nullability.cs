using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>What may be null, which conversions between types do not tell.</summary>
internal static class Nullability
{
    /// <summary>True for a reference type that is not to be null; false where nullability is disabled.</summary>
    public static bool IsNeverNull(ITypeSymbol? type) =>
        type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated };

    /// <summary>False if items of the one collection may be null and those of the other not: <c>string?[]</c> as
    /// <c>string[]</c>.</summary>
    public static bool ItemsFit(ITypeSymbol source, ITypeSymbol target) =>
        ItemOf(source) is not { NullableAnnotation: NullableAnnotation.Annotated } || !IsNeverNull(ItemOf(target));

    /// <summary>The items of an array, list or dictionary; null for other types.</summary>
    private static ITypeSymbol? ItemOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => null,
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => arguments[arguments.Length - 1] is
            INamedTypeSymbol { Name: "KeyValuePair", Arity: 2 } pair
                ? ItemOf(pair)
                : arguments[arguments.Length - 1],
        _ => null,
    };
}
