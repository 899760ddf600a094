using System;
using System.Collections.Generic;
using System.Text;

namespace Gen.Shared;

/// <summary>
/// The grammar of values given as text (<c>key=value</c>): what the command line accepts, and what the analyzer accepts in a constant
/// update string.
/// </summary>
internal static class ScalarText
{
    /// <summary>True for the words that mean null where an entry can be null.</summary>
    public static bool IsNull(string text) => text.Trim() is "null" or "None";

    /// <summary>Reads a boolean: true/false, yes/no, on/off, 1/0 in any case.</summary>
    public static bool TryBoolean(string text, out bool value)
    {
        switch (text.Trim().ToLowerInvariant())
        {
            case "true" or "yes" or "on" or "1":
                value = true;
                return true;
            case "false" or "no" or "off" or "0":
                value = false;
                return true;
            default:
                value = false;
                return false;
        }
    }

    /// <summary>A number's text without surrounding blanks and without single <c>_</c> between digits (<c>5_000</c>); other underscores
    /// stay, and fail later.</summary>
    public static string CleanNumber(string text)
    {
        text = text.Trim();
        if (text.IndexOf('_') < 0)
            return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var separates = text[i] == '_' && i > 0 && i + 1 < text.Length && IsDigit(text[i - 1]) && IsDigit(text[i + 1]);
            if (!separates)
                clean.Append(text[i]);
        }

        return clean.ToString();
    }

    /// <summary>The value of a word that means NaN or an infinity, which .NET's own parser spells differently: nan, inf, +inf, -inf,
    /// infinity.</summary>
    public static double? NamedNumber(string text)
    {
        // Nearly all are numbers, which are known by their end.
        if (text.Length > 0 && IsDigit(text[text.Length - 1]))
            return null;
        return text.Trim().ToLowerInvariant() switch
        {
            "nan" => double.NaN,
            "inf" or "+inf" or "infinity" or "+infinity" => double.PositiveInfinity,
            "-inf" or "-infinity" => double.NegativeInfinity,
            _ => null,
        };
    }

    /// <summary>A string's value: without the quotes if the text starts and ends with the same kind of quote.</summary>
    public static string Unquote(string text)
    {
        if (text.Length >= 2 && text[0] is '"' or '\'' && text[text.Length - 1] == text[0])
            return text.Substring(1, text.Length - 2);
        return text;
    }

    /// <summary>
    /// Cuts a list's text into its items: <c>1,2,3</c> or <c>[1, 2, 3]</c>; commas in quotes don't count; an empty text or <c>[]</c> has no
    /// items.
    /// </summary>
    public static List<string> SplitList(string text)
    {
        text = text.Trim();
        if (text.Length >= 2 && text[0] == '[' && text[text.Length - 1] == ']')
            text = text.Substring(1, text.Length - 2).Trim();
        var items = new List<string>();
        if (text.Length == 0)
            return items;
        var start = 0;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'' && text.Substring(start, i - start).Trim().Length == 0)
                quote = c;
            else if (c == ',')
            {
                items.Add(text.Substring(start, i - start).Trim());
                start = i + 1;
            }
        }

        items.Add(text.Substring(start).Trim());
        return items;
    }

    /// <summary>Splits <c>key=value</c>; false without an <c>=</c> or with nothing before it.</summary>
    public static bool TrySplitUpdate(string update, out string key, out string value)
    {
        var equals = update.IndexOf('=');
        key = equals > 0 ? update.Substring(0, equals).Trim() : "";
        value = equals > 0 ? update.Substring(equals + 1) : "";
        return key.Length > 0;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
