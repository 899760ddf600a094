namespace Gen.Training.Charts;

/// <summary>A histogram.</summary>
public sealed class HistogramChart : Chart
{
    private readonly double[] _edges;
    private readonly double[] _counts;

    /// <summary>Creates a histogram of values with bins of equal width from the minimum to the maximum. NaN and infinities are
    /// ignored.</summary>
    /// <param name="values">The values.</param>
    /// <param name="bins">The number of bins, 1 to 1,000. The default value is 30.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 1 or more than 1,000 bins.</exception>
    public HistogramChart(IReadOnlyList<double> values, int bins = 30)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (bins is < 1 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(bins), $"The number of bins must be 1 to 1000, but was {bins}.");
        var range = AxisRange.FromValues(values, 0);
        _edges = [.. Enumerable.Range(0, bins + 1).Select(i => range.Low + (range.Span * i / bins))];
        _counts = new double[bins];
        foreach (var value in values)
            if (double.IsFinite(value)) _counts[Math.Clamp((int)((value - range.Low) / range.Span * bins), 0, bins - 1)]++;
    }

    /// <summary>Creates a histogram from edges and counts.</summary>
    /// <param name="edges">The edges of the bins in ascending order, one more than counts.</param>
    /// <param name="counts">The number of values in each bin, at least 0.</param>
    /// <exception cref="ArgumentException">There is no bin, the edges are not ascending or not one more than the counts, or a count is
    /// negative or not finite.</exception>
    public HistogramChart(IReadOnlyList<double> edges, IReadOnlyList<double> counts)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count == 0 || edges.Count != counts.Count + 1)
            throw new ArgumentException(
                $"There must be one more edge than counts, and at least one count, but there are {edges.Count} edges and {counts.Count} "
                + $"counts.",
                nameof(edges)
            );
        for (var i = 0; i < counts.Count; i++)
        {
            if (!(edges[i] < edges[i + 1]) || !double.IsFinite(edges[i + 1] - edges[i]))
                throw new ArgumentException($"The edges must be ascending, but {edges[i]} comes before {edges[i + 1]}.", nameof(edges));
            if (!double.IsFinite(counts[i]) || counts[i] < 0)
                throw new ArgumentException($"The count of bin {i} must be at least 0, but was {counts[i]}.", nameof(counts));
        }

        (_edges, _counts) = ([.. edges], [.. counts]);
    }

    internal override Scene Draw()
    {
        var scene = CreateScene();
        AxisSpec x = new(XLabel, new(_edges[0], _edges[^1])), y = new(YLabel, AxisRange.IncludingZero(_counts));
        var frame = Frame.Draw(scene, new(x, y) { Title = Title, FontSize = FontSize });
        var zero = frame.Plot.Bottom - 1;
        for (var i = 0; i < _counts.Length; i++)
        {
            double left = Math.Round(frame.X.Map(_edges[i])),
                right = Math.Round(frame.X.Map(_edges[i + 1])),
                top = Math.Round(frame.Y.Map(_counts[i]));

            // A gap of one pixel between bars that are wide enough.
            var width = Math.Max(1, right - left - (right - left > 4 ? 1 : 0));
            var tooltip = $"{TickText.Value(_edges[i])} to {TickText.Value(_edges[i + 1])}: {TickText.Value(_counts[i], 7)}";
            if (_counts[i] > 0)
                scene.Rectangle(new(left, Math.Min(top, zero), width, Math.Max(1, zero - top)), Palette.SeriesColor(0), tooltip: tooltip);
        }

        if (_counts.All(c => c == 0)) frame.DrawMessage(scene, "no data");
        return scene;
    }
}
