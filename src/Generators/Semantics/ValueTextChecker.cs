using System.Globalization;
using Gen.Generators.Experiments;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>
/// Tells at compile time whether a text of a <c>key=value</c> parses as the entry's value: the verdict of the runtime's own types
/// (Gen.Configuration), which the compiler cannot run. A test holds the two together over a table of texts.
/// </summary>
internal static class ValueTextChecker
{
    /// <summary>True if the text parses as the whole entry's value.</summary>
    public static bool Parses(EntrySemantics entry, string text) => Parses(entry.Value, entry.Type, text);

    /// <summary>True if the text parses as one item of a dictionary or list entry: <c>options.alpha=3</c>, <c>tags.0=x</c>.</summary>
    public static bool ParsesAsItem(EntrySemantics collection, string text) =>
        ParsesScalar(collection.Value.Item[0], ItemType(collection.Type), text);

    private static bool Parses(ValueSemantics shape, ITypeSymbol type, string text)
    {
        if (!shape.IsCollection)
            return ParsesScalar(shape, type, text);
        if (ScalarText.IsNull(text))
            return shape.IsNullable;
        var (item, itemType) = (shape.Item[0], ItemType(type));
        return shape.Kind == ValueKind.Dictionary
            ? JsonObjectText.TryRead(text, out var values) && values.All(v => ParsesJson(item, itemType, v))
            : ListText.TrySplit(text, out var pieces, out _) && pieces.All(piece => ParsesScalar(item, itemType, piece));
    }

    private static bool ParsesJson(ValueSemantics shape, ITypeSymbol type, JsonScalar value) =>
        value.Text is null ? shape.IsNullable : ParsesUnquoted(shape, type, value.Text);

    private static bool ParsesScalar(ValueSemantics shape, ITypeSymbol type, string text) =>
        (shape.IsNullable && ScalarText.IsNull(text)) || ParsesPresent(shape, type, text);

    private static bool ParsesPresent(ValueSemantics shape, ITypeSymbol type, string text)
    {
        if (shape.Kind is ValueKind.Boolean or ValueKind.Integer or ValueKind.Floating or ValueKind.Decimal)
            return ParsesUnquoted(shape, type, text);
        return QuotedText.TryUnquote(shape.Kind == ValueKind.String ? text : text.Trim(), out var content)
            && ParsesUnquoted(shape, type, content);
    }

    private static bool ParsesUnquoted(ValueSemantics shape, ITypeSymbol type, string text) => shape.Kind switch
    {
        ValueKind.Boolean => ScalarText.TryBoolean(text, out _),
        ValueKind.Integer => NumberText.Clean(text) is { } literal && ParsesInteger(shape.FullName, literal),
        ValueKind.Floating => ScalarText.NamedNumber(text) is not null
            || (NumberText.Clean(text) is { } literal && FloatingText.Parses(shape.FullName, literal)),
        ValueKind.Decimal => NumberText.Clean(text) is { } literal && DecimalText.TryRead(literal, out _),
        ValueKind.String => true,
        ValueKind.Enum => EnumText.Parses(shape, type, text),
        ValueKind.TimeSpan => TimeText.TryDuration(text.Trim(), out _),
        ValueKind.Guid => GuidText.TryRead(text.Trim(), out _),
        _ => TimeText.TryDate(text.Trim(), out _, out _),
    };

    private static bool ParsesInteger(string type, string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign;
        var culture = CultureInfo.InvariantCulture;
        return type switch
        {
            "sbyte" => sbyte.TryParse(text, Style, culture, out _),
            "byte" => byte.TryParse(text, Style, culture, out _),
            "short" => short.TryParse(text, Style, culture, out _),
            "ushort" => ushort.TryParse(text, Style, culture, out _),
            "int" => int.TryParse(text, Style, culture, out _),
            "uint" => uint.TryParse(text, Style, culture, out _),
            "long" => long.TryParse(text, Style, culture, out _),
            _ => ulong.TryParse(text, Style, culture, out _),
        };
    }

    private static ITypeSymbol ItemType(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => arguments[arguments.Length - 1],
        _ => type,
    };
}
