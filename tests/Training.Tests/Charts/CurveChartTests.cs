using Gen.Training.Charts;
using Gen.Training.Tests.Charts.Support;
using Xunit;

namespace Gen.Training.Tests.Charts;

public class CurveChartTests
{
    [Fact]
    public void Curve_IsWhereItsRatesAre()
    {
        double[] x = [0, 0.25, 0.5, 1], y = [0, 0.6, 0.9, 1];
        var chart = new RocChart();
        chart.Add("model", x, y);
        var picture = new SvgDocument(chart.ToSvg());
        var axes = new AxisReader(picture);
        var points = SvgDocument.Points(picture.All("polyline").Single(e => SvgDocument.Tooltip(e) == "model (AUC 0.738)"));
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(x[i], axes.X(points[i].X), 0.003);
            Assert.Equal(y[i], axes.Y(points[i].Y), 0.003);
        }
    }

    [Fact]
    public void Plot_IsSquareWithDiagonal()
    {
        var picture = new SvgDocument(new RocChart().ToSvg());
        var diagonal = SvgDocument.Points(picture.All("line").Single(e => SvgDocument.Tooltip(e) == "chance"));
        Assert.Equal(diagonal[1].X - diagonal[0].X, diagonal[0].Y - diagonal[1].Y, 0.01);
        Assert.Contains("no data", picture.Texts);
    }

    [Fact]
    public void Legend_HasEachClassWithItsArea()
    {
        var scores = new[,] { { 0.9, 0.1, 0 }, { 0.8, 0.4, 0 }, { 0.2, 0.7, 0 }, { 0.1, 0.3, 0 } };
        var chart = new RocChart();
        chart.AddClasses(scores, [0, 0, 1, 1], ["cat", "dog", "cow"], micro: true, macro: true);
        var texts = new SvgDocument(chart.ToSvg()).Texts;
        Assert.Contains("cat (AUC 1.000)", texts);
        Assert.Contains("dog (AUC 0.750)", texts);
        Assert.Contains("cow (AUC n/a)", texts);
        Assert.Contains("macro average (AUC 0.875)", texts);
        Assert.Contains(texts, t => t.StartsWith("micro average (AUC "));
    }

    [Fact]
    public void PrecisionRecall_HasAveragePrecision()
    {
        var chart = new PrecisionRecallChart();
        chart.AddScores("model", [0.1, 0.4, 0.35, 0.8], [false, false, true, true]);
        Assert.Contains("model (AP 0.833)", new SvgDocument(chart.ToSvg()).Texts);
    }

    [Fact]
    public void LongName_IsTruncatedButAreaIsKept()
    {
        var chart = new RocChart { Size = new(400, 300) };
        chart.Add("a class whose name no one would like to read to its very end", [0, 1], [0, 1]);
        Assert.Contains(new SvgDocument(chart.ToSvg()).Texts, t => t.StartsWith("a class") && t.EndsWith("… (AUC 0.500)"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(900)]
    public void Legend_FitsInAnyFont(int width)
    {
        var chart = new RocChart { Size = new(width, 600), Title = "Curves" };
        foreach (var name in (string[])["cat", "a class with a longer name", "a class whose name no one would like to read to its end"])
            chart.Add(name, [0, 1], [0, 1]);
        var texts = new SvgDocument(chart.ToSvg()).All("text").ToList();
        Assert.All(texts, t => Assert.Equal("spacingAndGlyphs", t.Attribute("lengthAdjust")?.Value));
        var legend = texts.Where(t => t.Value.EndsWith("(AUC 0.500)", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, legend.Count);
        Assert.All(legend, t => Assert.True(SvgDocument.Number(t, "x") + SvgDocument.Number(t, "textLength") <= width, t.ToString()));
    }

    [Fact]
    public void CurveOfOnePoint_IsADot()
    {
        var chart = new RocChart();
        chart.Add("one", [0.25], [0.75]);
        var picture = new SvgDocument(chart.ToSvg());
        var (dot, axes) = (Assert.Single(picture.All("circle")), new AxisReader(picture));
        Assert.Equal(
            (0.25, 0.75),
            (Math.Round(axes.X(SvgDocument.Number(dot, "cx")), 2), Math.Round(axes.Y(SvgDocument.Number(dot, "cy")), 2))
        );
    }

    [Fact]
    public void Averages_AreFirstInTruncatedLegend()
    {
        var chart = new RocChart { Size = new(400, 200) };
        var (scores, labels) = (new double[80, 40], Enumerable.Range(0, 80).Select(i => i % 40).ToArray());
        for (var i = 0; i < 80; i++) scores[i, labels[i]] = i;
        chart.AddClasses(scores, labels, micro: true, macro: true);
        var texts = new SvgDocument(chart.ToSvg()).Texts;
        Assert.True(
            texts.FindIndex(t => t.StartsWith("micro")) is >= 0 and var micro && micro < texts.FindIndex(t => t.StartsWith("0 (AUC"))
        );
    }

    [Fact]
    public void TruncatedLegend_CountsOmittedEntries()
    {
        var chart = new RocChart { Size = new(400, 200) };
        for (var i = 0; i < 40; i++) chart.Add("class " + i, [0, 1], [0, 1]);
        Assert.Contains(new SvgDocument(chart.ToSvg()).Texts, t => t.StartsWith("and ") && t.EndsWith(" more"));
    }

    [Fact]
    public void InvalidInput_Throws()
    {
        var chart = new RocChart();
        Assert.Contains(
            "'model' has 2 x values, but 1 y values",
            Assert.Throws<ArgumentException>(() => chart.Add("model", [0, 1], [0])).Message
        );
        Assert.Contains(
            "label of row 1 must be 0 to 1, but was 2",
            Assert.Throws<ArgumentException>(() => chart.AddClasses(new double[2, 2], [0, 2])).Message
        );
        Assert.Contains("2 rows, but 1 labels", Assert.Throws<ArgumentException>(() => chart.AddClasses(new double[2, 2], [0])).Message);
        Assert.Contains(
            "must not be NaN, but that of row 1 is",
            Assert.Throws<ArgumentException>(() => chart.AddScores("m", [1, double.NaN], [true, false])).Message
        );
    }
}
