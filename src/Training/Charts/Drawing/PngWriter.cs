using Gen.IO;

namespace Gen.Training.Charts;

/// <summary>Writer of PNG files.</summary>
internal static class PngWriter
{
    /// <summary>Renders a scene as a PNG file, with <paramref name="scale"/> pixels per unit of the scene.</summary>
    public static byte[] Write(Scene scene, int scale)
    {
        var bitmap = Draw(scene, scale);
        return PngFile.Encode(bitmap.Width, bitmap.Height, channels: 3, bitmap.Pixels);
    }

    public static Bitmap Draw(Scene scene, int scale)
    {
        var bitmap = new Bitmap(scene.Width * scale, scene.Height * scale, scene.Background);
        foreach (var shape in scene.Shapes) Draw(bitmap, shape, scale);
        return bitmap;
    }

    private static void Draw(Bitmap bitmap, Shape shape, int scale)
    {
        switch (shape)
        {
            case ClipShape clip:
                bitmap.Clip(Scaled(clip.Box, scale));
                foreach (var inner in clip.Shapes) Draw(bitmap, inner, scale);
                bitmap.Clip(null);
                break;
            case PolylineShape line:
                Line(bitmap, line.Points, line.Stroke, scale);
                break;
            case PolygonShape polygon:
                bitmap.Mask.Polygon([.. polygon.Points.Select(p => Scaled(p, scale))]);
                bitmap.Paint(polygon.Fill);
                break;
            case BoxShape { Box: var box } shown:
                if (shown.Fill is { } fill) bitmap.Fill(Scaled(box, scale), fill);
                if (shown.Outline is { } outline)
                    Line(
                        bitmap,
                        [new(box.X, box.Y), new(box.Right, box.Y), new(box.Right, box.Bottom), new(box.X, box.Bottom), new(box.X, box.Y)],
                        outline,
                        scale
                    );
                break;
            case DiscShape disc:
                // A capsule of zero length is a circle.
                var center = Scaled(disc.Center, scale);
                if (disc.Outline is { } ring) Capsule(bitmap, center, center, ((2 * disc.Radius) + ring.Width) * scale, ring.Color);
                Capsule(bitmap, center, center, ((2 * disc.Radius) - (disc.Outline?.Width ?? 0)) * scale, disc.Fill);
                break;
            case TextShape text:
                Text(bitmap, text, scale);
                break;
        }
    }

    private static void Line(Bitmap bitmap, IReadOnlyList<Point> points, Stroke stroke, int scale)
    {
        if (points.Count == 0) return;
        var width = stroke.Width * scale;
        Point[] scaled = [.. points.Select(p => Scaled(p, scale))];
        if (stroke.Dashes is null)
        {
            Segments(bitmap, scaled, width);
        }
        else
        {
            // The round caps of a dash are part of its length.
            var pattern = stroke.Dashes.Select((d, i) => i % 2 == 0 ? Math.Max(0.01, (d * scale) - width) : (d * scale) + width);
            foreach (var dash in Dashes.Split(scaled, [.. pattern])) Segments(bitmap, dash, width);
        }

        bitmap.Paint(stroke.Color);
    }

    private static void Segments(Bitmap bitmap, IReadOnlyList<Point> points, double width)
    {
        for (var i = 1; i < points.Count; i++) bitmap.Mask.Capsule(points[i - 1], points[i], width);
    }

    private static void Capsule(Bitmap bitmap, Point a, Point b, double width, Rgba color)
    {
        if (width <= 0) return;
        bitmap.Mask.Capsule(a, b, width);
        bitmap.Paint(color);
    }

    private static void Text(Bitmap bitmap, TextShape shape, int scale)
    {
        var style = shape.Style;
        var size = style.Size * scale;
        var length = FontMetrics.Width(shape.Text, size);
        var start = shape.Anchor switch { Anchor.Middle => -length / 2, Anchor.End => -length, _ => 0 };
        var along = style.Rotated ? new Point(0, -1) : new Point(1, 0);
        double originX = Math.Round((shape.At.X * scale) + (along.X * start)),
            originY = Math.Round((shape.At.Y * scale) + (along.Y * start));
        var width = TextOutline.StrokeWidth(size, style.Bold);
        foreach (var stroke in TextOutline.GetStrokes(shape.Text, size, style.Bold))
        {
            var points = Array.ConvertAll(
                stroke,
                p => style.Rotated ? new Point(originX + p.Y, originY - p.X) : new Point(originX + p.X, originY + p.Y)
            );
            if (points.Length == 1)
                bitmap.Mask.Capsule(points[0], points[0], width * 1.35);
            else
                Segments(bitmap, points, width);
        }

        bitmap.Paint(style.Color);
    }

    private static Point Scaled(Point p, int scale) => new(p.X * scale, p.Y * scale);

    private static Box Scaled(Box box, int scale) => new(box.X * scale, box.Y * scale, box.Width * scale, box.Height * scale);
}

/// <summary>Splitting of lines into dashes.</summary>
internal static class Dashes
{
    /// <summary>Splits a line into its dashes. The pattern continues around corners.</summary>
    public static IEnumerable<IReadOnlyList<Point>> Split(IReadOnlyList<Point> line, IReadOnlyList<double> pattern)
    {
        var piece = new List<Point> { line[0] };
        var (next, left) = (0, pattern[0]);
        for (var i = 1; i < line.Count; i++)
        {
            Point a = line[i - 1], b = line[i];
            double length = Math.Sqrt(((b.X - a.X) * (b.X - a.X)) + ((b.Y - a.Y) * (b.Y - a.Y))), done = 0;
            while (length - done > left)
            {
                done += left;
                var cut = new Point(a.X + ((b.X - a.X) * done / length), a.Y + ((b.Y - a.Y) * done / length));
                if (next % 2 == 0)
                {
                    piece.Add(cut);
                    yield return piece;
                }

                piece = [cut];
                next = (next + 1) % pattern.Count;
                left = pattern[next];
            }

            left -= length - done;
            piece.Add(b);
        }

        if (next % 2 == 0 && piece.Count > 1) yield return piece;
    }
}
