using Gen.Training.Charts.Drawing.Fonts;

namespace Gen.Training.Charts.Drawing;

/// <summary>A picture as an ordered list of shapes, later ones on top, which the SVG and the PNG writer both read.</summary>
internal sealed class Scene(int width, int height)
{
    private readonly List<Shape> _root = [];
    private List<Shape>? _clipped;

    public int Width => width;

    public int Height => height;

    public Rgba Background { get; init; } = Rgba.White;

    /// <summary>The name of the picture, for screen readers.</summary>
    public string? Title { get; init; }

    public IReadOnlyList<Shape> Shapes => _root;

    public void Line(double x1, double y1, double x2, double y2, Stroke stroke) => Polyline([new(x1, y1), new(x2, y2)], stroke);

    public void Polyline(IReadOnlyList<Point> points, Stroke stroke, string? tip = null) => Add(new PolylineShape(points, stroke) { Tip = tip });

    public void Polygon(IReadOnlyList<Point> points, Rgba fill, string? tip = null) => Add(new PolygonShape(points, fill) { Tip = tip });

    public void Rectangle(Box box, Rgba? fill, Stroke? outline = null, string? tip = null) => Add(new BoxShape(box, fill, outline) { Tip = tip });

    public void Disc(double x, double y, double radius, Rgba fill, Stroke? outline = null, string? tip = null) =>
        Add(new DiscShape(new(x, y), radius, fill, outline) { Tip = tip });

    /// <summary>Writes a text; <paramref name="level"/> says which height of it lies at the point (for upright text: at its x).</summary>
    public void Text(double x, double y, string text, TextStyle style, Anchor anchor = Anchor.Start, Level level = Level.Baseline, string? tip = null)
    {
        if (text.Length == 0) return;
        var down = FontMetrics.CapHeight(style.Size) * (level switch { Level.Middle => 0.5, Level.Top => 1, _ => 0 });
        var at = style.Upright ? new Point(x + down, y) : new Point(x, y + down);
        Add(new TextShape(at, text, style, anchor) { Tip = tip });
    }

    /// <summary>What <paramref name="draw"/> draws shows inside the box only.</summary>
    public void Clip(Box box, Action draw)
    {
        if (_clipped is not null) throw new InvalidOperationException("Clips do not nest.");
        _clipped = [];
        try
        {
            draw();
            _root.Add(new ClipShape(box, _clipped));
        }
        finally
        {
            _clipped = null;
        }
    }

    private void Add(Shape shape) => (_clipped ?? _root).Add(shape);
}
