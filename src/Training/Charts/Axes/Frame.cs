using Gen.Training.Charts.Drawing;
using Gen.Training.Charts.Drawing.Fonts;

namespace Gen.Training.Charts.Axes;

/// <summary>Title, legend, axes, ticks and grid of a plot, and the scales for what is drawn inside.</summary>
internal sealed class Frame
{
    private const double Margin = 14, TickLength = 5, LabelGap = 4;

    private readonly FrameSpec _spec;
    private readonly double _font, _tickFont, _titleFont;
    private double _belowAxis;

    private Frame(FrameSpec spec)
    {
        _spec = spec;
        (_font, _tickFont, _titleFont) = (_spec.FontSize, _spec.FontSize * 0.92, _spec.FontSize * 1.25);
        (X, Y) = (new(_spec.X.Range, 0, 1), new(_spec.Y.Range, 0, 1));
    }

    public Box Plot { get; private set; }

    public AxisScale X { get; private set; }

    public AxisScale Y { get; private set; }

    /// <summary>Where data may show: a line on the very edge of the range is not cut in half.</summary>
    public Box DataClip => Plot.Grow(3);

    /// <summary>Lays the frame out and draws it.</summary>
    public static Frame Draw(Scene scene, FrameSpec _spec)
    {
        var frame = new Frame(_spec);
        frame.LayOut(scene);
        return frame;
    }

    /// <summary>Says in the middle of the plot that there is nothing to show.</summary>
    public void Note(Scene scene, string text) =>
        scene.Text(Plot.Center.X, Plot.Center.Y, text, new(_font, Palette.Faint), Anchor.Middle, Level.Middle);

    private void LayOut(Scene scene)
    {
        var legend = new Legend(_spec.Legend, _font);
        double top = Margin, bottom = scene.Height - Margin, left = Margin, right = scene.Width - Margin;
        var cap = FontMetrics.CapHeight(_tickFont);
        if (_spec.Title is { Length: > 0 }) top += (_titleFont * 0.8) + 12;
        if (_spec.X.Label is { Length: > 0 }) bottom -= FontMetrics.CapHeight(_font) + 12;
        var names = _spec.X.Names is { Count: > 0 } given ? new PlaceNames(given, _tickFont, scene.Width * 0.86, scene.Height * 0.3) : null;
        _belowAxis = TickLength + LabelGap + (names?.Height ?? cap);
        bottom -= _belowAxis;
        if (_spec.Y.Label is { Length: > 0 }) left += _font + 8;

        var beside = _spec.LegendBeside ? legend.ColumnWidth(Math.Max(scene.Width * 0.36, Math.Min(scene.Width * 0.42, 240))) : 0;
        if (beside > 0) right -= beside + 18;
        var rows = _spec.LegendBeside ? 0 : legend.RowsHeight(right - left);
        var rowsTop = top;
        if (rows > 0) top += rows + 6;
        top = Math.Max(top, Margin + (cap / 2));

        var y = TicksOf(_spec.Y, (bottom - top) / Math.Max(32, _tickFont * 3.2), least: 3);
        left += TickLength + LabelGap + Widest(y);
        var x = FitX(right - left);

        // Half of the last label hangs over the end of the axis.
        if (beside == 0 && x.Labels.Count > 0) right -= Math.Max(0, (FontMetrics.Width(x.Labels[^1], _tickFont) / 2) - 6);
        (left, top, right, bottom) = (Math.Round(left), Math.Round(top), Math.Round(right), Math.Round(bottom));
        if (_spec.Square) (right, bottom) = (left + Math.Min(right - left, bottom - top), top + Math.Min(right - left, bottom - top));
        Plot = new(left, top, Math.Max(20, right - left), Math.Max(20, bottom - top));
        X = new(_spec.X.Range, Plot.X + 0.5, Plot.Right - 0.5, _spec.X.Log);
        Y = new(_spec.Y.Range, Plot.Bottom - 0.5, Plot.Y + 0.5, _spec.Y.Log);

        DrawGrid(scene, x, y);
        names?.Draw(scene, X, Plot.Bottom - 0.5 + TickLength + LabelGap);
        DrawTexts(scene);
        if (beside > 0) legend.DrawColumn(scene, new(Plot.Right + 18, Plot.Y, Math.Max(beside, scene.Width - Margin - Plot.Right - 18), scene.Height - Margin - Plot.Y));
        else legend.DrawRows(scene, Plot.X, rowsTop, scene.Width - Margin - Plot.X);
    }

