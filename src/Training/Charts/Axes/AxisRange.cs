namespace Gen.Training.Charts;

/// <summary>The limits of an axis in data units. Both are finite, and <paramref name="High"/> is greater than
/// <paramref name="Low"/>.</summary>
internal readonly record struct AxisRange(double Low, double High)
{
    public double Span => High - Low;

    /// <summary>
    /// Returns the range of the finite values with a margin. The margin does not extend below 0 if no value does, nor above 1 if all values
    /// are 0 to 1. A constant is in the middle; without values, the range is 0 to 1.
    /// </summary>
    /// <param name="values">The values; NaN and infinities are ignored.</param>
    /// <param name="margin">The share of the range to add at each end.</param>
    public static AxisRange FromValues(IEnumerable<double> values, double margin)
    {
        if (Extremes(values) is not var (low, high)) return new(0, 1);
        if (IsConstant(low, high)) return Around(low, high);
        var more = (high - low) * margin;
        var range = new AxisRange(low - more, high + more);
        if (low >= 0 && range.Low < 0) range = range with { Low = 0 };
        if (low >= 0 && high <= 1 && range.High > 1) range = range with { High = 1 };
        return range;
    }

    /// <summary>Returns the range of the positive values with a margin, for a logarithmic axis; 0.1 to 10 without values.</summary>
    public static AxisRange Logarithmic(IEnumerable<double> values, double margin)
    {
        if (Extremes(values.Where(v => v > 1e-300)) is not var (low, high)) return new(0.1, 10);
        if (IsConstant(low, high)) return new(low / 10, high * 10);
        var factor = Math.Pow(high / low, margin);
        return new(Math.Max(1e-305, low / factor), Math.Min(1e305, high * factor));
    }

    /// <summary>Returns the range of integers such as epochs, without a margin. A single one is in the middle.</summary>
    public static AxisRange FromIntegers(IEnumerable<double> values)
    {
        if (Extremes(values) is not var (low, high)) return new(0, 1);
        if (high - low >= 1e-9 * Math.Max(1, Math.Abs(low))) return new(low, high);
        var half = Math.Max(1, Math.Abs(low) * 0.1);
        return new(low - half, high + half);
    }

    /// <summary>Returns the range of the finite values and 0 with a margin, for bars.</summary>
    public static AxisRange IncludingZero(IEnumerable<double> values)
    {
        if (Extremes(values.Append(0)) is not var (low, high) || high - low < 1e-290) return new(0, 1);
        var margin = (high - low) * 0.08;

        // A label below a bar needs more room than one above, where the chart has its own margin.
        return new(low < 0 ? low - (2 * margin) : 0, high > 0 ? high + margin : 0);
    }

    /// <summary>Returns the range with the limits that the user set. Limits that a logarithmic axis cannot have are ignored.</summary>
    public AxisRange WithLimits(double? low, double? high, bool log = false)
    {
        if (IsUnusable(low, log)) low = null;
        if (IsUnusable(high, log)) high = null;
        var range = new AxisRange(low ?? Low, high ?? High);
        if (range.High > range.Low && !IsConstant(range.Low, range.High)) return range;
        var kept = low ?? high ?? Low;
        if (log) return low is null ? new(kept / 10, kept) : new(kept, kept * 10);
        var span = Math.Max(1, Math.Abs(kept) * 0.1);
        return low is null ? new(kept - span, kept) : new(kept, kept + span);
    }

    private static bool IsUnusable(double? limit, bool log) =>
        limit is { } b && (!double.IsFinite(b) || Math.Abs(b) > 1e300 || (log && b < 1e-300));

    private static (double Low, double High)? Extremes(IEnumerable<double> values)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) continue;

            // Beyond this, sums in the layout overflow.
            var kept = Math.Clamp(value, -1e300, 1e300);
            (low, high) = (Math.Min(low, kept), Math.Max(high, kept));
        }

        return low > high ? null : (low, high);
    }

    // Closer together, ticks would have more digits than fit into a label.
    private static bool IsConstant(double low, double high) =>
        high - low <= Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-10 || high - low < 1e-290;

    private static AxisRange Around(double low, double high)
    {
        var middle = (low / 2) + (high / 2);
        var half = Math.Abs(middle) < 1e-280 ? 1 : Math.Abs(middle) * 0.1;
        return new(middle - half, middle + half);
    }
}

/// <summary>The mapping from data units to pixels along an axis.</summary>
/// <param name="Range">The limits of the axis.</param>
/// <param name="From">The pixel of the lower limit.</param>
/// <param name="To">The pixel of the upper limit.</param>
/// <param name="Log">Whether the axis is logarithmic.</param>
internal sealed record AxisScale(AxisRange Range, double From, double To, bool Log = false)
{
    /// <summary>Returns the pixel of a value; NaN for a value that the axis cannot show.</summary>
    public double Map(double value)
    {
        if (!double.IsFinite(value) || (Log && value <= 0)) return double.NaN;
        var share = Log
            ? (Math.Log10(value) - Math.Log10(Range.Low)) / (Math.Log10(Range.High) - Math.Log10(Range.Low))
            : (value - Range.Low) / Range.Span;

        // Values far outside stay outside, at coordinates that every drawing program supports.
        return From + (Math.Clamp(share, -100, 100) * (To - From));
    }
}
