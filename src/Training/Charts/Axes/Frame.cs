namespace Gen.Training.Charts;

/// <summary>The specification of an axis.</summary>
/// <param name="Label">The label.</param>
/// <param name="Range">The limits.</param>
/// <param name="Log">Whether the axis is logarithmic.</param>
/// <param name="Integer">Whether ticks are at integers only.</param>
/// <param name="Categories">The names at 0, 1, …, instead of numbers.</param>
internal sealed record AxisSpec(
    string? Label,
    AxisRange Range,
    bool Log = false,
    bool Integer = false,
    IReadOnlyList<string>? Categories = null
);

/// <summary>The specification of a frame.</summary>
internal sealed record FrameSpec(AxisSpec X, AxisSpec Y)
{
    public string? Title { get; init; }

    public IReadOnlyList<LegendEntry> Legend { get; init; } = [];

    /// <summary>Entries of the legend that are in another chart.</summary>
    public LegendRest Rest { get; init; }

    /// <summary>Whether the legend is beside the plot instead of above it.</summary>
    public bool LegendBeside { get; init; }

    /// <summary>Whether the plot is square.</summary>
    public bool Square { get; init; }

    public double FontSize { get; init; } = 13;
}

/// <summary>The title, legend, axes, ticks and grid of a chart, and the scales for its plot.</summary>
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

    /// <summary>The clipping box of the data. It is larger than the plot, so that a line on its edge is not cut in half.</summary>
    public Box DataClip => Plot.Grow(3);

    /// <summary>Lays out a frame and draws it.</summary>
    public static Frame Draw(Scene scene, FrameSpec spec)
    {
        var frame = new Frame(spec);
        frame.LayOut(scene);
        return frame;
    }

    /// <summary>Draws a message in the middle of the plot.</summary>
    public void DrawMessage(Scene scene, string text) =>
        scene.Text(Plot.Center.X, Plot.Center.Y, text, new(_font, Palette.Faint), Anchor.Middle, VerticalAnchor.Middle);

    private void LayOut(Scene scene)
    {
        var legend = new Legend(_spec.Legend, _font, _spec.Rest);
        double top = Margin, bottom = scene.Height - Margin, left = Margin, right = scene.Width - Margin;
        var cap = FontMetrics.CapHeight(_tickFont);
        if (_spec.Title is { Length: > 0 })
            top += (_titleFont * 0.8) + 12;
        if (_spec.X.Label is { Length: > 0 })
            bottom -= FontMetrics.CapHeight(_font) + 12;
        var names = _spec.X.Categories is { Count: > 0 } given
            ? new CategoryLabels(given, _tickFont, scene.Width * 0.86, scene.Height * 0.3)
            : null;
        _belowAxis = TickLength + LabelGap + (names?.Height ?? cap);
        bottom -= _belowAxis;
        if (_spec.Y.Label is { Length: > 0 }) left += _font + 8;

        var beside = _spec.LegendBeside ? legend.ColumnWidth(Math.Max(scene.Width * 0.36, Math.Min(scene.Width * 0.42, 240))) : 0;
        if (beside > 0) right -= beside + 18;
        var rows = _spec.LegendBeside ? 0 : legend.RowsHeight(right - left);
        var rowsTop = top;
        if (rows > 0) top += rows + 6;
        top = Math.Max(top, Margin + (cap / 2));

        var y = CreateTicks(_spec.Y, (bottom - top) / Math.Max(32, _tickFont * 3.2), minCount: 3);
        left += TickLength + LabelGap + Widest(y);
        var x = FitX(right - left);

        // Half of the last label extends beyond the end of the axis.
        if (beside == 0 && x.Labels.Count > 0) right -= Math.Max(0, (FontMetrics.Width(x.Labels[^1], _tickFont) / 2) - 6);
        (left, top, right, bottom) = (Math.Round(left), Math.Round(top), Math.Round(right), Math.Round(bottom));
        if (_spec.Square) (right, bottom) = (left + Math.Min(right - left, bottom - top), top + Math.Min(right - left, bottom - top));
        Plot = new(left, top, Math.Max(20, right - left), Math.Max(20, bottom - top));
        X = new(_spec.X.Range, Plot.X + 0.5, Plot.Right - 0.5, _spec.X.Log);
        Y = new(_spec.Y.Range, Plot.Bottom - 0.5, Plot.Y + 0.5, _spec.Y.Log);

        DrawGrid(scene, x, y);
        names?.Draw(scene, X, Plot.Bottom - 0.5 + TickLength + LabelGap);
        DrawTexts(scene);
        var legendX = Plot.Right + 18;
        if (beside > 0)
            legend.DrawColumn(
                scene,
                new(legendX, Plot.Y, Math.Max(beside, scene.Width - Margin - legendX), scene.Height - Margin - Plot.Y)
            );
        else
            legend.DrawRows(scene, Plot.X, rowsTop, scene.Width - Margin - Plot.X);
    }

    private static Ticks CreateTicks(AxisSpec axis, double maxCount, int minCount = 1)
    {
        var count = Math.Clamp((int)maxCount, minCount, 12);
        return axis.Log ? Ticks.Logarithmic(axis.Range, count) : Ticks.Linear(axis.Range, count, axis.Integer);
    }

    // As many ticks as fit side by side.
    private Ticks FitX(double width)
    {
        if (_spec.X.Categories is not null) return new([], []);
        for (var count = 12; ; count--)
        {
            // With three steps a tick is always inside the range; with fewer it may not be.
            var ticks = CreateTicks(_spec.X, count);
            if (count == 3 || ticks.Values.Count * (Widest(ticks) + 22) <= width + 30) return ticks;
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
            scene.Text(left - TickLength - LabelGap, y, ys.Labels[i], label, Anchor.End, VerticalAnchor.Middle);
        }

        for (var i = 0; i < xs.Values.Count; i++)
        {
            var x = Pixel(X.Map(xs.Values[i]));
            scene.Line(x, bottom, x, bottom + TickLength, axis);
            scene.Text(x, bottom + TickLength + LabelGap, xs.Labels[i], label, Anchor.Middle, VerticalAnchor.Top);
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
            scene.Text(Plot.Center.X, Plot.Bottom + _belowAxis + 10, x, new(_font, Palette.Ink), Anchor.Middle, VerticalAnchor.Top);
        if (_spec.Y.Label is { Length: > 0 } y)
            scene.Text(Margin - 2, Plot.Center.Y, y, new(_font, Palette.Ink, Rotated: true), Anchor.Middle, VerticalAnchor.Top);
    }

    // The center of a pixel, so that lines are sharp.
    private static double Pixel(double at) => Math.Floor(at) + 0.5;
}
