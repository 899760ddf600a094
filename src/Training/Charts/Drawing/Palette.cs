namespace Gen.Training.Charts.Drawing;

/// <summary>The colours of the charts.</summary>
internal static class Palette
{
    public static readonly Rgba Ink = Rgba.Of(0x222222);
    public static readonly Rgba Faint = Rgba.Of(0x5F6368);
    public static readonly Rgba Axis = Rgba.Of(0x80868B);
    public static readonly Rgba Grid = Rgba.Of(0xE6E8EB);

    /// <summary>The strongest shade of <see cref="Shade"/>.</summary>
    public static readonly Rgba DeepBlue = Rgba.Of(0x08306B);

    // Okabe and Ito's colours (https://jfly.uni-koeln.de/color/), which people of any colour vision tell apart; without the yellow, which is too
    // pale for a line on white, and in an order that puts unlike ones next to each other.
    private static readonly Rgba[] Series =
        [Rgba.Of(0x0072B2), Rgba.Of(0xD55E00), Rgba.Of(0x009E73), Rgba.Of(0xCC79A7), Rgba.Of(0xE69F00), Rgba.Of(0x56B4E9), Rgba.Of(0x444444)];

    // When the colours come round again, lines differ by their dashes.
    private static readonly double[]?[] Dashes = [null, [6, 3], [2, 3], [8, 3, 2, 3]];

    public static Rgba ColorOf(int series) => Series[series % Series.Length];

    public static double[]? DashesOf(int series) => Dashes[series / Series.Length % Dashes.Length];

    /// <summary>The dashes of a validation series beside its training series.</summary>
    public static double[] ValidationDashes => Dashes[1]!;

    /// <summary>The colour of a validation series: darker than its partner, and so apart in grey print as well.</summary>
    public static Rgba Validation(Rgba train) => train.Mix(Ink, 0.45);

    /// <summary>White to deep blue for a share of 0 to 1, by way of a clear blue: even steps to the eye, darker for more.</summary>
    public static Rgba Shade(double share)
    {
        var clear = Rgba.Of(0x4A94CC);
        return share < 0.55 ? Rgba.White.Mix(clear, share / 0.55) : clear.Mix(DeepBlue, (share - 0.55) / 0.45);
    }

    /// <summary>Black or white for text on a ground. On saturated blue white is easier to read than equal contrast numbers say, so it comes first.</summary>
    public static Rgba TextOn(Rgba ground) => Rgba.White.ContrastTo(ground) >= 3.6 ? Rgba.White : Ink;
}
