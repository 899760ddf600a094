namespace Gen.Training.Charts.Axes;

/// <summary>What an axis shows, in data units. <paramref name="High"/> is larger than <paramref name="Low"/>, both are finite.</summary>
internal readonly record struct AxisRange(double Low, double High)
{
    public double Span => High - Low;

    /// <summary>
    /// The range of the finite values, with some air. Values of 0 and above do not get an axis below 0, shares (0 to 1) none above 1; a constant
    /// lies in the middle, and without any value it is 0 to 1.
    /// </summary>
    /// <param name="values">The data; NaN and infinities do not count.</param>
    /// <param name="air">The share of the range to add at each end.</param>
    public static AxisRange Of(IEnumerable<double> values, double air)
    {
        if (Extremes(values) is not var (low, high)) return new(0, 1);
        if (IsConstant(low, high)) return Around(low, high);
        var more = (high - low) * air;
        var range = new AxisRange(low - more, high + more);
        if (low >= 0 && range.Low < 0) range = range with { Low = 0 };
        if (low >= 0 && high <= 1 && range.High > 1) range = range with { High = 1 };
        return range;
    }

    /// <summary>The range of the positive values for a logarithmic axis, with some air; 0.1 to 10 without any value.</summary>
    public static AxisRange Logarithmic(IEnumerable<double> values, double air)
    {
        if (Extremes(values.Where(v => v > 1e-300)) is not var (low, high)) return new(0.1, 10);
        if (IsConstant(low, high)) return new(low / 10, high * 10);
        var factor = Math.Pow(high / low, air);
        return new(Math.Max(1e-305, low / factor), Math.Min(1e305, high * factor));
    }

    /// <summary>The range of whole numbers such as epochs, without air; a single one lies in the middle.</summary>
    public static AxisRange Whole(IEnumerable<double> values)
    {
        if (Extremes(values) is not var (low, high)) return new(0, 1);
        if (high - low >= 1e-9 * Math.Max(1, Math.Abs(low))) return new(low, high);
        var half = Math.Max(1, Math.Abs(low) * 0.1);
        return new(low - half, high + half);
    }

    /// <summary>The range of the finite values and 0, with air beyond the values; for bars.</summary>
    public static AxisRange FromZero(IEnumerable<double> values)
    {
        if (Extremes(values.Append(0)) is not var (low, high) || high - low < 1e-290) return new(0, 1);
        var air = (high - low) * 0.08;

        // A number below a bar needs more room than one above, where the picture has a margin.
        return new(low < 0 ? low - (2 * air) : 0, high > 0 ? high + air : 0);
    }

    /// <summary>The range with the bounds that the user set in place of its own; bounds that a logarithmic axis cannot have do not count.</summary>
    public AxisRange With(double? low, double? high, bool log = false)
    {
        if (Unusable(low, log)) low = null;
        if (Unusable(high, log)) high = null;
        var range = new AxisRange(low ?? Low, high ?? High);
        if (range.High > range.Low && !IsConstant(range.Low, range.High)) return range;
        var kept = low ?? high ?? Low;
        if (log) return low is null ? new(kept / 10, kept) : new(kept, kept * 10);
        var span = Math.Max(1, Math.Abs(kept) * 0.1);
        return low is null ? new(kept - span, kept) : new(kept, kept + span);
    }

    private static bool Unusable(double? bound, bool log) => bound is { } b && (!double.IsFinite(b) || Math.Abs(b) > 1e300 || (log && b < 1e-300));

    private static (double Low, double High)? Extremes(IEnumerable<double> values)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) continue;

            // Beyond this the sums of the layout overflow.
            var kept = Math.Clamp(value, -1e300, 1e300);
            (low, high) = (Math.Min(low, kept), Math.Max(high, kept));
        }

        return low > high ? null : (low, high);
    }

    // Closer than this, ticks would have more digits than a label has room for.
    private static bool IsConstant(double low, double high) => high - low <= Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-10 || high - low < 1e-290;

    private static AxisRange Around(double low, double high)
    {
        var middle = (low / 2) + (high / 2);
        var half = Math.Abs(middle) < 1e-280 ? 1 : Math.Abs(middle) * 0.1;
        return new(middle - half, middle + half);
    }
}
