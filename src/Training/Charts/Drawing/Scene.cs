namespace Gen.Training.Charts;

/// <summary>A drawing as a list of shapes, later ones on top, which <see cref="SvgWriter"/> and <see cref="PngWriter"/> render.</summary>
internal sealed class Scene(int width, int height)
{
    private readonly List<Shape> _root = [];
    private List<Shape>? _clipped;

    public int Width => width;

    public int Height => height;

    public Rgba Background { get; init; } = Rgba.White;

    /// <summary>The title for screen readers.</summary>
    public string? Title { get; init; }

    public IReadOnlyList<Shape> Shapes => _root;

    public void Line(double x1, double y1, double x2, double y2, Stroke stroke) => Polyline([new(x1, y1), new(x2, y2)], stroke);

    public void Polyline(IReadOnlyList<Point> points, Stroke stroke, string? tooltip = null) =>
        Add(new PolylineShape(points, stroke) { Tooltip = tooltip });

    public void Polygon(IReadOnlyList<Point> points, Rgba fill, string? tooltip = null) =>
        Add(new PolygonShape(points, fill) { Tooltip = tooltip });

    public void Rectangle(Box box, Rgba? fill, Stroke? outline = null, string? tooltip = null) =>
        Add(new BoxShape(box, fill, outline) { Tooltip = tooltip });

    public void Disc(double x, double y, double radius, Rgba fill, Stroke? outline = null, string? tooltip = null) =>
        Add(new DiscShape(new(x, y), radius, fill, outline) { Tooltip = tooltip });

    /// <summary>Draws a text. <paramref name="verticalAnchor"/> is the part of it at y (for rotated text: at x).</summary>
    public void Text(
        double x,
        double y,
        string text,
        TextStyle style,
        Anchor anchor = Anchor.Start,
        VerticalAnchor verticalAnchor = VerticalAnchor.Baseline,
        string? tooltip = null,
        string? href = null
    )
    {
        if (text.Length == 0)
            return;
        var down =
            FontMetrics.CapHeight(style.Size)
            * (
                verticalAnchor switch
                {
                    VerticalAnchor.Middle => 0.5,
                    VerticalAnchor.Top => 1,
                    _ => 0,
                }
            );
        var at = style.Rotated ? new Point(x + down, y) : new Point(x, y + down);
        Add(new TextShape(at, text, style, anchor) { Tooltip = tooltip, Href = href });
    }

    /// <summary>Clips everything that <paramref name="draw"/> draws to a box.</summary>
    public void Clip(Box box, Action draw)
    {
        if (_clipped is not null) throw new InvalidOperationException("Clips cannot be nested.");
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

/// <summary>The point of a text that is at its x.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>The height of a text that is at its y.</summary>
internal enum VerticalAnchor
{
    Baseline,
    Middle,
    Top,
}

/// <summary>The style of a text.</summary>
/// <param name="Size">The font size in pixels. Capital letters are 0.72 of it.</param>
/// <param name="Color">The color.</param>
/// <param name="Bold">Whether the text is bold.</param>
/// <param name="Rotated">Whether the text is rotated by 90 degrees counterclockwise.</param>
internal readonly record struct TextStyle(double Size, Rgba Color, bool Bold = false, bool Rotated = false);

/// <summary>Base class for shapes.</summary>
internal abstract record Shape
{
    /// <summary>The tooltip in SVG.</summary>
    public string? Tooltip { get; init; }
}

/// <summary>A polyline.</summary>
internal sealed record PolylineShape(IReadOnlyList<Point> Points, Stroke Stroke) : Shape;

/// <summary>A filled convex polygon.</summary>
internal sealed record PolygonShape(IReadOnlyList<Point> Points, Rgba Fill) : Shape;

/// <summary>A rectangle, filled, outlined or both. The outline is centered on the edge.</summary>
internal sealed record BoxShape(Box Box, Rgba? Fill, Stroke? Outline) : Shape;

/// <summary>A filled circle, with or without an outline.</summary>
internal sealed record DiscShape(Point Center, double Radius, Rgba Fill, Stroke? Outline) : Shape;

/// <summary>A text, at its baseline.</summary>
internal sealed record TextShape(Point At, string Text, TextStyle Style, Anchor Anchor) : Shape
{
    /// <summary>The address of the link that the text is; null for none.</summary>
    public string? Href { get; init; }
}

/// <summary>Shapes clipped to a box.</summary>
internal sealed record ClipShape(Box Box, IReadOnlyList<Shape> Shapes) : Shape;

/// <summary>A point in pixels at scale 1, from the upper left corner.</summary>
internal readonly record struct Point(double X, double Y);

/// <summary>A rectangle, in pixels at scale 1.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public Point Center => new(X + (Width / 2), Y + (Height / 2));

    /// <summary>Returns the box with each side moved outwards.</summary>
    public Box Grow(double by) => new(X - by, Y - by, Width + (2 * by), Height + (2 * by));
}

/// <summary>The style of a line. Dashes are alternating lengths of dash and gap; null for a solid line.</summary>
internal readonly record struct Stroke(Rgba Color, double Width = 1, IReadOnlyList<double>? Dashes = null);
