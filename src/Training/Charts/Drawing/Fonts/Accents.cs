namespace Gen.Training.Charts.Drawing.Fonts;

/// <summary>Letters that are a plain letter with a mark: those of Western and Central European languages that names of classes come in.</summary>
internal static class Accents
{
    // A mark, then pairs of the letter and its plain one.
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

    /// <summary>All such letters: the character, its plain one, the mark.</summary>
    public static IEnumerable<(char Character, char Plain, char Mark)> All =>
        Groups.SelectMany(group => group[1..].Chunk(2).Select(pair => (pair[0], pair[1], group[0])));

    /// <summary>A glyph with a mark on it.</summary>
    public static Glyph Put(char mark, Glyph plain, bool capital)
    {
        // Marks are drawn around x = 0: above small letters they end at 2, above capitals at -1; the cedilla and the bar have their own place.
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
        return plain with { Strokes = [.. plain.Strokes, .. strokes.Strokes.Select(s => s.Select(p => new Point(p.X + middle, p.Y - up)).ToArray())] };
    }
}
