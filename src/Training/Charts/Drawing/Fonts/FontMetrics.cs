namespace Gen.Training.Charts.Drawing.Fonts;

/// <summary>
/// Sizes of text in the font that the PNG writer draws with. The layout uses them for SVG as well, where the reader's font is about as wide or a
/// little narrower.
/// </summary>
internal static class FontMetrics
{
    /// <summary>Units of the glyphs' grid in one font size.</summary>
    public const double UnitsPerSize = 12.5;

    /// <summary>From the last stem of a glyph to the first of the next: one stroke and the gap.</summary>
    public const double Gap = 2.4;

    /// <summary>The height of a capital letter, its strokes included.</summary>
    public static double CapHeight(double size) => size * 9 / UnitsPerSize;

    /// <summary>The length of a text in pixels.</summary>
    public static double Width(string text, double size)
    {
        var units = 0.0;
        for (var i = 0; i < text.Length; i++)
        {
            units += Glyph.At(text, i).Advance;
            if (char.IsSurrogatePair(text, i)) i++;
        }

        return units == 0 ? 0 : (units - Gap + 1) * size / UnitsPerSize;
    }

    /// <summary>The text, or as much of its beginning as fits, with an ellipsis.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (Width(text, size) <= width) return text;
        for (var length = text.Length - 1; length > 0; length--)
        {
            if (char.IsHighSurrogate(text[length - 1])) continue;
            var shorter = text[..length].TrimEnd() + "…";
            if (Width(shorter, size) <= width) return shorter;
        }

        return "…";
    }
}
