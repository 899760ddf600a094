using System.Collections.Frozen;

namespace Gen.Training.Charts;

/// <summary>
/// Sizes of text in the font of <see cref="PngWriter"/>. The layout uses them for SVG, too, where texts are set to these widths.
/// </summary>
internal static class FontMetrics
{
    /// <summary>The grid units of glyphs per font size.</summary>
    public const double UnitsPerSize = 12.5;

    /// <summary>The distance from the last stem of a glyph to the first of the next, in grid units.</summary>
    public const double Gap = 2.4;

    /// <summary>Returns the height of capital letters in pixels.</summary>
    public static double CapHeight(double size) => size * 9 / UnitsPerSize;

    /// <summary>Returns the width of a text in pixels.</summary>
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

    /// <summary>Truncates a text with an ellipsis if it does not fit.</summary>
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

/// <summary>
/// The strokes of a text in pixels of the bitmap. Grid lines of glyphs are snapped to pixels (to boundaries, for strokes of even width), so
/// that stems and bars are sharp at every size.
/// </summary>
internal static class TextOutline
{
    /// <summary>Returns the width of strokes at a font size.</summary>
    public static double StrokeWidth(double size, bool bold) => Math.Max(1, size / FontMetrics.UnitsPerSize * (bold ? 1.6 : 1.15));

    /// <summary>Returns the strokes of a text, relative to the start of its baseline. A single point is a dot.</summary>
    public static IEnumerable<Point[]> GetStrokes(string text, double size, bool bold)
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

    private static double Snap(double grid, double unit) =>
        grid == Math.Round(grid) ? Math.Round(grid * unit, MidpointRounding.AwayFromZero) : grid * unit;
}

/// <summary>The strokes of a character on a grid, see <see cref="GlyphTable"/>.</summary>
/// <param name="Width">The distance from the first stem to the last, in grid units.</param>
/// <param name="Strokes">The polylines. A single point is a dot.</param>
internal sealed record Glyph(int Width, IReadOnlyList<Point[]> Strokes)
{
    private static readonly Glyph Space = new(1, []);
    private static readonly Glyph Unknown = Parse(4, "00 40 49 09 00");
    private static readonly FrozenDictionary<char, Glyph> Table = ReadTable();

    /// <summary>The distance from the first stem to that of the next glyph, in grid units.</summary>
    public double Advance => Width + FontMetrics.Gap;

    /// <summary>Returns the glyph of the character at an index; a hollow box if the font has none.</summary>
    public static Glyph At(string text, int index) => Find(text[index]) ?? Unknown;

    /// <summary>Returns the glyph of a character; null if the font has none.</summary>
    public static Glyph? Find(char character) =>
        Table.TryGetValue(character, out var glyph) ? glyph : char.IsWhiteSpace(character) || char.IsControl(character) ? Space : null;

    private static FrozenDictionary<char, Glyph> ReadTable()
    {
        var table = new Dictionary<char, Glyph>();
        foreach (var row in GlyphTable.Rows.Split('\n'))
            table.Add(row[0], Parse(row[2] - '0', row[4..].TrimEnd()));
        foreach (var (character, plain, accent) in Accents.All)
            table.Add(character, Accents.AddMark(accent, table[plain], char.IsUpper(character)));
        foreach (var (character, plain) in "‘'’'“\"”\"‐-‑-".Chunk(2).Select(pair => (pair[0], pair[1])))
            table.Add(character, table[plain]);
        return table.ToFrozenDictionary();
    }

    /// <summary>Parses the strokes of a row of the table.</summary>
    internal static Glyph Parse(int width, string strokes) => new(width, [.. strokes.Split('/').Select(ParseStroke)]);

    private static Point[] ParseStroke(string stroke)
    {
        var points = new List<Point>();
        Point? pull = null;
        foreach (var word in stroke.Split(' '))
        {
            var at = new Point(Convert.ToInt32(word[^2..^1], 16), Convert.ToInt32(word[^1..], 16));
            if (word[0] == 'q')
            {
                pull = at;
                continue;
            }

            if (pull is { } control) AddCurve(points, control, at);
            points.Add(at);
            pull = null;
        }

        return [.. points];
    }

    // Six segments per curve are smooth at every size of a chart.
    private static void AddCurve(List<Point> points, Point control, Point end)
    {
        var start = points[^1];
        for (var i = 1; i < 6; i++)
        {
            double t = i / 6.0, s = 1 - t;
            points.Add(new(
                (s * s * start.X) + (2 * s * t * control.X) + (t * t * end.X),
                (s * s * start.Y) + (2 * s * t * control.Y) + (t * t * end.Y)));
        }
    }
}

/// <summary>Accented letters of Western and Central European languages, composed of a letter and a mark.</summary>
internal static class Accents
{
    // A mark, then pairs of an accented letter and its base letter.
    private static readonly string[] Groups =
    [
        "`ÀAÈEÌIÒOÙUàaèeìıòoùu",
        "´ÁAÉEÍIÓOÚUÝYáaéeíıóoúuýyćcĆCńnŃNśsŚSźzŹZ",
        "^ÂAÊEÎIÔOÛUâaêeîıôoûu",
        "~ÃAÑNÕOãañnõo",
        "¨ÄAËEÏIÖOÜUäaëeïıöoüuÿy",
        "°ÅAåaŮUůu",
        "¸ÇCçcŞSşs",
        "ˇŠSšsŽZžzČCčcŘRřrĚEěeŇNňn",
        "-ŁLłlĐDđd",
        "˙ŻZżzİI",
    ];

    /// <summary>All accented letters with their base letters and marks.</summary>
    public static IEnumerable<(char Character, char Plain, char Mark)> All =>
        Groups.SelectMany(group => group[1..].Chunk(2).Select(pair => (pair[0], pair[1], group[0])));

    /// <summary>Returns a glyph with a mark added.</summary>
    public static Glyph AddMark(char mark, Glyph plain, bool capital)
    {
        // Marks end at y = 2 above small letters and at -1 above capitals. The cedilla and the bar have positions of their own.
        var (strokes, height) = mark switch
        {
            '`' => (Glyph.Parse(0, "20 42"), 1),
            '´' => (Glyph.Parse(0, "60 42"), 1),
            '^' => (Glyph.Parse(0, "22 40 62"), 1),
            'ˇ' => (Glyph.Parse(0, "20 42 60"), 1),
            '~' => (Glyph.Parse(0, "11 q20 41 q62 71"), 1),
            '¨' => (Glyph.Parse(0, "21/61"), 1),
            '˙' => (Glyph.Parse(0, "41"), 1),
            '°' => (Glyph.Parse(0, "40 q60 61 q62 42 q22 21 q20 40"), 1),
            '¸' => (Glyph.Parse(0, "49 4B q4C 2C"), 0),
            _ => (Glyph.Parse(0, "26 64"), 0),
        };
        var up = height == 0 ? 0 : capital ? 3 : 0;
        var middle = (plain.Width / 2.0) - 4;
        return plain with
        {
            Strokes = [.. plain.Strokes, .. strokes.Strokes.Select(s => s.Select(p => new Point(p.X + middle, p.Y - up)).ToArray())],
        };
    }
}
