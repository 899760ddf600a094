using Gen.Training.Charts.Axes;
using Gen.Training.Charts.Drawing;
using Gen.Training.Charts.Drawing.Fonts;

namespace Gen.Training.Charts;

/// <summary>A value for each of some names, such as the F-score of each class, as bars with the value above. NaN and infinities have no bar.</summary>
public sealed class BarChart : Chart
{
    private readonly string[] _names;
    private readonly double[] _values;

    /// <summary>A chart of values.</summary>
    /// <param name="names">The names, from left to right.</param>
    /// <param name="values">A value for each.</param>
    /// <exception cref="ArgumentException">Not as many values as names.</exception>
    public BarChart(IReadOnlyList<string> names, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(values);
        if (names.Count != values.Count) throw new ArgumentException($"There are {names.Count} names but {values.Count} values.", nameof(values));
        (_names, _values) = ([.. names], [.. values]);
    }

    internal override Scene Draw()
    {
        var scene = NewScene();
        var places = new AxisRange(-0.5, Math.Max(1, _names.Length) - 0.5);
        var frame = Frame.Draw(scene, new(new(XLabel, places, Names: _names), new(YLabel, AxisRange.FromZero(_values))) { Title = Title, FontSize = FontSize });
        var zero = Math.Floor(frame.Y.Map(0));
        var slot = frame.Plot.Width / Math.Max(1, _names.Length);
        for (var i = 0; i < _values.Length; i++)
        {
            var end = Math.Floor(frame.Y.Map(_values[i]));
            if (double.IsNaN(end)) continue;
            double left = Math.Round(frame.X.Map(i) - (slot * 0.36)), right = Math.Max(left + 1, Math.Round(frame.X.Map(i) + (slot * 0.36)));
            var text = TickText.Value(_values[i], 3);
            scene.Rectangle(new(left, Math.Min(zero, end), right - left, Math.Abs(end - zero)), Palette.ColorOf(0), tip: $"{_names[i]}: {TickText.Value(_values[i])}");
            var size = FontSize * 0.92;
            if (FontMetrics.Width(text, size) > slot - 2) continue;
            var level = _values[i] < 0 ? Level.Top : Level.Baseline;
            scene.Text(frame.X.Map(i), _values[i] < 0 ? end + 4 : end - 4, text, new(size, Palette.Ink), Anchor.Middle, level);
        }

        if (frame.Y.Range.Low < 0) scene.Line(frame.Plot.X + 0.5, zero + 0.5, frame.Plot.Right - 0.5, zero + 0.5, new(Palette.Axis));
        if (!_values.Any(double.IsFinite)) frame.Note(scene, "no data");
        return scene;
    }
}
