using Microsoft.CodeAnalysis;

namespace Gen.Generators.Common;

/// <summary>Full names of the types that nearly every program's config is made of, without the compiler's formatter: it takes a list of parts for each.</summary>
internal static class FullNames
{
    /// <summary>The full name of a built-in type, or of one of plain names; null for any other.</summary>
    public static string? Plain(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { IsNativeIntegerType: false, IsFileLocal: false } || type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Enum or TypeKind.Interface))
            return null;
        var name = Keyword(type.SpecialType) ?? (IsPlain(type) ? "global::" + Dotted(type) : null);
        return name is not null && type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } ? name + "?" : name;
    }

    private static string? Keyword(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => "bool",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Byte => "byte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        SpecialType.System_Decimal => "decimal",
        SpecialType.System_String => "string",
        _ => null,
    };

    // No keyword starts with a capital, so no part needs escaping; what is nested in a built-in type starts with its keyword.
    private static bool IsPlain(ITypeSymbol type)
    {
        if (type.IsTupleType || type.IsAnonymousType)
            return false;
        for (ISymbol symbol = type; symbol is not INamespaceSymbol { IsGlobalNamespace: true }; symbol = symbol.ContainingSymbol)
        {
            if (symbol is INamedTypeSymbol { Arity: > 0 } or ITypeSymbol { SpecialType: not SpecialType.None } or not (INamedTypeSymbol or INamespaceSymbol) || symbol.Name.Length == 0 || symbol.Name[0] is < 'A' or > 'Z')
                return false;
        }

        return true;
    }

    private static string Dotted(ISymbol symbol) =>
        symbol.ContainingSymbol is INamespaceSymbol { IsGlobalNamespace: true } ? symbol.Name : Dotted(symbol.ContainingSymbol) + "." + symbol.Name;
}
