using System.Collections.Frozen;

namespace Gen.Training.Charts.Drawing.Fonts;

/// <summary>A character as strokes on a grid, see <see cref="GlyphTable"/>.</summary>
/// <param name="Width">From the first stem to the last, in grid units.</param>
/// <param name="Strokes">Lines from point to point; a single point is a dot.</param>
internal sealed record Glyph(int Width, IReadOnlyList<Point[]> Strokes)
{
    private static readonly Glyph Space = new(1, []);
    private static readonly Glyph Unknown = Parse(4, "00 40 49 09 00");
    private static readonly FrozenDictionary<char, Glyph> Table = ReadTable();

    /// <summary>From this glyph's first stem to the next glyph's, in grid units.</summary>
    public double Advance => Width + FontMetrics.Gap;

    /// <summary>The glyph of the character at an index; a hollow box where the font has none.</summary>
    public static Glyph At(string text, int index) => Of(text[index]) ?? Unknown;

    /// <summary>The glyph of a character, or null.</summary>
    public static Glyph? Of(char character) =>
        Table.TryGetValue(character, out var glyph) ? glyph : char.IsWhiteSpace(character) || char.IsControl(character) ? Space : null;

    private static FrozenDictionary<char, Glyph> ReadTable()
    {
        var table = new Dictionary<char, Glyph>();
        foreach (var row in GlyphTable.Rows.Split('\n'))
            table.Add(row[0], Parse(row[2] - '0', row[4..].TrimEnd()));
        foreach (var (character, plain, accent) in Accents.All)
            table.Add(character, Accents.Put(accent, table[plain], char.IsUpper(character)));
        foreach (var (character, plain) in "‘'’'“\"”\"‐-‑-".Chunk(2).Select(pair => (pair[0], pair[1])))
            table.Add(character, table[plain]);
        return table.ToFrozenDictionary();
    }

    /// <summary>Reads the strokes of a row of the table.</summary>
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

    // Six pieces to a curve are smooth at any size of a chart.
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
