using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>What kind of value an entry holds.</summary>
internal enum ValueKind
{
    Boolean,
    Integer,
    Floating,
    Decimal,
    String,
    Enum,
    DateTime,
    DateTimeOffset,
    TimeSpan,
    Guid,
    Array,
    List,
    Dictionary,
}

/// <summary>An entry's type, without Roslyn's symbols.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="FullName">The C# type as generated code writes it, without a trailing <c>?</c>.</param>
/// <param name="IsNullable">True for <c>T?</c>, of a value or reference type.</param>
/// <param name="Item">Type of an array's, list's or dictionary's items, in an array of one; else empty.</param>
/// <param name="Members">An enum's members in order of declaration.</param>
/// <param name="IsFlags">True for a <c>[Flags]</c> enum.</param>
internal sealed record ValueSemantics(
    ValueKind Kind,
    string FullName,
    bool IsNullable,
    EquatableArray<ValueSemantics> Item = default,
    EquatableArray<EnumMember> Members = default,
    bool IsFlags = false)
{
    public bool IsCollection => Kind is ValueKind.Array or ValueKind.List or ValueKind.Dictionary;

    /// <summary>As help texts show it.</summary>
    public string HelpText
    {
        get
        {
            var text = Kind switch
            {
                ValueKind.Enum => string.Join("|", Members),
                ValueKind.Array or ValueKind.List => Item[0].HelpText + "[]",
                ValueKind.Dictionary => "{key: " + Item[0].HelpText + "}",
                _ => TypeModels.SimpleName(FullName),
            };
            return !IsNullable ? text : Kind == ValueKind.Enum ? text + "|null" : text + "?";
        }
    }
}

/// <summary>A member of an enum.</summary>
internal sealed record EnumMember(string Name, bool IsAlias)
{
    public override string ToString() => Name;
}

/// <summary>Tells which C# types can be the type of an entry, and how.</summary>
internal static class ValueSemanticsReader
{
    private static readonly ValueSemantics s_boolean = new(ValueKind.Boolean, "bool", false);
    private static readonly ValueSemantics s_int = new(ValueKind.Integer, "int", false);
    private static readonly ValueSemantics s_long = new(ValueKind.Integer, "long", false);
    private static readonly ValueSemantics s_float = new(ValueKind.Floating, "float", false);
    private static readonly ValueSemantics s_double = new(ValueKind.Floating, "double", false);
    private static readonly ValueSemantics s_string = new(ValueKind.String, "string", false);

    /// <summary>The entry type; null for one that the language does not support.</summary>
    public static ValueSemantics? Read(ITypeSymbol type)
    {
        if (ReadScalar(type) is { } scalar)
            return scalar;
        var nullable = type.NullableAnnotation == NullableAnnotation.Annotated;
        return type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => Collection(ValueKind.Array, type, array.ElementType, nullable),
            INamedTypeSymbol { Arity: 1 } list when list.Is("System.Collections.Generic.IReadOnlyList") =>
                Collection(ValueKind.List, type, list.TypeArguments[0], nullable),
            INamedTypeSymbol { Arity: 2 } map when map.Is("System.Collections.Generic.IReadOnlyDictionary")
                && map.TypeArguments[0].SpecialType == SpecialType.System_String =>
                Collection(ValueKind.Dictionary, type, map.TypeArguments[1], nullable),
            _ => null,
        };
    }

    private static ValueSemantics? Collection(ValueKind kind, ITypeSymbol type, ITypeSymbol itemType, bool nullable) =>
        ReadScalar(itemType) is { } item
            ? new ValueSemantics(
                kind,
                type.WithNullableAnnotation(NullableAnnotation.None).FullName(),
                nullable,
                new EquatableArray<ValueSemantics>([item])
            )
            : null;

    private static ValueSemantics? ReadScalar(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return ReadScalar(nullable.TypeArguments[0]) is { } inner ? inner with { IsNullable = true } : null;
        if (type.TypeKind == TypeKind.Enum)
            return ReadEnum(type);
        if (BuiltIn(type.SpecialType) is { } known)
            return type.NullableAnnotation == NullableAnnotation.Annotated && type.IsReferenceType
                ? known with
                {
                    IsNullable = true,
                }
                : known;
        if (KindOf(type) is not { } kind)
            return null;
        return new ValueSemantics(
            kind,
            type.WithNullableAnnotation(NullableAnnotation.None).FullName(),
            type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated);
    }

    // Nearly every entry has one of these: they are made once.
    private static ValueSemantics? BuiltIn(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => s_boolean,
        SpecialType.System_Int32 => s_int,
        SpecialType.System_Int64 => s_long,
        SpecialType.System_Single => s_float,
        SpecialType.System_Double => s_double,
        SpecialType.System_String => s_string,
        _ => null,
    };

    private static ValueKind? KindOf(ITypeSymbol type) =>
        type.SpecialType switch
        {
            SpecialType.System_Boolean => ValueKind.Boolean,
            SpecialType.System_SByte
            or SpecialType.System_Byte
            or SpecialType.System_Int16
            or SpecialType.System_UInt16
            or SpecialType.System_Int32
            or SpecialType.System_UInt32
            or SpecialType.System_Int64
            or SpecialType.System_UInt64 => ValueKind.Integer,
            SpecialType.System_Single or SpecialType.System_Double => ValueKind.Floating,
            SpecialType.System_Decimal => ValueKind.Decimal,
            SpecialType.System_String => ValueKind.String,
            SpecialType.System_DateTime => ValueKind.DateTime,
            _ when type.Is("System.Half") => ValueKind.Floating,
            _ when type.Is("System.DateTimeOffset") => ValueKind.DateTimeOffset,
            _ when type.Is("System.TimeSpan") => ValueKind.TimeSpan,
            _ when type.Is("System.Guid") => ValueKind.Guid,
            _ => null,
        };

    private static ValueSemantics ReadEnum(ITypeSymbol type)
    {
        var members = new List<EnumMember>();
        var values = new HashSet<object>();
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue))
            members.Add(new EnumMember(field.Name, !values.Add(field.ConstantValue!)));
        var isFlags = type.GetAttributes().Any(a => a.AttributeClass.Is("System.FlagsAttribute"));
        return new ValueSemantics(ValueKind.Enum, type.FullName(), false, default, members.ToEquatableArray(), isFlags);
    }
}
