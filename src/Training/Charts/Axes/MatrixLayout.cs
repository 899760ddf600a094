namespace Gen.Training.Charts;

/// <summary>The layout of the cells, names and color bar of a confusion matrix.</summary>
internal sealed class MatrixLayout
{
    private const double Margin = 14, NameGap = 7, SmallestFont = 5.5;

    private readonly string[] _names;
    private readonly string? _title, _xLabel, _yLabel;
    private readonly double _font, _titleFont, _nameFont, _nameRoom;
    private readonly bool _rotated;
    private readonly double[] _xs, _ys;

    public MatrixLayout(ChartSize size, string[] names, double font, string? title, string? xLabel, string? yLabel)
    {
        (_names, _font, _title, _xLabel, _yLabel) = (names, font, title, xLabel, yLabel);
        _titleFont = _font * 1.25;
        double top = Margin + 2, left = Margin, right = size.Width - Margin, bottom = size.Height - Margin;
        if (_title is { Length: > 0 }) top += (_titleFont * 0.8) + 10;
        if (_yLabel is { Length: > 0 }) left += _font + 8;
        if (_xLabel is { Length: > 0 }) bottom -= FontMetrics.CapHeight(_font) + 10;
        right -= ColorBarWidth;

        // Names get the room they need, up to a quarter of the chart, and are horizontal below the columns if they fit.
        _nameFont = Math.Clamp((bottom - top) / _names.Length * 0.78, Math.Min(9, _font * 0.7), _font * 0.96);
        _nameRoom = Math.Min(Math.Min(size.Width, size.Height) * 0.26, _names.Max(n => FontMetrics.Width(n, _nameFont)));
        left += _nameRoom + NameGap;
        _rotated = _names.Max(n => FontMetrics.Width(n, _nameFont)) > ((right - left) / _names.Length) - 4;
        bottom -= NameGap + (_rotated ? _nameRoom : FontMetrics.CapHeight(_nameFont));

        // Cells begin on whole pixels, so that there are no seams between them.
        double width = Math.Max(20, right - left), height = Math.Max(20, bottom - top);
        width = Math.Min(width, height * 1.6);
        height = Math.Min(height, width * 1.15);
        _xs = [.. Enumerable.Range(0, _names.Length + 1).Select(i => Math.Round(left + (width * i / _names.Length)))];
        _ys = [.. Enumerable.Range(0, _names.Length + 1).Select(i => Math.Round(top + (height * i / _names.Length)))];
    }

    private double ColorBarWidth => 18 + 14 + 5 + FontMetrics.Width("100 %", _font * 0.85);

    private Box Plot => new(_xs[0], _ys[0], _xs[^1] - _xs[0], _ys[^1] - _ys[0]);

    public Box Cell(int actual, int predicted) =>
        new(_xs[predicted], _ys[actual], _xs[predicted + 1] - _xs[predicted], _ys[actual + 1] - _ys[actual]);

    /// <summary>Returns the largest font size with which all texts fit into their cells; null if it is too small to read.</summary>
    public double? FitFontSize(string[,] texts)
    {
        double width = Plot.Width / _names.Length, height = Plot.Height / _names.Length;
        var widest = texts.Cast<string>().Max(t => FontMetrics.Width(t, 1));
        var size = Math.Min(
            Math.Clamp(height * 0.2, _font * 1.15, _font * 1.7),
            Math.Min(height * 0.75, widest == 0 ? _font : width * 0.86 / widest)
        );
        return size < SmallestFont || widest == 0 ? null : size;
    }

