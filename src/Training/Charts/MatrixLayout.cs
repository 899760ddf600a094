using Gen.Training.Charts.Drawing;
using Gen.Training.Charts.Drawing.Fonts;

namespace Gen.Training.Charts;

/// <summary>Places the cells, names and scale of a confusion matrix.</summary>
internal sealed class MatrixLayout
{
    private const double Margin = 14, NameGap = 7, SmallestFont = 5.5;

    private readonly string[] names;
    private readonly string? title, xLabel, yLabel;
    private readonly double font, titleFont, nameFont, nameRoom;
    private readonly bool upright;
    private readonly double[] xs, ys;

    public MatrixLayout(ChartSize size, string[] names, double font, string? title, string? xLabel, string? yLabel)
    {
        (this.names, this.font, this.title, this.xLabel, this.yLabel) = (names, font, title, xLabel, yLabel);
        titleFont = font * 1.25;
        double top = Margin + 2, left = Margin, right = size.Width - Margin, bottom = size.Height - Margin;
        if (title is { Length: > 0 }) top += (titleFont * 0.8) + 10;
        if (yLabel is { Length: > 0 }) left += font + 8;
        if (xLabel is { Length: > 0 }) bottom -= FontMetrics.CapHeight(font) + 10;
        right -= ScaleWidth;

        // Names first get what they need, up to a quarter of the picture, and lie flat below the columns where they fit.
        nameFont = Math.Clamp((bottom - top) / names.Length * 0.78, 7, font * 0.96);
        nameRoom = Math.Min(Math.Min(size.Width, size.Height) * 0.26, names.Max(n => FontMetrics.Width(n, nameFont)));
        left += nameRoom + NameGap;
        upright = names.Max(n => FontMetrics.Width(n, nameFont)) > ((right - left) / names.Length) - 4;
        bottom -= NameGap + (upright ? nameRoom : FontMetrics.CapHeight(nameFont));

        // Cells begin on whole pixels, so that neighbours meet without a seam.
        double width = Math.Max(20, right - left), height = Math.Max(20, bottom - top);
        width = Math.Min(width, height * 1.6);
        height = Math.Min(height, width * 1.15);
        xs = [.. Enumerable.Range(0, names.Length + 1).Select(i => Math.Round(left + (width * i / names.Length)))];
        ys = [.. Enumerable.Range(0, names.Length + 1).Select(i => Math.Round(top + (height * i / names.Length)))];
    }

    private double ScaleWidth => 18 + 14 + 5 + FontMetrics.Width("100 %", font * 0.85);

    private Box Plot => new(xs[0], ys[0], xs[^1] - xs[0], ys[^1] - ys[0]);

    public Box Cell(int actual, int predicted) =>
        new(xs[predicted], ys[actual], xs[predicted + 1] - xs[predicted], ys[actual + 1] - ys[actual]);

    /// <summary>The largest font with which all texts fit into their cells; null where it is too small to read.</summary>
    public double? FontFor(string[,] texts)
    {
        double width = Plot.Width / names.Length, height = Plot.Height / names.Length;
        var widest = texts.Cast<string>().Max(t => FontMetrics.Width(t, 1));
        var size = Math.Min(Math.Clamp(height * 0.2, font * 1.15, font * 1.7), Math.Min(height * 0.75, widest == 0 ? font : width * 0.86 / widest));
        return size < SmallestFont || widest == 0 ? null : size;
    }

    /// <summary>Draws everything around the cells.</summary>
    public void Draw(Scene scene)
    {
        var plot = Plot;
        if (title is { Length: > 0 })
            scene.Text(plot.X, Margin + FontMetrics.CapHeight(titleFont), FontMetrics.Fit(title, titleFont, scene.Width - Margin - plot.X), new(titleFont, Palette.Ink, Bold: true));
        if (yLabel is { Length: > 0 }) scene.Text(Margin - 2, plot.Center.Y, yLabel, new(font, Palette.Ink, Upright: true), Anchor.Middle, Level.Top);
        if (xLabel is { Length: > 0 })
        {
            var names = NameGap + (upright ? nameRoom : FontMetrics.CapHeight(nameFont));
            scene.Text(plot.Center.X, plot.Bottom + names + 10, xLabel, new(font, Palette.Ink), Anchor.Middle, Level.Top);
        }

        DrawNames(scene);
        DrawScale(scene);
    }

    /// <summary>Draws the lines between the cells, over them.</summary>
    public void DrawGrid(Scene scene)
    {
        var line = new Stroke(names.Length > 20 ? Palette.Grid : Palette.Grid.Mix(Palette.Axis, 0.15));
        foreach (var x in xs) scene.Line(x + 0.5, ys[0] + 0.5, x + 0.5, ys[^1] + 0.5, line);
        foreach (var y in ys) scene.Line(xs[0] + 0.5, y + 0.5, xs[^1] + 0.5, y + 0.5, line);
    }

    private void DrawNames(Scene scene)
    {
        // With very many classes only every second, third, … name has room.
        int everyRow = Every(Plot.Height), everyColumn = Every(Plot.Width);
        TextStyle flat = new(nameFont, Palette.Ink), turned = flat with { Upright = true };
        for (var i = 0; i < names.Length; i++)
        {
            var name = FontMetrics.Fit(names[i], nameFont, nameRoom);
            var tip = name == names[i] ? null : names[i];
            var cell = Cell(i, i);
            if (i % everyRow == 0) scene.Text(Plot.X - NameGap, cell.Center.Y, name, flat, Anchor.End, Level.Middle, tip);
            if (upright && i % everyColumn == 0) scene.Text(cell.Center.X, Plot.Bottom + NameGap, name, turned, Anchor.End, Level.Middle, tip);
            if (!upright) scene.Text(cell.Center.X, Plot.Bottom + NameGap, name, flat, Anchor.Middle, Level.Top, tip);
        }
    }

    private int Every(double length) => (int)Math.Ceiling(nameFont * 1.02 * names.Length / length);

    private void DrawScale(Scene scene)
    {
        const int Steps = 50;
        var (x, top, height) = (xs[^1] + 18, ys[0], Plot.Height);
        for (var i = 0; i < Steps; i++)
        {
            double y0 = Math.Round(top + (height * i / Steps)), y1 = Math.Round(top + (height * (i + 1) / Steps));
            scene.Rectangle(new(x, y0, 14, y1 - y0), Palette.Shade(1 - ((i + 0.5) / Steps)));
        }

        scene.Rectangle(new(x + 0.5, top + 0.5, 13, height), null, new(Palette.Grid.Mix(Palette.Axis, 0.3)), "share of the actual class");
        foreach (var percent in (ReadOnlySpan<int>)[0, 25, 50, 75, 100])
            scene.Text(x + 19, top + (height * (1 - (percent / 100.0))), $"{percent} %", new(font * 0.85, Palette.Faint), level: percent == 0 ? Level.Baseline : percent == 100 ? Level.Top : Level.Middle);
    }
}
