using System.Text;
using Gen.Training.Charts;
using Gen.Training.Tests.Charts.Support;
using Xunit;

namespace Gen.Training.Tests.Charts.Drawing;

public class FontTests
{
    [Fact]
    public void EveryPrintableAsciiCharacter_HasItsOwnGlyph()
    {
        var shapes = Enumerable.Range('!', '~' - '!' + 1).Select(c => Art(((char)c).ToString(), 12.5)).ToList();
        Assert.Equal(94, shapes.Distinct().Count());
        Assert.All(Enumerable.Range(' ', '~' - ' ' + 1), c => Assert.NotNull(Glyph.Find((char)c)));
    }

    [Fact]
    public void Glyphs_MatchGolden()
    {
        var art = string.Concat(
            ((string[])["0123456789", ".,-+%()e", "ABCDEFGHIJKLM", "NOPQRSTUVWXYZ", "abcdefghijklm", "nopqrstuvwxyz", "äÉñçŠ…"]).Select(
                row => Art(row, 12.5)
            )
        );
        Assert.Equal(Encoding.ASCII.GetString(Golden.Of("font.txt", Encoding.ASCII.GetBytes(art))), art);
    }

    [Theory]
    [InlineData("accuracy 0.98", 12.5)]
    [InlineData("WWW", 30)]
    [InlineData("iii", 9)]
    public void Width_IsThatOfDrawnText(string text, double size)
    {
        var rows = Art(text, size).Split('\n');
        var ink = rows.Max(r => r.TrimEnd().Length) - rows.Where(r => r.Trim().Length > 0).Min(r => r.Length - r.TrimStart().Length);
        Assert.Equal(FontMetrics.Width(text, size), ink, size * 0.12);
    }

    [Fact]
    public void Stems_AreSharpAtEverySize()
    {
        for (var size = 9; size <= 40; size++)
        {
            var rows = Art("H", size).Split('\n').Where(r => r.Trim().Length > 0).ToList();
            Assert.Contains('#', rows[1]);
            Assert.True(rows[1].Count(c => c == '#') >= 2, $"size {size}: {rows[1]}");
        }
    }

    [Fact]
    public void UnknownCharacters_AreBoxesAndSurrogatePairsCountOnce()
    {
        Assert.Equal(Art("ж", 12.5), Art("😀", 12.5));
        Assert.Equal(0, FontMetrics.Width("", 13));
    }

    [Fact]
    public void Fit_LongText_EndsWithEllipsis()
    {
        var fit = FontMetrics.Fit("a rather long name", 13, 60);
        Assert.EndsWith("…", fit);
        Assert.True(FontMetrics.Width(fit, 13) <= 60);
        Assert.Equal("short", FontMetrics.Fit("short", 13, 60));
        Assert.Equal("…", FontMetrics.Fit("anything", 13, 1));
    }

    // '#' is a dark pixel, '+' an antialiased edge.
    private static string Art(string text, double size)
    {
        var scene = new Scene((int)(FontMetrics.Width(text, size) + 4), (int)(size * 1.5));
        scene.Text(1, Math.Round(size * 1.1), text, new(size, new(0, 0, 0)));
        var bitmap = PngWriter.Draw(scene, 1);
        var art = new StringBuilder();
        for (var y = 0; y < bitmap.Height; y++)
        {
            for (var x = 0; x < bitmap.Width; x++)
                art.Append(
                    bitmap.Pixels[3 * ((y * bitmap.Width) + x)] switch
                    {
                        < 100 => '#',
                        < 200 => '+',
                        _ => ' ',
                    }
                );
            art.Append('\n');
        }

        return art.ToString();
    }
}
