using System;
using System.Globalization;
using System.Numerics;

namespace Gen.Shared;

/// <summary>
/// The grammar of numbers given as text, and the comparison of a number with what was read. .NET's parsers alone take more, such as a
/// trailing <c>\0</c>, and round without a word.
/// </summary>
internal static class NumberText
{
    /// <summary>Returns the literal of a number without blanks around it and without single <c>_</c> between digits; null for a text that
    /// is not a number with a sign, decimal digits, a point and an exponent.</summary>
    public static string? Clean(string text)
    {
        text = text.Trim();
        if (!IsLiteral(text))
            return null;
        return text.IndexOf('_') < 0 ? text : text.Replace("_", "");
    }

    /// <summary>Returns whether a literal has digits only, perhaps after a sign.</summary>
    public static bool IsInteger(string literal) => literal.IndexOfAny(['.', 'e', 'E']) < 0;

    /// <summary>Returns whether a literal is 0.</summary>
    public static bool IsZero(string literal) => Parts(literal).Digits.Length == 0;

    /// <summary>Returns whether two literals are the same number, however it is written: <c>1.50</c> and <c>15e-1</c>.</summary>
    public static bool AreEqual(string literal, string other) => Parts(literal) == Parts(other);

    /// <summary>Returns whether the literal of an integer is kept by the floating-point number that is read for it: exactly, or because
    /// the number is written with these digits, as 65500 is by a Half that is 65504.</summary>
    public static bool IsKept(string integer, double number, string shortest) =>
        AreEqual(integer, shortest) || AreEqual(integer, new BigInteger(number).ToString(CultureInfo.InvariantCulture));

    /// <summary>Returns the digits without zeros at the ends, and the power of ten of the last one; no digits for 0.</summary>
    private static (bool IsNegative, string Digits, long Exponent) Parts(string literal)
    {
        var end = literal.IndexOfAny(['e', 'E']);
        var exponent = end < 0 ? 0 : Exponent(literal.Substring(end + 1));
        var mantissa = (end < 0 ? literal : literal.Substring(0, end)).TrimStart('+', '-');
        var point = mantissa.IndexOf('.');
        if (point >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        var digits = mantissa.TrimEnd('0');
        exponent += mantissa.Length - digits.Length;
        digits = digits.TrimStart('0');
        return digits.Length == 0 ? (false, "", 0) : (literal[0] == '-', digits, exponent);
    }

    private static long Exponent(string digits)
    {
        long value = 0;
        foreach (var c in digits)
            value = c is '+' or '-' ? value : Math.Min((value * 10) + (c - '0'), int.MaxValue);
        return digits[0] == '-' ? -value : value;
    }

    private static bool IsLiteral(string text)
    {
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var digits = SkipDigits(text, ref at);
        if (at < text.Length && text[at] == '.')
        {
            at++;
            digits |= SkipDigits(text, ref at);
        }

        if (digits && at < text.Length && text[at] is 'e' or 'E')
        {
            at += at + 1 < text.Length && text[at + 1] is '+' or '-' ? 2 : 1;
            digits = SkipDigits(text, ref at);
        }

        return digits && at == text.Length;
    }

    /// <summary>Moves behind digits, which single <c>_</c> may separate.</summary>
    /// <returns>Whether there are any.</returns>
    private static bool SkipDigits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (IsDigit(text, at) || (text[at] == '_' && at > start && IsDigit(text, at + 1))))
            at++;
        return at > start;
    }

    private static bool IsDigit(string text, int at) => at < text.Length && text[at] is >= '0' and <= '9';
}
