using System.Globalization;
using System.Xml.Linq;
using Gen.Training.Charts;
using Gen.Training.Tests.Charts.Support;
using Xunit;

namespace Gen.Training.Tests.Charts;

public class ConfusionMatrixChartTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(14)]
    public void Values_AreInTheirCells(int classes)
    {
        var counts = Counts(classes);
        var picture = new SvgDocument(new ConfusionMatrixChart(counts).ToSvg());
        for (var i = 0; i < classes; i++)
        {
            for (var j = 0; j < classes; j++)
            {
                var cell = Cell(picture, i, j);
                var number = Assert.Single(
                    picture.All("text"),
                    t => SvgDocument.Tooltip(t)?.StartsWith($"actual {i}, predicted {j}:") == true
                );
                Assert.Equal(counts[i, j].ToString(CultureInfo.InvariantCulture), SvgDocument.Text(number));
                Assert.InRange(SvgDocument.Number(number, "x"), Left(cell), Left(cell) + SvgDocument.Number(cell, "width"));
                Assert.InRange(SvgDocument.Number(number, "y"), Top(cell), Top(cell) + SvgDocument.Number(cell, "height"));
            }
        }
    }

    [Fact]
    public void Cells_HaveNoSeamsAndRowsAreActualClasses()
    {
        var picture = new SvgDocument(new ConfusionMatrixChart(Counts(5)).ToSvg());
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                Assert.Equal(Left(Cell(picture, i, j)) + SvgDocument.Number(Cell(picture, i, j), "width"), Left(Cell(picture, i, j + 1)));
                Assert.Equal(Top(Cell(picture, j, i)) + SvgDocument.Number(Cell(picture, j, i), "height"), Top(Cell(picture, j + 1, i)));
            }
        }
    }

    [Fact]
    public void Shade_IsShareOfRow()
    {
        var picture = new SvgDocument(new ConfusionMatrixChart(new double[,] { { 1, 3, 0 }, { 1000, 3000, 0 }, { 0, 0, 0 } }).ToSvg());
        Assert.Equal(Fill(picture, 0, 0), Fill(picture, 1, 0));
        Assert.Equal(Fill(picture, 0, 1), Fill(picture, 1, 1));
        Assert.NotEqual(Fill(picture, 0, 0), Fill(picture, 0, 1));
        Assert.All(Enumerable.Range(0, 3), j => Assert.Equal("#ffffff", Fill(picture, 2, j)));
        Assert.Equal("actual 1, predicted 1: 3000 (75 %)", SvgDocument.Tooltip(Cell(picture, 1, 1)));
    }

    [Fact]
    public void Shades_DarkenMonotonicallyAndTextStaysReadable()
    {
        var before = 1.0;
        for (var share = 0; share <= 100; share++)
        {
            var shade = Palette.Blues(share / 100.0);
            Assert.True(share == 0 || shade.Luminance < before);
            before = shade.Luminance;
            Assert.True(shade.ContrastTo(Palette.TextColorOn(shade)) >= 3.6, $"{share} %: {shade.ContrastTo(Palette.TextColorOn(shade))}");
        }
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(100, false)]
    public void ManyClasses_KeepNamesAndOmitUnreadableValues(int classes, bool numbers)
    {
        var chart = new ConfusionMatrixChart(Counts(classes), [.. Enumerable.Range(0, classes).Select(i => "class " + i)]);
        var picture = new SvgDocument(chart.ToSvg());
        Assert.Equal(classes * classes, picture.All("rect").Count(r => SvgDocument.Tooltip(r)?.StartsWith("actual") == true));
        var shown = picture.All("text").Where(t => SvgDocument.Tooltip(t)?.StartsWith("actual") == true).ToList();
        Assert.Equal(numbers, shown.Count > 0);
        Assert.All(shown, t => Assert.True(SvgDocument.Number(t, "font-size") >= 5.5));
        Assert.Equal(2, picture.Texts.Count(t => t == "class 0"));
        if (numbers) Assert.Equal(2, picture.Texts.Count(t => t == "class 29"));
    }

    [Fact]
    public void HundredsOfClasses_OmitEmptyCells()
    {
        var counts = new double[300, 300];
        for (var i = 0; i < 300; i++) counts[i, i] = 1;
        var svg = new ConfusionMatrixChart(counts).ToSvg();
        Assert.Equal(300, new SvgDocument(svg).All("rect").Count(r => SvgDocument.Tooltip(r)?.StartsWith("actual") == true));
        Assert.True(svg.Length < 100_000, $"{svg.Length} characters");
    }

    [Fact]
    public void Names_DoNotOverlapOrLeaveTheChart()
    {
        string[] names = ["a", "a name that is far too long for any picture of this size, and goes on", "c"];
        var picture = new SvgDocument(new ConfusionMatrixChart(Counts(3), names) { Size = new(400, 300) }.ToSvg());
        var cut = picture.All("text").Where(t => SvgDocument.Tooltip(t) == names[1]).ToList();
        Assert.Equal(2, cut.Count);
        Assert.All(cut, t => Assert.EndsWith("…", SvgDocument.Text(t)));
        Assert.Single(cut, t => t.Attribute("transform") is not null);
    }

    [Fact]
    public void Values_Percentages_AreFormatted()
    {
        var texts = new SvgDocument(
            new ConfusionMatrixChart(
                new double[,]
                {
                    { 97, 3 },
                    { 1, 1 },
                }
            )
            {
                Values = CellValues.Percentages,
            }.ToSvg()
        ).Texts;
        Assert.Contains("97%", texts);
        Assert.Contains("3.0%", texts);
        Assert.Contains("50%", texts);
    }

    [Fact]
    public void Values_Weights_HaveThreeDigits() =>
        Assert.Contains("0.333", new SvgDocument(new ConfusionMatrixChart(new[,] { { 1 / 3.0 } }).ToSvg()).Texts);

    [Fact]
    public void InvalidCounts_Throw()
    {
        Assert.Contains("but are [2, 3]", Assert.Throws<ArgumentException>(() => new ConfusionMatrixChart(new double[2, 3])).Message);
        Assert.Contains("but are [0, 0]", Assert.Throws<ArgumentException>(() => new ConfusionMatrixChart(new double[0, 0])).Message);
        Assert.Contains(
            "actual class 0 and predicted class 1 must be at least 0, but was -1",
            Assert
                .Throws<ArgumentException>(() =>
                    new ConfusionMatrixChart(
                        new double[,]
                        {
                            { 1, -1 },
                            { 0, 0 },
                        }
                    )
                )
                .Message
        );
        Assert.Contains(
            "but was NaN",
            Assert
                .Throws<ArgumentException>(() =>
                    new ConfusionMatrixChart(
                        new[,]
                        {
                            { double.NaN },
                        }
                    )
                )
                .Message
        );
        Assert.Contains(
            "2 classes, but 1 class names",
            Assert.Throws<ArgumentException>(() => new ConfusionMatrixChart(new double[2, 2], ["a"])).Message
        );
    }

    private static double[,] Counts(int classes)
    {
        var counts = new double[classes, classes];
        for (var i = 0; i < classes; i++)
            for (var j = 0; j < classes; j++) counts[i, j] = i == j ? 40 + i : ((7 * i) + (3 * j)) % 5;
        return counts;
    }

    private static XElement Cell(SvgDocument picture, int i, int j) =>
        picture.All("rect").Single(r => SvgDocument.Tooltip(r)?.StartsWith($"actual {i}, predicted {j}:") == true);

    private static string Fill(SvgDocument picture, int i, int j) => Cell(picture, i, j).Attribute("fill")!.Value;

    private static double Left(XElement cell) => SvgDocument.Number(cell, "x");

    private static double Top(XElement cell) => SvgDocument.Number(cell, "y");
}
