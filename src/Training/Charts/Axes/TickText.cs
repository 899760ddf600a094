using System.Globalization;

namespace Gen.Training.Charts.Axes;

/// <summary>Numbers as labels, the same in every culture.</summary>
internal static class TickText
{
    /// <summary>All labels of an axis with the same number of decimals, or the same power of ten.</summary>
    public static IReadOnlyList<string> Linear(IReadOnlyList<double> values, TickStep step)
    {
        var largest = values.Count == 0 ? 0 : values.Max(Math.Abs);
        if (largest < 1e6 && step.Exponent >= -5) return [.. values.Select(v => v.ToString("F" + Math.Max(0, -step.Exponent), CultureInfo.InvariantCulture))];
        var power = largest == 0 ? 0 : (int)Math.Floor(Math.Log10(largest) + 1e-9);
        var decimals = Math.Clamp(power - step.Exponent, 0, 15);
        return [.. values.Select(v => v == 0 ? "0" : Mantissa(v, power).ToString("F" + decimals, CultureInfo.InvariantCulture) + "e" + power)];
    }

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    public static string Power(int mantissa, int exponent) => exponent switch
    {
        >= 0 and <= 5 => (mantissa * Math.Pow(10, exponent)).ToString("F0", CultureInfo.InvariantCulture),
        < 0 and >= -4 => (mantissa / Math.Pow(10, -exponent)).ToString("F" + -exponent, CultureInfo.InvariantCulture),
        _ => $"{mantissa}e{exponent}",
    };

    /// <summary>A single value, to a number of significant digits.</summary>
    public static string Value(double value, int digits = 4)
    {
        if (double.IsNaN(value)) return "n/a";
        if (value == 0) return "0";
        var size = Math.Abs(value);
        if (size is >= 1e7 or < 1e-4) return value.ToString("0." + new string('#', digits - 1) + "e0", CultureInfo.InvariantCulture);
        var decimals = Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(size)), 0, 15);
        return value.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }

    // In two steps, since ten to the power of -308 and less is not a full double.
    private static double Mantissa(double value, int power) => power < -300 ? value * 1e300 / Math.Pow(10, power + 300) : value / Math.Pow(10, power);
}
