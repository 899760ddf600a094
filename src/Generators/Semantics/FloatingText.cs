using System.Globalization;
using Gen.Shared;

namespace Gen.Generators.Semantics;

/// <summary>
/// Whether a <c>float</c>, <c>double</c> or <c>Half</c> keeps a number, as FloatingType of the runtime tells it. The compiler's process
/// has no <c>Half</c>.
/// </summary>
internal static class FloatingText
{
    private const double FirstInfiniteHalf = 65520;

    public static bool Parses(string type, string literal)
    {
        if (!TryRound(type, literal, out var number) || double.IsInfinity(number) || double.IsNaN(number))
            return false;
        if (number == 0)
            return NumberText.IsZero(literal);
        var digits = type switch { "double" => 53, "float" => 24, _ => 11 };
        return Math.Abs(number) < Math.Pow(2, digits) || !NumberText.IsInteger(literal)
            || NumberText.IsKept(literal, number, Shortest(type, number));
    }

    private static bool TryRound(string type, string literal, out double number)
    {
        const NumberStyles Style = NumberStyles.Float;
        if (type == "float")
        {
            var read = float.TryParse(literal, Style, CultureInfo.InvariantCulture, out var single);
            number = single;
            return read;
        }

        if (!double.TryParse(literal, Style, CultureInfo.InvariantCulture, out number))
            return false;
        number = type == "double" ? number : ToHalf(number);
        return true;
    }

    /// <summary>Returns the nearest number with 11 significant bits, or fewer below 2^-14; the even one of two.</summary>
    private static double ToHalf(double number)
    {
        if (Math.Abs(number) >= FirstInfiniteHalf)
            return double.PositiveInfinity;
        var unit = Math.Pow(2, -24);
        while (Math.Abs(number) >= 2048 * unit)
            unit *= 2;
        return Math.Round(number / unit) * unit;
    }

    /// <summary>Returns the literal with the fewest digits that is rounded to a number.</summary>
    private static string Shortest(string type, double number)
    {
        var text = "";
        for (var digits = 0; digits < 17; digits++)
        {
            text = number.ToString("E" + digits, CultureInfo.InvariantCulture);
            if (TryRound(type, text, out var rounded) && rounded == number)
                break;
        }

        return text;
    }
}
