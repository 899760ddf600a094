namespace Gen.Training.Charts.Drawing;

/// <summary>A colour in sRGB with an opacity.</summary>
/// <param name="R">Red, 0 to 255.</param>
/// <param name="G">Green, 0 to 255.</param>
/// <param name="B">Blue, 0 to 255.</param>
/// <param name="A">Opacity, 0 (nothing) to 255 (opaque).</param>
internal readonly record struct Rgba(byte R, byte G, byte B, byte A = 255)
{
    /// <summary>White.</summary>
    public static Rgba White => new(255, 255, 255);

    /// <summary>A colour from 0xRRGGBB.</summary>
    public static Rgba Of(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    /// <summary>The same colour at an opacity of 0 to 1.</summary>
    public Rgba WithOpacity(double opacity) => this with { A = (byte)Math.Round(Math.Clamp(opacity, 0, 1) * 255) };

    /// <summary>The colour between this (share 0) and another (share 1).</summary>
    public Rgba Mix(Rgba other, double share) => new(Mix(R, other.R, share), Mix(G, other.G, share), Mix(B, other.B, share), Mix(A, other.A, share));

    /// <summary>Relative luminance, 0 (black) to 1 (white), as WCAG 2 defines it.</summary>
    public double Luminance => (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));

    /// <summary>The contrast of two colours, 1 to 21, as WCAG 2 defines it; 4.5 and more is readable.</summary>
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