    private static Ticks TicksOf(AxisSpec axis, double most, int least = 1)
    {
        var count = Math.Clamp((int)most, least, 12);
        return axis.Log ? Ticks.Logarithmic(axis.Range, count) : Ticks.Linear(axis.Range, count, axis.Whole);
    }

    // As many ticks as have room beside each other.
    private Ticks FitX(double width)
    {
        if (_spec.X.Names is not null) return new([], []);
        for (var most = 12; ; most--)
        {
            // Three even steps always have a tick inside the range, fewer may not.
            var ticks = TicksOf(_spec.X, most);
            if (most == 3 || ticks.Values.Count * (Widest(ticks) + 22) <= width + 30) return ticks;
        }
    }

    private double Widest(Ticks ticks) => ticks.Labels.Count == 0 ? 0 : ticks.Labels.Max(l => FontMetrics.Width(l, _tickFont));

    private void DrawGrid(Scene scene, Ticks xs, Ticks ys)
    {
        Stroke grid = new(Palette.Grid), axis = new(Palette.Axis);
        var label = new TextStyle(_tickFont, Palette.Faint);
        double bottom = Plot.Bottom - 0.5, left = Plot.X + 0.5;
        foreach (var value in ys.Values) scene.Line(left, Pixel(Y.Map(value)), Plot.Right - 0.5, Pixel(Y.Map(value)), grid);
        foreach (var value in xs.Values) scene.Line(Pixel(X.Map(value)), Plot.Y + 0.5, Pixel(X.Map(value)), bottom, grid);

        scene.Polyline([new(left, Plot.Y + 0.5), new(left, bottom), new(Plot.Right - 0.5, bottom)], axis);
        for (var i = 0; i < ys.Values.Count; i++)
        {
            var y = Pixel(Y.Map(ys.Values[i]));
            scene.Line(left - TickLength, y, left, y, axis);
            scene.Text(left - TickLength - LabelGap, y, ys.Labels[i], label, Anchor.End, Level.Middle);
        }

        for (var i = 0; i < xs.Values.Count; i++)
        {
            var x = Pixel(X.Map(xs.Values[i]));
            scene.Line(x, bottom, x, bottom + TickLength, axis);
            scene.Text(x, bottom + TickLength + LabelGap, xs.Labels[i], label, Anchor.Middle, Level.Top);
        }
    }

    private void DrawTexts(Scene scene)
    {
        if (_spec.Title is { Length: > 0 } title)
        {
            var text = FontMetrics.Fit(title, _titleFont, scene.Width - Margin - Plot.X);
            scene.Text(Plot.X, Margin + FontMetrics.CapHeight(_titleFont), text, new(_titleFont, Palette.Ink, Bold: true));
        }

        if (_spec.X.Label is { Length: > 0 } x)
            scene.Text(Plot.Center.X, Plot.Bottom + _belowAxis + 10, x, new(_font, Palette.Ink), Anchor.Middle, Level.Top);
        if (_spec.Y.Label is { Length: > 0 } y)
            scene.Text(Margin - 2, Plot.Center.Y, y, new(_font, Palette.Ink, Upright: true), Anchor.Middle, Level.Top);
    }

    // The middle of a pixel, so that lines are sharp.
    private static double Pixel(double at) => Math.Floor(at) + 0.5;
}
