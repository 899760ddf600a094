namespace Gen.Training.Charts;

/// <summary>The colors of charts.</summary>
internal static class Palette
{
    public static readonly Rgba Ink = Rgba.FromRgb(0x222222);
    public static readonly Rgba Faint = Rgba.FromRgb(0x5F6368);
    public static readonly Rgba Axis = Rgba.FromRgb(0x80868B);
    public static readonly Rgba Grid = Rgba.FromRgb(0xE6E8EB);

    /// <summary>The darkest color of <see cref="Blues"/>.</summary>
    public static readonly Rgba DeepBlue = Rgba.FromRgb(0x08306B);

    // The colors of Okabe and Ito (https://jfly.uni-koeln.de/color/), which are distinguishable with any color vision, without the yellow,
    // which is too pale for a line on white, and ordered so that similar ones are apart.
    private static readonly Rgba[] Series =
    [
        Rgba.FromRgb(0x0072B2),
        Rgba.FromRgb(0xD55E00),
        Rgba.FromRgb(0x009E73),
        Rgba.FromRgb(0xCC79A7),
        Rgba.FromRgb(0xE69F00),
        Rgba.FromRgb(0x56B4E9),
        Rgba.FromRgb(0x444444),
    ];

    // When colors repeat, lines differ by their dashes.
    private static readonly double[]?[] Dashes = [null, [6, 3], [2, 3], [8, 3, 2, 3]];

    public static Rgba SeriesColor(int series) => Series[series % Series.Length];

    public static double[]? SeriesDashes(int series) => Dashes[series / Series.Length % Dashes.Length];

    /// <summary>The dashes of a validation series.</summary>
    public static double[] ValidationDashes => Dashes[1]!;

    /// <summary>Returns the color of a validation series: darker than that of its training series, also when printed in gray.</summary>
    public static Rgba ValidationColor(Rgba train) => train.Mix(Ink, 0.45);

    /// <summary>Returns the color of a share of 0 to 1 in a perceptually uniform colormap from white to dark blue.</summary>
    public static Rgba Blues(double share)
    {
        var clear = Rgba.FromRgb(0x4A94CC);
        return share < 0.55 ? Rgba.White.Mix(clear, share / 0.55) : clear.Mix(DeepBlue, (share - 0.55) / 0.45);
    }

    /// <summary>Returns black or white for text on a background. White is preferred, because it is easier to read on saturated blue than
    /// contrast says.</summary>
    public static Rgba TextColorOn(Rgba background) => Rgba.White.ContrastTo(background) >= 3.6 ? Rgba.White : Ink;
}

/// <summary>An sRGB color with opacity.</summary>
/// <param name="R">Red, 0 to 255.</param>
/// <param name="G">Green, 0 to 255.</param>
/// <param name="B">Blue, 0 to 255.</param>
/// <param name="A">Opacity, 0 (transparent) to 255 (opaque).</param>
internal readonly record struct Rgba(byte R, byte G, byte B, byte A = 255)
{
    /// <summary>White.</summary>
    public static Rgba White => new(255, 255, 255);

    /// <summary>Creates a color from 0xRRGGBB.</summary>
    public static Rgba FromRgb(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    /// <summary>Returns the color with an opacity of 0 to 1.</summary>
    public Rgba WithOpacity(double opacity) => this with { A = (byte)Math.Round(Math.Clamp(opacity, 0, 1) * 255) };

    /// <summary>Returns the color between this one (share 0) and another (share 1).</summary>
    public Rgba Mix(Rgba other, double share) =>
        new(Mix(R, other.R, share), Mix(G, other.G, share), Mix(B, other.B, share), Mix(A, other.A, share));

    /// <summary>Relative luminance, 0 (black) to 1 (white), as defined by WCAG 2.</summary>
    public double Luminance => (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));

    /// <summary>Returns the contrast of two colors, 1 to 21, as defined by WCAG 2; 4.5 and more is readable.</summary>
    public double ContrastTo(Rgba other)
    {
        double a = Luminance, b = other.Luminance;
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static byte Mix(byte a, byte b, double share) => (byte)Math.Round(a + ((b - a) * Math.Clamp(share, 0, 1)));

    private static double Linear(byte channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
