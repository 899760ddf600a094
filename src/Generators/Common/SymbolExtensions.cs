using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Common;

internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat s_fullName = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_metadataName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The type as generated code writes it: <c>global::</c>, keywords escaped, nullable annotations kept.</summary>
    public static string FullName(this ITypeSymbol type) => FullNames.Plain(type) ?? type.ToDisplayString(s_fullName);

    /// <summary>Namespace, containers and name with dots, without type arguments: compares with <see cref="KnownNames"/>.</summary>
    public static string PlainName(this ITypeSymbol type) => type.ToDisplayString(s_metadataName);

    /// <summary>Whether this is the type's <see cref="PlainName"/>; asked for nearly every expression, so it makes no text.</summary>
    public static bool Is(this ITypeSymbol? type, string plainName) => type is not null && EndsIn(type, type.Name, plainName.AsSpan());

    /// <summary>Whether the type stands in the namespace, which makes no text either.</summary>
    public static bool IsIn(this INamedTypeSymbol type, string ns) =>
        type is { ContainingType: null, ContainingNamespace: { } space } && EndsIn(space, space.Name, ns.AsSpan());

    /// <summary>The first attribute with this metadata name (<c>`1</c> for a generic one); null if there is none.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, string metadataName) => symbol.GetAttributes().Find(metadataName);

    /// <summary>The first of a symbol's attributes with this metadata name; null if there is none.</summary>
    public static AttributeData? Find(this ImmutableArray<AttributeData> attributes, string metadataName)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is { } type && type.IsAttributeNamed(metadataName))
                return attribute;
        }

        return null;
    }

    public static IEnumerable<AttributeData> FindAttributes(this ISymbol symbol, string metadataName)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.IsAttributeNamed(metadataName))
                yield return attribute;
        }
    }

    /// <summary>
    /// True if the declaration bears the attribute, and is the first that does: of several parts of a type that all bear it (an error, but
    /// not ours) one stands for the type.
    /// </summary>
    public static bool IsFirstWith(this ISymbol symbol, string metadataName, SyntaxNode declaration) =>
        symbol.FindAttribute(metadataName)?.ApplicationSyntaxReference is { } first
        && first.SyntaxTree == declaration.SyntaxTree
        && declaration.Span.Contains(first.Span)
        && (symbol is not INamedTypeSymbol type || type.IsFirstOfItsName());

    // A class and a record of one name are an error, and two types to the compiler.
    private static bool IsFirstOfItsName(this INamedTypeSymbol type)
    {
        foreach (
            var other in ((INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace).GetTypeMembers(type.Name, type.Arity)
        )
            return SymbolEqualityComparer.Default.Equals(other, type);
        return true;
    }

    public static bool HasAttribute(this ISymbol symbol, string metadataName) => symbol.FindAttribute(metadataName) is not null;

    /// <summary>The constructor argument as a string; null if it is missing, null or of another type.</summary>
    public static string? StringArgument(this AttributeData attribute) =>
        attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0].Value is string text ? text : null;

    /// <summary>The user's types: the type itself and its base types, the most derived first, without object.</summary>
    public static IEnumerable<INamedTypeSymbol> WithBaseTypes(this INamedTypeSymbol type)
    {
        for (var t = type; t is not null && t.SpecialType != SpecialType.System_Object; t = t.BaseType)
            yield return t;
    }

    /// <summary>True if it derives from another class than object: nearly no config does.</summary>
    public static bool HasOwnBaseType(this INamedTypeSymbol type) => type.BaseType is { SpecialType: not SpecialType.System_Object };

    /// <summary>Where the symbol's name stands in the source; its first place if it has several.</summary>
    public static Location NameLocation(this ISymbol symbol) => symbol.Locations.IsEmpty ? Location.None : symbol.Locations[0];

    private static bool IsAttributeNamed(this INamedTypeSymbol type, string metadataName) =>
        EndsIn(type, type.MetadataName, metadataName.AsSpan());

    // From the last part of the name to the first: nearly every symbol that is asked about differs in the last.
    private static bool EndsIn(ISymbol symbol, string lastPart, ReadOnlySpan<char> name)
    {
        var dot = name.LastIndexOf('.');
        if (!name.Slice(dot + 1).SequenceEqual(lastPart.AsSpan()))
            return false;
        ISymbol? container = (ISymbol?)symbol.ContainingType ?? symbol.ContainingNamespace;
        return container is null or INamespaceSymbol { IsGlobalNamespace: true }
            ? dot < 0
            : dot >= 0 && EndsIn(container, container.Name, name.Slice(0, dot));
    }
}

/// <summary>Full names of the types that nearly every program's config is made of, without the compiler's formatter: it takes a list of
/// parts for each.</summary>
internal static class FullNames
{
    /// <summary>The full name of a built-in type, or of one of plain names; null for any other.</summary>
    public static string? Plain(ITypeSymbol type)
    {
        if (
            type is not INamedTypeSymbol { IsNativeIntegerType: false, IsFileLocal: false }
            || type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Enum or TypeKind.Interface)
        )
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
            if (
                symbol
                    is INamedTypeSymbol { Arity: > 0 }
                        or ITypeSymbol { SpecialType: not SpecialType.None }
                        or not (INamedTypeSymbol or INamespaceSymbol)
                || symbol.Name.Length == 0
                || symbol.Name[0] is < 'A' or > 'Z'
            )
                return false;
        }

        return true;
    }

    private static string Dotted(ISymbol symbol) =>
        symbol.ContainingSymbol is INamespaceSymbol { IsGlobalNamespace: true }
            ? symbol.Name
            : Dotted(symbol.ContainingSymbol) + "." + symbol.Name;
}
