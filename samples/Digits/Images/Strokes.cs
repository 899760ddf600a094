namespace DigitsSample.Images;

/// <summary>How digits are written: each as one or more lines through points, in a square from (0, 0) at the upper left to (1, 1).</summary>
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

    /// <summary>The lines of a digit.</summary>
    public static IReadOnlyList<(double X, double Y)[]> Of(int digit) => s_digits[digit];

    // Degrees, clockwise from the right, as the picture's y axis points down.
    private static (double X, double Y)[] Arc(double x, double y, double width, double height, double from, double to)
    {
        const int Pieces = 16;
        return [.. Enumerable.Range(0, Pieces + 1).Select(i => double.DegreesToRadians(from + (to - from) * i / Pieces)).Select(a => (x + width * Math.Cos(a), y + height * Math.Sin(a)))];
    }
}
