namespace Gen.Shared;

/// <summary>
/// The words of values given as text (<c>key=value</c>): what the command line accepts, and what the analyzer accepts in a constant update
/// string. Numbers, dates, lists and quoted texts have grammars of their own beside this one.
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
