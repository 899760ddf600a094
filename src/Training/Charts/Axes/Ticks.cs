using System.Globalization;

namespace Gen.Training.Charts;

/// <summary>The ticks of an axis with their labels.</summary>
/// <param name="Values">The values in ascending order.</param>
/// <param name="Labels">The label of each value.</param>
internal sealed record Ticks(IReadOnlyList<double> Values, IReadOnlyList<string> Labels)
{
    /// <summary>Creates ticks at multiples of 1, 2 or 5 times a power of ten, or of integers only.</summary>
    public static Ticks Linear(AxisRange range, int maxCount, bool integer = false)
    {
        var step = TickStep.FromSpan(range.Span, Math.Max(1, maxCount));
        if (integer && step.Exponent < 0) step = new(1, 0);
        var values = new List<double>();
        var first = Math.Ceiling((range.Low / step.Size) - 1e-9);
        for (var i = first; step.Multiple(i) <= range.High + (step.Size * 1e-9); i++) values.Add(step.Multiple(i) + 0.0);
        return new(values, TickText.Linear(values, step));
    }

    /// <summary>Creates ticks at powers of ten; if fewer than two fit, also at 2 and 5 times powers of ten, or in equal steps.</summary>
    public static Ticks Logarithmic(AxisRange range, int maxCount)
    {
        maxCount = Math.Max(1, maxCount);
        int first = (int)Math.Ceiling(Math.Log10(range.Low) - 1e-9), last = (int)Math.Floor(Math.Log10(range.High) + 1e-9);
        if (last - first >= 1)
        {
            var every = (last - first + maxCount) / maxCount;
            var powers = Enumerable.Range(first, last - first + 1).Where(e => e % every == 0).ToList();
            if (powers.Count > 0)
                return Powers(powers.SelectMany(e => last - first <= 1 && maxCount >= 6 ? Between(e) : [(1, e)]).ToList(), range);
        }

        var few = Enumerable.Range(first - 1, last - first + 2).SelectMany(Between).ToList();
        var ticks = Powers(few, range);

        // Of three or more equal steps, one is always inside.
        return ticks.Values.Count >= 2 ? ticks : Linear(range, Math.Max(3, maxCount));
    }

    private static IEnumerable<(int Mantissa, int Exponent)> Between(int exponent) => [(1, exponent), (2, exponent), (5, exponent)];

    private static Ticks Powers(IEnumerable<(int Mantissa, int Exponent)> places, AxisRange range)
    {
        var inside = places.Select(p => (Value: new TickStep(p.Mantissa, p.Exponent).Size, p.Mantissa, p.Exponent))
            .Where(p => p.Value >= range.Low * (1 - 1e-9) && p.Value <= range.High * (1 + 1e-9)).OrderBy(p => p.Value).ToList();
        return new([.. inside.Select(p => p.Value)], [.. inside.Select(p => TickText.Power(p.Mantissa, p.Exponent))]);
    }
}

/// <summary>A distance between ticks: 1, 2 or 5 times a power of ten.</summary>
internal readonly record struct TickStep(int Mantissa, int Exponent)
{
    /// <summary>Returns the smallest step of which at most <paramref name="maxCount"/> fit into a span.</summary>
    public static TickStep FromSpan(double span, int maxCount)
    {
        var exponent = (int)Math.Floor(Math.Log10(span / maxCount)) - 1;
        while (true)
        {
            foreach (var mantissa in (ReadOnlySpan<int>)[1, 2, 5])
            {
                var step = new TickStep(mantissa, exponent);
                if (span / step.Size <= maxCount * (1 + 1e-9)) return step;
            }

            exponent++;
        }
    }

    /// <summary>The distance in data units.</summary>
    public double Size => Multiple(1);

    /// <summary>Returns a multiple of the step without rounding errors: 3 times 0.1 is 0.3.</summary>
    public double Multiple(double count) =>
        Exponent is < 0 and >= -300 ? count * Mantissa / Math.Pow(10, -Exponent) : count * Mantissa * Math.Pow(10, Exponent);
}

/// <summary>Culture-invariant formatting of labels.</summary>
internal static class TickText
{
    /// <summary>Formats the labels of an axis with the same number of decimals, or the same power of ten.</summary>
    public static IReadOnlyList<string> Linear(IReadOnlyList<double> values, TickStep step)
    {
        var largest = values.Count == 0 ? 0 : values.Max(Math.Abs);
        if (largest < 1e6 && step.Exponent >= -5)
            return [.. values.Select(v => v.ToString("F" + Math.Max(0, -step.Exponent), CultureInfo.InvariantCulture))];
        var power = largest == 0 ? 0 : (int)Math.Floor(Math.Log10(largest) + 1e-9);
        var decimals = Math.Clamp(power - step.Exponent, 0, 15);
        return
        [
            .. values.Select(v => v == 0 ? "0" : Mantissa(v, power).ToString("F" + decimals, CultureInfo.InvariantCulture) + "e" + power),
        ];
    }

    /// <summary>Formats 1, 2 or 5 times a power of ten.</summary>
    public static string Power(int mantissa, int exponent) => exponent switch
    {
        >= 0 and <= 5 => (mantissa * Math.Pow(10, exponent)).ToString("F0", CultureInfo.InvariantCulture),
        < 0 and >= -4 => (mantissa / Math.Pow(10, -exponent)).ToString("F" + -exponent, CultureInfo.InvariantCulture),
        _ => $"{mantissa}e{exponent}",
    };

    /// <summary>Formats a value with a number of significant digits.</summary>
    public static string Value(double value, int digits = 4)
    {
        if (double.IsNaN(value)) return "n/a";
        if (value == 0) return "0";
        var size = Math.Abs(value);
        if (size is >= 1e7 or < 1e-4) return value.ToString("0." + new string('#', digits - 1) + "e0", CultureInfo.InvariantCulture);
        var decimals = Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(size)), 0, 15);
        return value.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }

    // In two steps, because powers of ten from -308 down are subnormal.
    private static double Mantissa(double value, int power) =>
        power < -300 ? value * 1e300 / Math.Pow(10, power + 300) : value / Math.Pow(10, power);
}
