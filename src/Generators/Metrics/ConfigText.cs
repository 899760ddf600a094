using System.Linq;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics;

/// <summary>How a config value is written into a state's configuration: states of different values must not be merged.</summary>
internal static class ConfigText
{
    private const string Text = "\"\\\"\" + {0}.Replace(\"\\\"\", \"\\\"\\\"\") + \"\\\"\"";

    /// <summary>A part of an invariant interpolated string, with <c>{0}</c> for the value.</summary>
    public static string Of(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
            return type.NullableAnnotation == NullableAnnotation.Annotated ? $"{{{{({{0}} is null ? \"null\" : {Text})}}}}" : $"{{{{({Text})}}}}";
        if (ItemOf(type) is not { } item)
            return "{{{0}}}";
        // A test for null would make the compiler doubt what is declared not to be null.
        var isNullable = !type.IsValueType && type.NullableAnnotation == NullableAnnotation.Annotated;
        var each = item.SpecialType == SpecialType.System_String && item.NullableAnnotation != NullableAnnotation.Annotated
            ? string.Format(Text, "item")
            : item.SpecialType == SpecialType.System_String
            ? $"item is null ? \"null\" : {string.Format(Text, "item")}"
            : "global::System.FormattableString.Invariant($\"{{item}}\")";
        var all = $"\"[\" + string.Join(\", \", global::System.Linq.Enumerable.Select({{0}}, static item => {each})) + \"]\"";
        return $"{{{{({(isNullable ? "{0} is null ? \"null\" : " : "")}{all})}}}}";
    }

    private static ITypeSymbol? ItemOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return array.ElementType;
        var list = type.AllInterfaces.Concat(type is INamedTypeSymbol named ? [named] : [])
            .FirstOrDefault(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
        return list?.TypeArguments[0];
    }
}
