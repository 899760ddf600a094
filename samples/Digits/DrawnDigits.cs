using Gen.Training.Data;
using static TorchSharp.torch;

namespace DigitsSample;

/// <summary>Draws digits, each with its own slant, size, position and irregularity, on a noisy background.</summary>
internal static class DrawnDigits
{
    private const double Size = 18;
    private const double Border = (Pen.Side - Size) / 2;

    /// <summary>Draws equally many of each digit, in random order.</summary>
    /// <param name="count">Number of images.</param>
    /// <param name="seed">The same seed gives the same images.</param>
    /// <returns>Pixels 0 to 1, [count, 28, 28], and the digits, [count].</returns>
    public static TensorData Make(int count, int seed)
    {
        var random = new Random(seed);
        var digits = Enumerable.Range(0, count).Select(i => (long)(i % 10)).ToArray();
        random.Shuffle(digits);
        var pixels = new float[count * Pen.Side * Pen.Side];
        for (var i = 0; i < count; i++)
        {
            var image = Draw((int)digits[i], random);
            for (var p = 0; p < image.Length; p++)
                pixels[i * image.Length + p] = AddNoise(image[p] / 255f, random);
        }

        using var scope = NewDisposeScope();
        return new TensorData(tensor(pixels, [count, Pen.Side, Pen.Side]), tensor(digits));
    }

    private static byte[] Draw(int digit, Random random)
    {
        var pen = new Pen(width: Between(random, 1.4, 3.4));
        var (sin, cos) = Math.SinCos(Between(random, -0.28, 0.28));
        var slant = Between(random, -0.3, 0.3);
        var (width, height) = (Size * Between(random, 0.65, 1.1), Size * Between(random, 0.8, 1.1));
        var (right, down) = (Between(random, -2.5, 2.5), Between(random, -2.5, 2.5));
        foreach (var line in Strokes.ForDigit(digit))
        {
            // One irregularity for the whole line, so that it remains a line.
            var (phase, amount) = (Between(random, 0, 6), Between(random, 0, 0.06));
            pen.Draw([.. line.Select((p, i) => Place(p.X + amount * Math.Sin(phase + i), p.Y + amount * Math.Cos(1.7 * (phase + i))))]);
        }

        return pen.Pixels;

        (double X, double Y) Place(double x, double y)
        {
            var (dx, dy) = (width * (x - 0.5 + slant * (0.5 - y)), height * (y - 0.5));
            return (Border + Size / 2 + right + dx * cos - dy * sin, Border + Size / 2 + down + dx * sin + dy * cos);
        }
    }

    private static float AddNoise(float ink, Random random) => Math.Clamp(ink + 0.15f * (random.NextSingle() - 0.5f), 0, 1);

    private static double Between(Random random, double min, double max) => min + (max - min) * random.NextDouble();
}

/// <summary>The lines of each digit, as points in a square from (0, 0) at the upper left to (1, 1).</summary>
internal static class Strokes
{
    private static readonly (double X, double Y)[][][] s_digits =
    [
        [Arc(0.5, 0.5, 0.3, 0.45, -90, 270)],
        [[(0.35, 0.2), (0.52, 0.05), (0.52, 0.95)]],
        [[.. Arc(0.5, 0.28, 0.28, 0.23, -160, 40), (0.22, 0.95), (0.8, 0.95)]],
        [[.. Arc(0.46, 0.27, 0.26, 0.22, -150, 80), .. Arc(0.46, 0.72, 0.3, 0.24, -80, 150)]],
        [[(0.6, 0.05), (0.2, 0.65), (0.85, 0.65)], [(0.65, 0.35), (0.65, 0.97)]],
        [[(0.78, 0.06), (0.32, 0.06), (0.27, 0.45), .. Arc(0.48, 0.68, 0.29, 0.27, -120, 140)]],
        [[(0.68, 0.05), (0.4, 0.3), .. Arc(0.5, 0.7, 0.27, 0.26, -170, 190)]],
        [[(0.2, 0.06), (0.8, 0.06), (0.42, 0.96)]],
        [Arc(0.5, 0.27, 0.23, 0.22, 90, 450), Arc(0.5, 0.73, 0.28, 0.24, -90, 270)],
        [[.. Arc(0.48, 0.3, 0.25, 0.25, 0, -360), (0.7, 0.62), (0.55, 0.96)]],
    ];

    /// <summary>Returns the lines of a digit.</summary>
    public static IReadOnlyList<(double X, double Y)[]> ForDigit(int digit) => s_digits[digit];

    // In degrees, clockwise from the right, since the y axis points down.
    private static (double X, double Y)[] Arc(double x, double y, double width, double height, double from, double to)
    {
        const int Segments = 16;
        return
        [
            .. Enumerable.Range(0, Segments + 1).Select(i => double.DegreesToRadians(from + (to - from) * i / Segments))
                .Select(angle => (x + width * Math.Cos(angle), y + height * Math.Sin(angle))),
        ];
    }
}

/// <summary>Draws lines with a round pen and soft edges on an image of 28 × 28 pixels.</summary>
/// <param name="width">Width of the pen in pixels.</param>
internal sealed class Pen(double width)
{
    /// <summary>Width and height of an image in pixels.</summary>
    public const int Side = 28;

    private readonly byte[] _pixels = new byte[Side * Side];

    /// <summary>The image, row by row: 0 is background, 255 ink.</summary>
    public byte[] Pixels => _pixels;

    /// <summary>Draws a line through points, in pixels from the upper left corner.</summary>
    public void Draw(ReadOnlySpan<(double X, double Y)> points)
    {
        for (var i = 1; i < points.Length; i++)
            Draw(points[i - 1], points[i]);
    }

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
