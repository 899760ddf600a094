using System.Xml.Linq;
using Gen.Training.Charts;
using Gen.Training.Tests.Charts.Support;
using Xunit;

namespace Gen.Training.Tests.Charts;

public class BarChartTests
{
    [Fact]
    public void Bars_StandOnZeroWithHeightOfValues()
    {
        var picture = new SvgDocument(new BarChart(["a", "b", "c"], [0.8, -0.4, double.NaN]).ToSvg());
        List<XElement> bars = [.. picture.All("rect").Where(r => SvgDocument.Tooltip(r) is not null)];
        Assert.Equal(["a: 0.8", "b: -0.4"], bars.Select(SvgDocument.Tooltip));
        Assert.Equal(SvgDocument.Number(bars[0], "y") + SvgDocument.Number(bars[0], "height"), SvgDocument.Number(bars[1], "y"));
        Assert.Equal(2, SvgDocument.Number(bars[0], "height") / SvgDocument.Number(bars[1], "height"), 0.03);
        Assert.Contains("0.8", picture.Texts);
        Assert.Contains("c", picture.Texts);
    }

    [Fact]
    public void LongNames_AreRotated()
    {
        string[] names = [.. Enumerable.Range(0, 12).Select(i => $"a class with a name, number {i}")];
        var chart = new BarChart(names, new double[12]) { Size = new(400, 300), XLabel = "class" };
        var picture = new SvgDocument(chart.ToSvg());
        var rotated = picture
            .All("text")
            .Where(t => t.Attribute("transform") is not null && SvgDocument.Text(t).StartsWith("a class"))
            .ToList();
        Assert.Equal(names, rotated.Select(t => SvgDocument.Tooltip(t) ?? SvgDocument.Text(t)));
        Assert.True(SvgDocument.Number(picture.TextElement("class"), "y") <= 300);
        Assert.DoesNotContain("…", picture.Texts);
    }

    [Fact]
    public void ManyNames_AreThinnedOut()
    {
        string[] names = [.. Enumerable.Range(0, 200).Select(i => "c" + i)];
        var shown = new SvgDocument(new BarChart(names, new double[200]) { Size = new(400, 300) }.ToSvg())
            .Texts.Where(t => t.StartsWith('c'))
            .ToList();
        Assert.InRange(shown.Count, 15, 40);
        Assert.Equal("c0", shown[0]);
    }

    [Fact]
    public void Histogram_CountsEachFiniteValueOnce()
    {
        var picture = new SvgDocument(new HistogramChart([0, 0.1, 0.5, 0.9, 1, double.NaN, double.NegativeInfinity], bins: 2).ToSvg());
        Assert.Equal(["0 to 0.5: 2", "0.5 to 1: 3"], picture.All("rect").Select(SvgDocument.Tooltip).Where(t => t is not null));
    }

    [Fact]
    public void NoData_DrawsMessage()
    {
        Assert.Contains("no data", new SvgDocument(new BarChart([], []).ToSvg()).Texts);
        Assert.Contains("no data", new SvgDocument(new HistogramChart((double[])[]).ToSvg()).Texts);
    }

    [Fact]
    public void InvalidInput_Throws()
    {
        Assert.Contains("1 names, but 2 values", Assert.Throws<ArgumentException>(() => new BarChart(["a"], [1, 2])).Message);
        Assert.Contains("2 edges and 2 counts", Assert.Throws<ArgumentException>(() => new HistogramChart([0, 1], [1, 2])).Message);
        Assert.Contains("1 comes before 1", Assert.Throws<ArgumentException>(() => new HistogramChart([0, 1, 1], [1, 2])).Message);
        Assert.Contains(
            "count of bin 1 must be at least 0, but was -2",
            Assert.Throws<ArgumentException>(() => new HistogramChart([0, 1, 2], [1, -2])).Message
        );
    }
}
