using Gen.Tool.Plots;
using Gen.Tool.Reading;

namespace Gen.Tool.Tests.Plots;

public class TerminalPlotTests
{
    [Fact]
    public void Line_OfDots_IsInTheirCells()
    {
        var canvas = new BrailleCanvas(columns: 2, rows: 2);
        canvas.Line(0, 0, 3, 0, series: 1);
        canvas.Line(0, 7, 0, 7, series: 2);
        Assert.Equal("⠉⠉", $"{canvas.CharAt(0, 0)}{canvas.CharAt(0, 1)}");
        Assert.Equal("⡀ ", $"{canvas.CharAt(1, 0)}{canvas.CharAt(1, 1)}");
        Assert.Equal((1, 2), (canvas.SeriesAt(0, 1), canvas.SeriesAt(1, 0)));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Draw_AnyValues_FitsTheWidth(int width)
    {
        double[][] values =
        [
            [1, 2, 3], [double.NaN, 1, double.PositiveInfinity, 2], [double.MaxValue, double.MinValue], [5, 5, 5], [1e-300, 0],
            [double.NaN], [-1e9, 1e9], [.. Enumerable.Range(0, 5000).Select(i => Math.Sin(i / 100.0))],
        ];
        foreach (var first in values)
        {
            foreach (var second in values)
            {
                var lines = Text(width, first, second);
                Assert.All(lines, l => Assert.InRange(l.TrimEnd().Length, 0, Math.Clamp(width, 40, 110)));
                var finite = first.Concat(second).Any(double.IsFinite);
                Assert.Equal(finite ? 13 : 1, lines.Count);
            }
        }
    }

    [Fact]
    public void Draw_Gap_HasNoDots()
    {
        var lines = Text(60, [1, 1, 1, double.NaN, double.NaN, double.NaN, 1, 1, 1]);
        var drawn = lines.Single(l => l.Any(c => c > '\u2800' && c < '\u2900'));
        Assert.Matches("[\u2801-\u28ff]+ {8,}[\u2801-\u28ff]+", drawn);
    }

    [Fact]
    public void Draw_CurvesThatEndAlike_AreNamedOnTheirOwnLines()
    {
        var lines = Text(80, [3, 1], [2, 1], [5, 1]);
        foreach (var name in (string[])["run 0", "run 1", "run 2"])
            Assert.Single(lines, l => l.Contains(name));
    }

    private static List<string> Text(int width, params double[][] values)
    {
        var run = new RunRow { Id = "1", Folder = "/", RecordedStatus = "COMPLETED" };
        var curves = values.Select(v => new PlotCurve(run, "loss", [.. Enumerable.Range(1, v.Length).Select(i => (double)i)], v)).ToList();
        var lines = TerminalPlot.Draw(curves, [.. curves.Select((_, i) => $"run {i}")], width);
        return lines.ConvertAll(l => string.Concat(l.Select(p => p.Text)));
    }
}
