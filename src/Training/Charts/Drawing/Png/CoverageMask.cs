namespace Gen.Training.Charts.Drawing.Png;

/// <summary>
/// How much of each pixel a shape covers. Parts of one shape join by the larger coverage, so that the joints of a line are no darker than the rest.
/// </summary>
internal sealed class CoverageMask(int width, int height)
{
    private readonly byte[] _covered = new byte[width * height];
    private int _left = int.MaxValue, _top = int.MaxValue, _right = -1, _bottom = -1;

    /// <summary>Adds the pixels within half a width of a straight line, which has round ends.</summary>
    public void Capsule(Point a, Point b, double lineWidth)
    {
        // A line thinner than a pixel is a paler one of a pixel.
        var strength = 255 * Math.Min(1, lineWidth);
        var reach = Math.Max(lineWidth, 1) / 2;
        double dx = b.X - a.X, dy = b.Y - a.Y, square = (dx * dx) + (dy * dy), length = Math.Sqrt(square);
        var (y0, y1) = Span(Math.Min(a.Y, b.Y) - reach, Math.Max(a.Y, b.Y) + reach, height);
        double lowX = Math.Min(a.X, b.X) - reach, highX = Math.Max(a.X, b.X) + reach;
        for (var y = y0; y <= y1; y++)
        {
            double cy = y + 0.5, from = lowX, to = highX;
            if (Math.Abs(dy) > 1e-9)
            {
                // Only the stretch of this row that the line comes near.
                double at = a.X + ((cy - a.Y) * dx / dy), side = (reach + 1) * length / Math.Abs(dy);
                (from, to) = (Math.Max(from, at - side), Math.Min(to, at + side));
            }

            var (x0, x1) = Span(from, to, width);
            for (var x = x0; x <= x1; x++)
            {
                double px = x + 0.5 - a.X, py = cy - a.Y;
                var t = square == 0 ? 0 : Math.Clamp(((px * dx) + (py * dy)) / square, 0, 1);
                double ex = px - (t * dx), ey = py - (t * dy);
                Cover(x, y, strength * Math.Clamp(reach + 0.5 - Math.Sqrt((ex * ex) + (ey * ey)), 0, 1));
            }
        }
    }

    /// <summary>Adds a rectangle, with the exact share of the pixels on its edges.</summary>
    public void Rectangle(Box box)
    {
        var (y0, y1) = Span(box.Y, box.Bottom, height);
        var (x0, x1) = Span(box.X, box.Right, width);
        for (var y = y0; y <= y1; y++)
        {
            var rows = Overlap(box.Y, box.Bottom, y);
            for (var x = x0; x <= x1; x++) Cover(x, y, 255 * rows * Overlap(box.X, box.Right, x));
        }
    }

    /// <summary>Adds a convex polygon, whichever way round its points go.</summary>
    public void Polygon(IReadOnlyList<Point> points)
    {
        if (points.Count < 3) return;
        var area = 0.0;
        for (var i = 0; i < points.Count; i++)
        {
            Point p = points[i], q = points[(i + 1) % points.Count];
            area += (p.X * q.Y) - (q.X * p.Y);
        }

        var turn = area < 0 ? -1 : 1;
        var (y0, y1) = Span(points.Min(p => p.Y), points.Max(p => p.Y), height);
        var (x0, x1) = Span(points.Min(p => p.X), points.Max(p => p.X), width);
        for (var y = y0; y <= y1; y++)
        {
            for (var x = x0; x <= x1; x++)
            {
                var inside = double.MaxValue;
                for (var i = 0; i < points.Count; i++)
                {
                    Point p = points[i], q = points[(i + 1) % points.Count];
                    double ex = q.X - p.X, ey = q.Y - p.Y, edge = Math.Sqrt((ex * ex) + (ey * ey));
                    if (edge > 0) inside = Math.Min(inside, turn * ((ex * (y + 0.5 - p.Y)) - (ey * (x + 0.5 - p.X))) / edge);
                }

                Cover(x, y, 255 * Math.Clamp(inside + 0.5, 0, 1));
            }
        }
    }

    /// <summary>Hands out each covered pixel's row, first column and coverages, and is empty afterwards.</summary>
    public void Drain(RowPainter paint)
    {
        for (var y = _top; y <= _bottom; y++)
        {
            var row = _covered.AsSpan((y * width) + _left, _right - _left + 1);
            paint(y, _left, row);
            row.Clear();
        }

        (_left, _top, _right, _bottom) = (int.MaxValue, int.MaxValue, -1, -1);
    }

    private void Cover(int x, int y, double coverage)
    {
        var value = (byte)(coverage + 0.5);
        if (value == 0) return;
        ref var old = ref _covered[(y * width) + x];
        if (value > old) old = value;
        if (x < _left) _left = x;
        if (x > _right) _right = x;
        if (y < _top) _top = y;
        if (y > _bottom) _bottom = y;
    }

    private static double Overlap(double from, double to, int pixel) => Math.Clamp(Math.Min(to, pixel + 1) - Math.Max(from, pixel), 0, 1);

    // Pixels that a stretch touches, one more on each side for the soft edge.
    private static (int First, int Last) Span(double from, double to, int size) =>
        ((int)Math.Clamp(Math.Floor(from) - 1, 0, size), (int)Math.Clamp(Math.Ceiling(to) + 1, -1, size - 1));
}

/// <summary>Paints a stretch of a row.</summary>
internal delegate void RowPainter(int y, int x, ReadOnlySpan<byte> coverage);
