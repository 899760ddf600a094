namespace DigitsSample.Images;

/// <summary>Draws lines with a round pen on a picture of 28 × 28 pixels, with soft edges.</summary>
/// <param name="width">The pen's width in pixels.</param>
internal sealed class Pen(double width)
{
    /// <summary>Pixels on a side.</summary>
    public const int Side = 28;

    private readonly byte[] _pixels = new byte[Side * Side];

    /// <summary>Draws a line through points, in pixels from the upper left corner.</summary>
    public void Draw(ReadOnlySpan<(double X, double Y)> points)
    {
        for (var i = 1; i < points.Length; i++)
            Draw(points[i - 1], points[i]);
    }

    /// <summary>The picture, row by row: 0 is paper, 255 ink.</summary>
    public byte[] Pixels => _pixels;

    private void Draw((double X, double Y) from, (double X, double Y) to)
    {
        var reach = width / 2 + 1;
        var (left, right) = Range(Math.Min(from.X, to.X) - reach, Math.Max(from.X, to.X) + reach);
        var (top, bottom) = Range(Math.Min(from.Y, to.Y) - reach, Math.Max(from.Y, to.Y) + reach);
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var ink = Math.Clamp(width / 2 + 0.5 - Distance((x + 0.5, y + 0.5), from, to), 0, 1);
                var at = y * Side + x;
                _pixels[at] = Math.Max(_pixels[at], (byte)(255 * ink));
            }
        }
    }

    private static (int First, int Last) Range(double first, double last) => (Math.Max(0, (int)first), Math.Min(Side - 1, (int)last));

    private static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = dx * dx + dy * dy;
        var along = length == 0 ? 0 : Math.Clamp(((point.X - from.X) * dx + (point.Y - from.Y) * dy) / length, 0, 1);
        return double.Hypot(point.X - from.X - along * dx, point.Y - from.Y - along * dy);
    }
}
