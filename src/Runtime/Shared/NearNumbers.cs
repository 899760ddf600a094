using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Gen.Shared;

/// <summary>
/// How a text that is not valid for its type may have been meant, for messages. The caller suggests those forms that are valid.
/// </summary>
internal static class NearNumbers
{
    /// <summary>Returns the forms of a Boolean value.</summary>
    public static IEnumerable<string> Boolean(string text) => text.Trim().ToLowerInvariant() switch
    {
        "y" or "t" or "1.0" => ["true"],
        "n" or "f" or "0.0" => ["false"],
        _ => [],
    };

    /// <summary>Returns the forms of null.</summary>
    public static IEnumerable<string> Null(string text) =>
        text.Trim().ToLowerInvariant() is "null" or "none" or "nil" or "~" ? ["null"] : [];

    /// <summary>Returns the forms of an integer: <c>1.0</c>, <c>1e3</c>, <c>1,000</c> and <c>0x10</c> are 1, 1000, 1000 and 16.</summary>
    public static IEnumerable<string> Integer(string text)
    {
        var plain = Plain(text);
        if (Hexadecimal(plain) is { } hexadecimal)
            yield return hexadecimal;
        if (WithoutGroups(plain) is { } joined)
            yield return joined;
        var isNumber = NumberText.Clean(plain) is { } literal
            && decimal.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number);
        if (isNumber)
            yield return decimal.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0", CultureInfo.InvariantCulture);
    }

    /// <summary>Returns the forms of a number: <c>1,5</c> and <c>0.5f</c> are 1.5 and 0.5. <c>1,000</c> has none, because it can be 1 or
    /// 1000.</summary>
    public static IEnumerable<string> Number(string text)
    {
        var plain = Plain(text);
        if (Hexadecimal(plain) is { } hexadecimal)
            yield return hexadecimal;
        var word = plain.ToLowerInvariant().TrimStart('+', '-');
        if (word is "nan" or "\u221e")
            yield return word == "nan" ? word : plain[0] == '-' ? "-inf" : "inf";
        var bare = plain.TrimEnd('f', 'F', 'd', 'D', 'm', 'M');
        var comma = bare.IndexOf(',');
        var point = bare.IndexOf('.');
        if (comma < 0)
            yield return bare;
        else if (point < 0 && comma == bare.LastIndexOf(',') && bare.Length - comma - 1 != 3)
            yield return bare.Replace(',', '.');
        else if (point > comma && WithoutGroups(bare.Substring(0, point)) is { } joined)
            yield return joined + bare.Substring(point);
    }

    /// <summary>Returns the text with ASCII digits and signs, and without <c>_</c>.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Trim())
        {
            if (c != '_')
                plain.Append(char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c == '\u2212' ? '-' : c);
        }

        return plain.ToString();
    }

    private static string? Hexadecimal(string text)
    {
        var start = text.StartsWith("-", System.StringComparison.Ordinal) ? 1 : 0;
        if (!text.Substring(start).StartsWith("0x", System.StringComparison.OrdinalIgnoreCase))
            return null;
        var isRead = long.TryParse(
            text.Substring(start + 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number);
        return isRead && number >= 0 ? text.Substring(0, start) + number.ToString(CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Returns a number whose groups of three digits are separated by commas, blanks or apostrophes without these; null for
    /// another text.</summary>
    private static string? WithoutGroups(string text)
    {
        var groups = text.Split(',', ' ', '\u00a0', '\'', '\u2019');
        return groups.Length > 1 && groups[0].Trim('-').Length is > 0 and <= 3 && groups.Skip(1).All(g => g.Length == 3)
            ? string.Concat(groups)
            : null;
    }
}
