namespace Gen.Training.Charts;

/// <summary>Labels of categories below the x-axis: horizontal if they fit, otherwise rotated, and only every n-th of very many.</summary>
internal sealed class CategoryLabels
{
    private readonly IReadOnlyList<string> _names;
    private readonly double _font, _room;
    private readonly bool _rotated;

    /// <param name="names">The name of each category.</param>
    /// <param name="font">The font size.</param>
    /// <param name="width">The approximate width of the axis.</param>
    /// <param name="maxHeight">The maximum height of rotated labels.</param>
    public CategoryLabels(IReadOnlyList<string> names, double font, double width, double maxHeight)
    {
        (_names, _font) = (names, font);
        var (slot, widest) = ((width / names.Count) - 6, names.Max(n => FontMetrics.Width(n, font)));
        _rotated = widest > slot;
        _room = _rotated ? Math.Min(widest, maxHeight) : slot;
        Height = _rotated ? _room : FontMetrics.CapHeight(font);
    }

    /// <summary>The height of the labels.</summary>
    public double Height { get; }

    public void Draw(Scene scene, AxisScale x, double top)
    {
        var style = new TextStyle(_font, Palette.Faint, Rotated: _rotated);
        var slot = Math.Abs(x.Map(1) - x.Map(0));
        var every = _rotated ? Math.Max(1, (int)Math.Ceiling(_font * 1.05 / slot)) : 1;
        for (var i = 0; i < _names.Count; i += every)
        {
            var name = FontMetrics.Fit(_names[i], _font, _room);
            var tooltip = name == _names[i] ? null : _names[i];
            if (_rotated) scene.Text(x.Map(i), top, name, style, Anchor.End, VerticalAnchor.Middle, tooltip);
            else scene.Text(x.Map(i), top, name, style, Anchor.Middle, VerticalAnchor.Top, tooltip);
        }
    }
}
