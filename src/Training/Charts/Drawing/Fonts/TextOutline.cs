namespace Gen.Training.Charts.Drawing.Fonts;

/// <summary>
/// The strokes of a text in pixels of the bitmap. Each grid line of the glyphs falls on a pixel (on a boundary, for strokes of an even width), so
/// stems and bars are crisp at every size.
/// </summary>
internal static class TextOutline
{
    /// <summary>The width of the strokes at a font size, both in pixels of the bitmap.</summary>
    public static double StrokeWidth(double size, bool bold) => Math.Max(1, size / FontMetrics.UnitsPerSize * (bold ? 1.6 : 1.15));

    /// <summary>Strokes relative to the start of the text's baseline; a single point is a dot.</summary>
    public static IEnumerable<Point[]> Of(string text, double size, bool bold)
    {
        var unit = size / FontMetrics.UnitsPerSize;
        var half = Math.Round(StrokeWidth(size, bold)) % 2 == 0 ? 0 : 0.5;
        var pen = 0.5;
        for (var i = 0; i < text.Length; i++)
        {
            var glyph = Glyph.At(text, i);
            var left = Math.Floor(pen * unit);
            foreach (var stroke in glyph.Strokes)
                yield return [.. stroke.Select(p => new Point(left + Snap(p.X, unit) + half, Snap(p.Y - 9, unit) - half))];
            pen += glyph.Advance;
            if (char.IsSurrogatePair(text, i)) i++;
        }
    }

    private static double Snap(double grid, double unit) => grid == Math.Round(grid) ? Math.Round(grid * unit, MidpointRounding.AwayFromZero) : grid * unit;
}
