using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
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

    /// <summary>True if the text parses as one item of a dictionary entry: <c>options.alpha=3</c>.</summary>
    public static bool ParsesAsItem(EntrySemantics dictionary, string text) =>
        ParsesScalar(dictionary.Value.Item[0], ItemType(dictionary.Type), text);

    private static bool Parses(ValueSemantics shape, ITypeSymbol type, string text)
    {
        if (!shape.IsCollection)
            return ParsesScalar(shape, type, text);
        if (ScalarText.IsNull(text))
            return shape.IsNullable;
        var (item, itemType) = (shape.Item[0], ItemType(type));
        return shape.Kind == ValueKind.Dictionary
            ? JsonObjectText.TryRead(text, out var values) && values.All(v => ParsesJson(item, itemType, v))
            : ScalarText.SplitList(text).All(piece => ParsesScalar(item, itemType, piece));
    }

    private static bool ParsesJson(ValueSemantics shape, ITypeSymbol type, JsonScalar value) =>
        value.Text is null ? shape.IsNullable : shape.Kind == ValueKind.String || ParsesPresent(shape, type, value.Text);

    private static bool ParsesScalar(ValueSemantics shape, ITypeSymbol type, string text) =>
        (shape.IsNullable && ScalarText.IsNull(text)) || ParsesPresent(shape, type, text);

    private static bool ParsesPresent(ValueSemantics shape, ITypeSymbol type, string text) => shape.Kind switch
    {
        ValueKind.Boolean => ScalarText.TryBoolean(text, out _),
        ValueKind.Integer => ParsesInteger(shape.FullName, ScalarText.CleanNumber(text)),
        ValueKind.Floating => ParsesFloating(shape.FullName, text),
        ValueKind.Decimal => decimal.TryParse(ScalarText.CleanNumber(text), NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        ValueKind.String => true,
        ValueKind.Enum => EnumText.Parses(shape, Underlying(type), ScalarText.Unquote(text.Trim())),
        _ => ParsesFormatted(shape.Kind, ScalarText.Unquote(text.Trim())),
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

    private static bool ParsesFloating(string type, string text)
    {
        if (ScalarText.NamedNumber(text) is not null)
            return true;
        text = ScalarText.CleanNumber(text);
        if (type == "float")
            return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var single)
                && !float.IsInfinity(single)
                && !float.IsNaN(single);
        if (
            !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || double.IsInfinity(number)
            || double.IsNaN(number)
        )
            return false;

        // From here on a Half rounds to infinity (its largest value is 65504).
        return type == "double" || Math.Abs(number) < 65520;
    }

    private static bool ParsesFormatted(ValueKind kind, string text) => kind switch
    {
        ValueKind.DateTime => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
        ValueKind.DateTimeOffset => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        ValueKind.TimeSpan => text.IndexOf(':') >= 0 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _),
        _ => Guid.TryParse(text, out _),
    };

    private static ITypeSymbol ItemType(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => arguments[arguments.Length - 1],
        _ => type,
    };

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
}

/// <summary>Whether a text names a member of an enum, or several of a flags enum, by name or number.</summary>
internal static class EnumText
{
    public static bool Parses(ValueSemantics shape, ITypeSymbol type, string text)
    {
        var members = type.GetMembers()
            .OfType<IFieldSymbol>()
            .Where(f => f.HasConstantValue)
            .Select(f => (f.Name, Bits: ToInt64(f.ConstantValue!)))
            .ToArray();
        return shape.IsFlags && text.IndexOf(',') >= 0
            ? text.Split(',').All(t => ParsesMember(shape, type, members, t.Trim()))
            : ParsesMember(shape, type, members, text.Trim());
    }

    private static bool ParsesMember(ValueSemantics shape, ITypeSymbol type, (string Name, long Bits)[] members, string text)
    {
        var name = KeyName.Normalize(text);
        if (members.Any(m => KeyName.Normalize(m.Name) == name))
            return true;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bits))
            return false;
        if (Truncate(bits, type) != bits)
            return false;
        // 0 is what an enum is by default, also one that has no member for it.
        return bits == 0 || members.Any(m => m.Bits == bits) || (shape.IsFlags && Covered(members, bits) == bits);
    }

    /// <summary>The bits that members make up together, each of which must be set.</summary>
    private static long Covered(IEnumerable<(string Name, long Bits)> members, long bits) =>
        members.Where(m => (bits & m.Bits) == m.Bits).Aggregate(0L, (covered, m) => covered | m.Bits);

    /// <summary>The number as a cast to the enum leaves it.</summary>
    private static long Truncate(long bits, ITypeSymbol type) => (type as INamedTypeSymbol)?.EnumUnderlyingType?.SpecialType switch
    {
        SpecialType.System_SByte => unchecked((sbyte)bits),
        SpecialType.System_Byte => unchecked((byte)bits),
        SpecialType.System_Int16 => unchecked((short)bits),
        SpecialType.System_UInt16 => unchecked((ushort)bits),
        SpecialType.System_Int32 => unchecked((int)bits),
        SpecialType.System_UInt32 => unchecked((uint)bits),
        _ => bits,
    };

    private static long ToInt64(object value) =>
        value is ulong big ? unchecked((long)big) : System.Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
