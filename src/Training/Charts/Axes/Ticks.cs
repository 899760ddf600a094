namespace Gen.Training.Charts.Axes;

/// <summary>The labelled places of an axis.</summary>
/// <param name="Values">In data units, ascending.</param>
/// <param name="Labels">One for each value.</param>
internal sealed record Ticks(IReadOnlyList<double> Values, IReadOnlyList<string> Labels)
{
    /// <summary>Ticks at multiples of 1, 2 or 5 times a power of ten inside a range; of at least 1 where only whole numbers mean something.</summary>
    public static Ticks Linear(AxisRange range, int most, bool whole = false)
    {
        var step = TickStep.For(range.Span, Math.Max(1, most));
        if (whole && step.Exponent < 0) step = new(1, 0);
        var values = new List<double>();
        var first = Math.Ceiling((range.Low / step.Size) - 1e-9);
        for (var i = first; step.Multiple(i) <= range.High + (step.Size * 1e-9); i++) values.Add(step.Multiple(i) + 0.0);
        return new(values, TickText.Linear(values, step));
    }

    /// <summary>Ticks at powers of ten inside a positive range; where it holds fewer than two of them, also at 2 and 5 times, or in even steps.</summary>
    public static Ticks Logarithmic(AxisRange range, int most)
    {
        most = Math.Max(1, most);
        int first = (int)Math.Ceiling(Math.Log10(range.Low) - 1e-9), last = (int)Math.Floor(Math.Log10(range.High) + 1e-9);
        if (last - first >= 1)
        {
            var every = (last - first + most) / most;
            var powers = Enumerable.Range(first, last - first + 1).Where(e => e % every == 0).ToList();
            if (powers.Count > 0) return Powers(powers.SelectMany(e => last - first <= 1 && most >= 6 ? Between(e) : [(1, e)]).ToList(), range);
        }

        var few = Enumerable.Range(first - 1, last - first + 2).SelectMany(Between).ToList();
        var ticks = Powers(few, range);

        // Of three and more even steps one is always inside.
        return ticks.Values.Count >= 2 ? ticks : Linear(range, Math.Max(3, most));
    }

    private static IEnumerable<(int Mantissa, int Exponent)> Between(int exponent) => [(1, exponent), (2, exponent), (5, exponent)];

    private static Ticks Powers(IEnumerable<(int Mantissa, int Exponent)> places, AxisRange range)
    {
        var inside = places.Select(p => (Value: new TickStep(p.Mantissa, p.Exponent).Size, p.Mantissa, p.Exponent))
            .Where(p => p.Value >= range.Low * (1 - 1e-9) && p.Value <= range.High * (1 + 1e-9)).OrderBy(p => p.Value).ToList();
        return new([.. inside.Select(p => p.Value)], [.. inside.Select(p => TickText.Power(p.Mantissa, p.Exponent))]);
    }
}
