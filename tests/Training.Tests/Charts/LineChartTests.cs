using Gen.Training.Charts;
using Gen.Training.Tests.Charts.Support;
using Xunit;

namespace Gen.Training.Tests.Charts;

public class LineChartTests
{
    [Fact]
    public void Points_AreWhereTheAxesSay()
    {
        double[] x = [-3, 0.5, 2, 7], y = [120, -40, 3.5, 260];
        var chart = new LineChart { XLabel = "t" };
        chart.Add("series", x, y);
        var picture = new SvgDocument(chart.ToSvg());
        var axes = new AxisReader(picture);

        var points = SvgDocument.Points(picture.All("polyline").Single(e => SvgDocument.Tooltip(e) is not null));
        Assert.Equal(4, points.Count);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(x[i], axes.X(points[i].X), 0.03);
            Assert.Equal(y[i], axes.Y(points[i].Y), 1.0);
        }

        Assert.Contains(
            picture.All("circle"),
            c => SvgDocument.Tooltip(c) == "series, t 7: 260" && SvgDocument.Number(c, "cx") == points[3].X
        );
    }

    [Fact]
    public void LogAxis_PutsEqualFactorsAtEqualDistances()
    {
        var chart = new LineChart { LogY = true };
        chart.Add("loss", [1000, 10, 0.1, 0, -1]);
        var picture = new SvgDocument(chart.ToSvg());
        var ys = picture.All("circle").Select(c => SvgDocument.Number(c, "cy")).ToList();
        Assert.Equal(3, ys.Count);
        Assert.Equal(ys[1] - ys[0], ys[2] - ys[1], 0.02);
        Assert.Contains("1000", picture.Texts);
        Assert.Contains("0.1", picture.Texts);
    }

    [Fact]
    public void Epochs_HaveIntegerTicks()
    {
        var chart = new LineChart();
        chart.Add("loss", [0.5, 0.4, 0.3]);
        var labels = new SvgDocument(chart.ToSvg())
            .All("text")
            .Where(e => (string?)e.Attribute("text-anchor") == "middle")
            .Select(SvgDocument.Text);
        Assert.Equal(["1", "2", "3"], labels);
    }

    [Fact]
    public void AddPair_DashesValidation()
    {
        var chart = new LineChart();
        chart.AddPair("accuracy", [0.1, 0.2], "val_accuracy", [0.1, 0.15]);
        chart.AddPair("f1", [0.1, 0.2], "val_f1", [0.1, 0.15]);
        var picture = new SvgDocument(chart.ToSvg());
        var lines = picture.All("line").Where(e => SvgDocument.Tooltip(e) is not null).ToList();
        Assert.Equal([false, true, false, true], lines.Select(l => l.Attribute("stroke-dasharray") is not null));
        Assert.Equal(4, lines.Select(l => l.Attribute("stroke")!.Value).Distinct().Count());
        foreach (var name in (string[])["accuracy", "val_accuracy", "f1", "val_f1"]) Assert.Contains(name, picture.Texts);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Gap_SplitsLineAndKeepsLonePointVisible(double gap)
    {
        var chart = new LineChart();
        chart.Add("loss", [1, 2, gap, 3, gap, 2, 1]);
        var picture = new SvgDocument(chart.ToSvg());
        Assert.Equal(2, picture.All("line").Count(e => SvgDocument.Tooltip(e) is not null));
        Assert.Equal(5, picture.All("circle").Count());
    }

    [Fact]
    public void LonePointOfLongSeries_IsVisible()
    {
        var chart = new LineChart();
        chart.Add("loss", [.. Enumerable.Range(0, 50).Select(i => i == 20 ? 1 : i is > 15 and < 25 ? double.NaN : 0.5)]);
        Assert.Single(new SvgDocument(chart.ToSvg()).All("circle"));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0)]
    [InlineData(-1e9)]
    [InlineData(1e300)]
    [InlineData(double.Epsilon)]
    public void Constant_IsInTheMiddle(double value)
    {
        var chart = new LineChart();
        chart.Add("constant", [value]);
        var picture = new SvgDocument(chart.ToSvg());
        var point = picture.All("circle").Single();
        Assert.InRange(SvgDocument.Number(point, "cx"), 300, 450);
        Assert.InRange(SvgDocument.Number(point, "cy"), 200, 290);
        Assert.DoesNotContain("NaN", chart.ToSvg());
    }

    [Fact]
    public void NoData_DrawsAxesAndMessage()
    {
        var chart = new LineChart { Title = "loss" };
        Assert.Contains("no data", new SvgDocument(chart.ToSvg()).Texts);
        chart.Add("loss", [double.NaN]);
        chart.Add("nothing", []);
        var texts = new SvgDocument(chart.ToSvg()).Texts;
        Assert.Contains("no data", texts);
        Assert.Contains("0.2", texts);
        Assert.NotEmpty(chart.ToPng());
    }

    [Fact]
    public void TenThousandPoints_AreReducedAndKeepPeaks()
    {
        var values = Enumerable.Range(0, 10_000).Select(i => Math.Sin(i * 12.9898) * 0.1).ToArray();
        values[5_003] = 2;
        var chart = new LineChart();
        chart.Add("loss", values);
        var svg = chart.ToSvg();
        Assert.True(svg.Length < 50_000, $"{svg.Length} characters");
        var picture = new SvgDocument(svg);
        var axes = new AxisReader(picture);
        var top = SvgDocument.Points(picture.All("polyline").Single(e => SvgDocument.Tooltip(e) is not null)).MinBy(p => p.Y);
        Assert.Equal(2, axes.Y(top.Y), 0.02);
        Assert.Equal(5_004, axes.X(top.X), 10.0);
    }

    [Fact]
    public void YMinAndYMax_AreApplied()
    {
        var chart = new LineChart { YMin = 0, YMax = 1 };
        chart.Add("accuracy", [0.4, 0.5]);
        var texts = new SvgDocument(chart.ToSvg()).Texts;
        Assert.Contains("0.0", texts);
        Assert.Contains("1.0", texts);
    }

    [Fact]
    public void Add_LengthsThatDiffer_Throws()
    {
        var e = Assert.Throws<ArgumentException>(() => new LineChart().Add("loss", [1.0, 2], [1.0]));
        Assert.StartsWith("Series 'loss' has 2 x values, but 1 y values.", e.Message);
    }
}
