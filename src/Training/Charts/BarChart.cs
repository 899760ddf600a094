namespace Gen.Training.Charts;

/// <summary>A bar chart of named values, such as the F-score of each class. NaN and infinities have no bar.</summary>
public sealed class BarChart : Chart
{
    private readonly string[] _names;
    private readonly double[] _values;

    /// <summary>Creates a bar chart.</summary>
    /// <param name="names">The names of the bars, from left to right.</param>
    /// <param name="values">The value of each bar.</param>
    /// <exception cref="ArgumentException">Names and values differ in length.</exception>
    public BarChart(IReadOnlyList<string> names, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(values);
        if (names.Count != values.Count)
            throw new ArgumentException($"There are {names.Count} names, but {values.Count} values.", nameof(values));
        (_names, _values) = ([.. names], [.. values]);
    }

    internal override Scene Draw()
    {
        var scene = CreateScene();
        var range = new AxisRange(-0.5, Math.Max(1, _names.Length) - 0.5);
        AxisSpec x = new(XLabel, range, Categories: _names), y = new(YLabel, AxisRange.IncludingZero(_values));
        var frame = Frame.Draw(scene, new(x, y) { Title = Title, FontSize = FontSize });
        var zero = Math.Floor(frame.Y.Map(0));
        var slot = frame.Plot.Width / Math.Max(1, _names.Length);
        for (var i = 0; i < _values.Length; i++)
        {
            var end = Math.Floor(frame.Y.Map(_values[i]));
            if (double.IsNaN(end))
                continue;
            double left = Math.Round(frame.X.Map(i) - (slot * 0.36)),
                right = Math.Max(left + 1, Math.Round(frame.X.Map(i) + (slot * 0.36)));
            var text = TickText.Value(_values[i], 3);
            var bar = new Box(left, Math.Min(zero, end), right - left, Math.Abs(end - zero));
            scene.Rectangle(bar, Palette.SeriesColor(0), tooltip: $"{_names[i]}: {TickText.Value(_values[i])}");
            var size = FontSize * 0.92;
            if (FontMetrics.Width(text, size) > slot - 2) continue;
            var level = _values[i] < 0 ? VerticalAnchor.Top : VerticalAnchor.Baseline;
            scene.Text(frame.X.Map(i), _values[i] < 0 ? end + 4 : end - 4, text, new(size, Palette.Ink), Anchor.Middle, level);
        }

        if (frame.Y.Range.Low < 0) scene.Line(frame.Plot.X + 0.5, zero + 0.5, frame.Plot.Right - 0.5, zero + 0.5, new(Palette.Axis));
        if (!_values.Any(double.IsFinite)) frame.DrawMessage(scene, "no data");
        return scene;
    }
}
