using System.Globalization;
using Gen.Training.Charts;
using Gen.Training.Tests.Charts.Support;
using Xunit;

namespace Gen.Training.Tests.Charts.Drawing;

public class SvgWriterTests
{
    [Theory]
    [InlineData("a < b && c > \"d\"", "a < b && c > \"d\"")]
    [InlineData("tab\tand\u0001control", "tab and\uFFFDcontrol")]
    [InlineData("whole 😀 ж", "whole 😀 ж")]
    [InlineData("]]> <!-- &amp;", "]]> <!-- &amp;")]
    public void Text_IsReadBack(string text, string read)
    {
        var chart = new LineChart { Title = text, Size = new(2000, 300) };
        chart.Add(text, [1.0, 2]);
        var picture = new SvgDocument(chart.ToSvg());
        Assert.Equal(2, picture.Texts.Count(t => t == read));
        Assert.Contains(picture.All("title"), t => t.Value == read);
    }

    // Not a theory, because the test runner cannot serialize a lone surrogate.
    [Fact]
    public void Escape_LoneSurrogate_BecomesReplacementCharacter() => Assert.Equal("half \uFFFD", SvgText.Escape("half \uD83D"));

    [Fact]
    public void Document_HasSizeAndViewBox()
    {
        var root = new SvgDocument(SvgWriter.Write(new Scene(300, 200))).Root;
        Assert.Equal(
            ("300", "200", "0 0 300 200"),
            (root.Attribute("width")!.Value, root.Attribute("height")!.Value, root.Attribute("viewBox")!.Value)
        );
    }

    [Fact]
    public void Number_IsShortAndInvariant()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal(["0.13", "-2.5", "3", "0"], ((double[])[0.125001, -2.5, 3, -0.0001]).Select(SvgText.Number));
            Assert.Contains("0.25", new SvgDocument(new ConfusionMatrixChart(new[,] { { 0.25 } }).ToSvg()).Texts);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void EveryShape_BecomesItsElement()
    {
        var scene = new Scene(100, 100);
        scene.Clip(
            new(0, 0, 50, 50),
            () => scene.Polygon([new(1, 1), new(9, 1), new(1, 9)], Rgba.FromRgb(0x123456).WithOpacity(0.5), "tooltip")
        );
        scene.Text(10, 50, "up", new(12, Palette.Ink, Bold: true, Rotated: true), Anchor.End);
        scene.Rectangle(new(1, 2, 3, 4), null, new(Palette.Ink, 2, [3, 1]));
        var picture = new SvgDocument(SvgWriter.Write(scene));
        var polygon = picture.All("polygon").Single();
        Assert.Equal(
            ("#123456", "0.5", "tooltip"),
            (polygon.Attribute("fill")!.Value, polygon.Attribute("fill-opacity")!.Value, SvgDocument.Tooltip(polygon))
        );
        Assert.Equal($"url(#{picture.All("clipPath").Single().Attribute("id")!.Value})", polygon.Parent!.Attribute("clip-path")!.Value);
        var text = picture.TextElement("up");
        Assert.Equal(
            ("rotate(-90 10 50)", "end", "bold"),
            (text.Attribute("transform")!.Value, text.Attribute("text-anchor")!.Value, text.Attribute("font-weight")!.Value)
        );
        var box = picture.All("rect").Last();
        Assert.Equal(
            ("none", "2", "3 1"),
            (box.Attribute("fill")!.Value, box.Attribute("stroke-width")!.Value, box.Attribute("stroke-dasharray")!.Value)
        );
    }
}
