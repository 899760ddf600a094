namespace Gen.Training.Charts;

/// <summary>An opaque RGB bitmap.</summary>
internal sealed class Bitmap
{
    private (int Left, int Top, int Right, int Bottom) _clip;

    public Bitmap(int width, int height, Rgba background)
    {
        (Width, Height) = (width, height);
        Pixels = new byte[checked(3 * width * height)];
        Mask = new CoverageMask(width, height);
        _clip = (0, 0, width, height);
        Fill(new(0, 0, width, height), background with { A = 255 });
    }

    public int Width { get; }

    public int Height { get; }

    public byte[] Pixels { get; }

    /// <summary>The coverage of the shapes that <see cref="Paint"/> will draw.</summary>
    public CoverageMask Mask { get; }

    /// <summary>Clips drawing to a box; null for no clipping.</summary>
    public void Clip(Box? box) =>
        _clip = box is { } b
            ? (
                Math.Max(0, (int)Math.Round(b.X)),
                Math.Max(0, (int)Math.Round(b.Y)),
                Math.Min(Width, (int)Math.Round(b.Right)),
                Math.Min(Height, (int)Math.Round(b.Bottom))
            )
            : (0, 0, Width, Height);

    /// <summary>Blends a color over the pixels that the mask covers, and clears the mask.</summary>
    public void Paint(Rgba color) => Mask.Drain((y, x, coverage) =>
    {
        if (y < _clip.Top || y >= _clip.Bottom) return;
        int from = Math.Max(x, _clip.Left), to = Math.Min(x + coverage.Length, _clip.Right);
        for (var i = from; i < to; i++)
        {
            if (coverage[i - x] == 0) continue;
            var share = color.A * coverage[i - x];
            var pixel = Pixels.AsSpan(3 * ((y * Width) + i), 3);
            pixel[0] = Blend(pixel[0], color.R, share);
            pixel[1] = Blend(pixel[1], color.G, share);
            pixel[2] = Blend(pixel[2], color.B, share);
        }
    });

    /// <summary>Fills a box, with antialiased edges.</summary>
    public void Fill(Box box, Rgba color)
    {
        if (color.A < 255 || !IsWhole(box))
        {
            Mask.Rectangle(box);
            Paint(color);
            return;
        }

        // Most of a chart is boxes on whole pixels: a row is written once and copied.
        int left = Math.Max(_clip.Left, (int)box.X), right = Math.Min(_clip.Right, (int)box.Right);
        int top = Math.Max(_clip.Top, (int)box.Y), bottom = Math.Min(_clip.Bottom, (int)box.Bottom);
        if (left >= right || top >= bottom) return;
        var first = Pixels.AsSpan(3 * ((top * Width) + left), 3 * (right - left));
        for (var i = 0; i < first.Length; i += 3) (first[i], first[i + 1], first[i + 2]) = (color.R, color.G, color.B);
        for (var y = top + 1; y < bottom; y++) first.CopyTo(Pixels.AsSpan(3 * ((y * Width) + left)));
    }

    private static bool IsWhole(Box box) =>
        box.X == Math.Round(box.X)
        && box.Y == Math.Round(box.Y)
        && box.Right == Math.Round(box.Right)
        && box.Bottom == Math.Round(box.Bottom);

    private static byte Blend(byte under, byte over, int share) => (byte)(((under * (65025 - share)) + (over * share) + 32512) / 65025);
}

/// <summary>
/// The coverage of each pixel by a shape. Parts of a shape combine by the maximum, so that the joints of a line are not darker than the
/// rest.
/// </summary>
internal sealed class CoverageMask(int width, int height)
{
    private readonly byte[] _covered = new byte[width * height];
    private int _left = int.MaxValue, _top = int.MaxValue, _right = -1, _bottom = -1;

    /// <summary>Adds a line with round caps.</summary>
    public void Capsule(Point a, Point b, double lineWidth)
    {
        // A line thinner than a pixel is drawn paler, one pixel wide.
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
                // Only the part of this row that is near the line.
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

    /// <summary>Adds a rectangle, with exact coverage of the pixels on its edges.</summary>
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

    /// <summary>Adds a convex polygon of either orientation.</summary>
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

    /// <summary>Paints each row that is covered, and clears the mask.</summary>
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

    // The pixels of an interval, and one more on each side for antialiasing.
    private static (int First, int Last) Span(double from, double to, int size) =>
        ((int)Math.Clamp(Math.Floor(from) - 1, 0, size), (int)Math.Clamp(Math.Ceiling(to) + 1, -1, size - 1));
}

/// <summary>Paints a part of a row.</summary>
internal delegate void RowPainter(int y, int x, ReadOnlySpan<byte> coverage);
