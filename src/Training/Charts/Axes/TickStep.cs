namespace Gen.Training.Charts.Axes;

/// <summary>A distance between ticks of 1, 2 or 5 times a power of ten.</summary>
internal readonly record struct TickStep(int Mantissa, int Exponent)
{
    /// <summary>The smallest such step of which at most <paramref name="most"/> fit into a span.</summary>
    public static TickStep For(double span, int most)
    {
        var exponent = (int)Math.Floor(Math.Log10(span / most)) - 1;
        while (true)
        {
            foreach (var mantissa in (ReadOnlySpan<int>)[1, 2, 5])
            {
                var step = new TickStep(mantissa, exponent);
                if (span / step.Size <= most * (1 + 1e-9)) return step;
            }

            exponent++;
        }
    }

    /// <summary>The distance.</summary>
    public double Size => Multiple(1);

    /// <summary>A multiple of the step, as near as a double comes: 3 times 0.1 is 0.3.</summary>
    public double Multiple(double count) =>
        Exponent >= 0 ? count * Mantissa * Math.Pow(10, Exponent) : Exponent >= -300 ? count * Mantissa / Math.Pow(10, -Exponent) : count * Mantissa * Math.Pow(10, Exponent);
}
