namespace Gen.Training.Charts.Drawing;

/// <summary>A place in the picture, in pixels at scale 1, from the upper left corner.</summary>
internal readonly record struct Point(double X, double Y);

/// <summary>A rectangle, in pixels at scale 1.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public Point Center => new(X + (Width / 2), Y + (Height / 2));

    /// <summary>The box with every side moved outwards.</summary>
    public Box Grow(double by) => new(X - by, Y - by, Width + (2 * by), Height + (2 * by));
}

/// <summary>How a line is drawn. Dashes are lengths of ink and gap in turn, starting with ink; null for a solid line.</summary>
internal readonly record struct Stroke(Rgba Color, double Width = 1, IReadOnlyList<double>? Dashes = null);
