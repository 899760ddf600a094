using Gen.Training.Charts.Axes;
using Gen.Training.Charts.Drawing;

namespace Gen.Training.Charts;

/// <summary>How often values fall between edges, as bars without gaps.</summary>
public sealed class HistogramChart : Chart
{
    private readonly double[] _edges;
    private readonly double[] _counts;

    /// <summary>A chart of values, counted in bins of equal width from the smallest to the largest. NaN and infinities do not count.</summary>
    /// <param name="values">The values.</param>
    /// <param name="bins">How many bins, 1 to 1,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 or more than 1,000 bins.</exception>
    public HistogramChart(IReadOnlyList<double> values, int bins = 30)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (bins is < 1 or > 1000) throw new ArgumentOutOfRangeException(nameof(bins), $"There are {bins} bins, but must be 1 to 1000.");
        var range = AxisRange.Of(values, 0);
        _edges = [.. Enumerable.Range(0, bins + 1).Select(i => range.Low + (range.Span * i / bins))];
        _counts = new double[bins];
        foreach (var value in values)
            if (double.IsFinite(value)) _counts[Math.Clamp((int)((value - range.Low) / range.Span * bins), 0, bins - 1)]++;
    }

    /// <summary>A chart of bins that were counted elsewhere.</summary>
    /// <param name="edges">The edges of the bins, ascending, one more than counts.</param>
    /// <param name="counts">How many values each bin has, 0 or more.</param>
    /// <exception cref="ArgumentException">No bin, not one edge more than counts, edges that do not ascend, or a count that is negative or not finite.</exception>
    public HistogramChart(IReadOnlyList<double> edges, IReadOnlyList<double> counts)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count == 0 || edges.Count != counts.Count + 1)
            throw new ArgumentException($"There are {edges.Count} edges and {counts.Count} counts, but must be one edge more than counts.", nameof(edges));
        for (var i = 0; i < counts.Count; i++)
        {
            if (!(edges[i] < edges[i + 1]) || !double.IsFinite(edges[i + 1] - edges[i]))
                throw new ArgumentException($"The edges must ascend, but {edges[i]} comes before {edges[i + 1]}.", nameof(edges));
            if (!double.IsFinite(counts[i]) || counts[i] < 0)
                throw new ArgumentException($"The count of bin {i} is {counts[i]}, but must be 0 or more.", nameof(counts));
        }

        (_edges, _counts) = ([.. edges], [.. counts]);
    }

    internal override Scene Draw()
    {
        var scene = NewScene();
        var frame = Frame.Draw(scene, new(new(XLabel, new(_edges[0], _edges[^1])), new(YLabel, AxisRange.FromZero(_counts))) { Title = Title, FontSize = FontSize });
        var zero = frame.Plot.Bottom - 1;
        for (var i = 0; i < _counts.Length; i++)
        {
            double left = Math.Round(frame.X.Map(_edges[i])), right = Math.Round(frame.X.Map(_edges[i + 1])), top = Math.Round(frame.Y.Map(_counts[i]));

            // A pixel of air between bars that are wide enough for it.
            var width = Math.Max(1, right - left - (right - left > 4 ? 1 : 0));
            var tip = $"{TickText.Value(_edges[i])} to {TickText.Value(_edges[i + 1])}: {TickText.Value(_counts[i], 7)}";
            if (_counts[i] > 0) scene.Rectangle(new(left, Math.Min(top, zero), width, Math.Max(1, zero - top)), Palette.ColorOf(0), tip: tip);
        }

        if (_counts.All(c => c == 0)) frame.Note(scene, "no data");
        return scene;
    }
}
