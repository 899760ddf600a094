using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>
/// Implicit conversions of C# that can change a number: <c>int</c> 16777217 is 16777216 as <c>float</c>. Generated code checks the value
/// before a run.
/// </summary>
internal static class InexactConversion
{
    /// <summary>True if a value of one type may be another number as the other type.</summary>
    public static bool Is(ITypeSymbol source, ITypeSymbol target) => Wide(source) is { } wide
        && FloatingName(target) is { } floating
        && (floating == "float" || wide == Int128);

    /// <summary>C#, true for a value that converts to another number; <c>{0}</c> is the entry, <c>{1}</c> a free variable name. Null if
    /// there is none.</summary>
    public static string? Condition(EntrySemantics entry, ITypeSymbol target)
    {
        if (!Is(entry.Type, target))
            return null;

        // Back to a type that holds the largest rounded value: long.MaxValue is 2^63 as double, which would be long.MaxValue again.
        var isNullable = entry.Value.IsNullable || entry.NullableBlock is not null;
        var value = isNullable ? "{1}" : "{0}";
        var changed = $"({Wide(entry.Type)})({FloatingName(target)}){value} != {value}";
        return isNullable ? "{0} is {{ }} {1} && " + changed : changed;
    }

    /// <summary><c>float</c> or <c>double</c>, also of a nullable one; null for other types.</summary>
    public static string? FloatingName(ITypeSymbol type) => WithoutNullable(type).SpecialType switch
    {
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        _ => null,
    };

    private const string Int128 = "global::System.Int128";

    /// <summary>An integer type in which the rounded value is compared; null for a type whose values all are exact.</summary>
    private static string? Wide(ITypeSymbol type) => WithoutNullable(type).SpecialType switch
    {
        SpecialType.System_Int32 or SpecialType.System_UInt32 => "long",
        SpecialType.System_Int64 or SpecialType.System_UInt64 => Int128,
        _ => null,
    };

    private static ITypeSymbol WithoutNullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
}