    /// <summary>Draws title, labels, names and color bar.</summary>
    public void Draw(Scene scene)
    {
        var plot = Plot;
        if (_title is { Length: > 0 })
        {
            var text = FontMetrics.Fit(_title, _titleFont, scene.Width - Margin - plot.X);
            scene.Text(plot.X, Margin + FontMetrics.CapHeight(_titleFont), text, new(_titleFont, Palette.Ink, Bold: true));
        }

        if (_yLabel is { Length: > 0 })
            scene.Text(Margin - 2, plot.Center.Y, _yLabel, new(_font, Palette.Ink, Rotated: true), Anchor.Middle, VerticalAnchor.Top);
        if (_xLabel is { Length: > 0 })
        {
            var below = NameGap + (_rotated ? _nameRoom : FontMetrics.CapHeight(_nameFont));
            scene.Text(plot.Center.X, plot.Bottom + below + 10, _xLabel, new(_font, Palette.Ink), Anchor.Middle, VerticalAnchor.Top);
        }

        DrawNames(scene);
        DrawColorBar(scene);
    }

    /// <summary>Draws the lines between the cells.</summary>
    public void DrawGrid(Scene scene)
    {
        // Lines between cells of a few pixels would hide them, so only the outline is drawn.
        if (Math.Min(Plot.Width, Plot.Height) / _names.Length < 4)
        {
            scene.Rectangle(new(_xs[0] + 0.5, _ys[0] + 0.5, Plot.Width, Plot.Height), null, new(Palette.Grid.Mix(Palette.Axis, 0.3)));
            return;
        }

        var line = new Stroke(_names.Length > 20 ? Palette.Grid : Palette.Grid.Mix(Palette.Axis, 0.15));
        foreach (var x in _xs) scene.Line(x + 0.5, _ys[0] + 0.5, x + 0.5, _ys[^1] + 0.5, line);
        foreach (var y in _ys) scene.Line(_xs[0] + 0.5, y + 0.5, _xs[^1] + 0.5, y + 0.5, line);
    }

    private void DrawNames(Scene scene)
    {
        // With very many classes only every n-th name fits.
        int everyRow = Every(Plot.Height), everyColumn = Every(Plot.Width);
        TextStyle horizontal = new(_nameFont, Palette.Ink), rotated = horizontal with { Rotated = true };
        for (var i = 0; i < _names.Length; i++)
        {
            var name = FontMetrics.Fit(_names[i], _nameFont, _nameRoom);
            var tooltip = name == _names[i] ? null : _names[i];
            var cell = Cell(i, i);
            if (i % everyRow == 0)
                scene.Text(Plot.X - NameGap, cell.Center.Y, name, horizontal, Anchor.End, VerticalAnchor.Middle, tooltip);
            if (_rotated && i % everyColumn == 0)
                scene.Text(cell.Center.X, Plot.Bottom + NameGap, name, rotated, Anchor.End, VerticalAnchor.Middle, tooltip);
            if (!_rotated)
                scene.Text(cell.Center.X, Plot.Bottom + NameGap, name, horizontal, Anchor.Middle, VerticalAnchor.Top, tooltip);
        }
    }

    private int Every(double length) => (int)Math.Ceiling(_nameFont * 1.02 * _names.Length / length);

    private void DrawColorBar(Scene scene)
    {
        const int Steps = 50;
        var (x, top, height) = (_xs[^1] + 18, _ys[0], Plot.Height);
        for (var i = 0; i < Steps; i++)
        {
            double y0 = Math.Round(top + (height * i / Steps)), y1 = Math.Round(top + (height * (i + 1) / Steps));
            scene.Rectangle(new(x, y0, 14, y1 - y0), Palette.Blues(1 - ((i + 0.5) / Steps)));
        }

        scene.Rectangle(new(x + 0.5, top + 0.5, 13, height), null, new(Palette.Grid.Mix(Palette.Axis, 0.3)), "share of the actual class");
        foreach (var percent in (ReadOnlySpan<int>)[0, 25, 50, 75, 100])
        {
            var level = percent switch
            {
                0 => VerticalAnchor.Baseline,
                100 => VerticalAnchor.Top,
                _ => VerticalAnchor.Middle,
            };
            scene.Text(
                x + 19,
                top + (height * (1 - (percent / 100.0))),
                $"{percent} %",
                new(_font * 0.85, Palette.Faint),
                verticalAnchor: level
            );
        }
    }
}
