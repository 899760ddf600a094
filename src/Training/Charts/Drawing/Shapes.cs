namespace Gen.Training.Charts.Drawing;

/// <summary>Which point of a text its x (along the reading direction) means.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>Which height of a text its y (across the reading direction) means.</summary>
internal enum Level
{
    Baseline,
    Middle,
    Top,
}

/// <summary>How a text is drawn.</summary>
/// <param name="Size">Font size in pixels; capital letters are 0.72 of it.</param>
/// <param name="Color">The ink.</param>
/// <param name="Bold">Thicker strokes.</param>
/// <param name="Upright">Turned by a quarter to the left, to be read from below.</param>
internal readonly record struct TextStyle(double Size, Rgba Color, bool Bold = false, bool Upright = false);

/// <summary>One thing in a picture.</summary>
internal abstract record Shape
{
    /// <summary>What a reader of the SVG sees under the mouse.</summary>
    public string? Tip { get; init; }
}

/// <summary>Straight lines from point to point.</summary>
internal sealed record PolylineShape(IReadOnlyList<Point> Points, Stroke Stroke) : Shape;

/// <summary>A filled convex polygon.</summary>
internal sealed record PolygonShape(IReadOnlyList<Point> Points, Rgba Fill) : Shape;

/// <summary>A rectangle, filled, outlined or both; the outline lies centred on the edge.</summary>
internal sealed record BoxShape(Box Box, Rgba? Fill, Stroke? Outline) : Shape;

/// <summary>A disc, with an outline or without.</summary>
internal sealed record DiscShape(Point Center, double Radius, Rgba Fill, Stroke? Outline) : Shape;

/// <summary>A text at its baseline.</summary>
internal sealed record TextShape(Point At, string Text, TextStyle Style, Anchor Anchor) : Shape;

/// <summary>Shapes of which only the part inside a box shows.</summary>
internal sealed record ClipShape(Box Box, IReadOnlyList<Shape> Shapes) : Shape;
