namespace Gen.Training.Charts.Axes;

/// <summary>Maps data units to pixels along an axis.</summary>
/// <param name="Range">What the axis shows.</param>
/// <param name="From">The pixel of the range's low end.</param>
/// <param name="To">The pixel of its high end.</param>
/// <param name="Log">Whether equal factors, not equal differences, are equally far apart.</param>
internal sealed record AxisScale(AxisRange Range, double From, double To, bool Log = false)
{
    /// <summary>The pixel of a value; NaN for one that the axis has no place for.</summary>
    public double Map(double value)
    {
        if (!double.IsFinite(value) || (Log && value <= 0)) return double.NaN;
        var share = Log
            ? (Math.Log10(value) - Math.Log10(Range.Low)) / (Math.Log10(Range.High) - Math.Log10(Range.Low))
            : (value - Range.Low) / Range.Span;

        // A place far outside stays outside, and near enough for any drawing program.
        return From + (Math.Clamp(share, -100, 100) * (To - From));
    }
}
