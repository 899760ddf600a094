using Gen.Training.Charts;
using Gen.Training.Tests.Charts.Support;
using Xunit;

namespace Gen.Training.Tests.Charts.Drawing;

public class PngWriterTests
{
    private static readonly Rgba Black = new(0, 0, 0);

    [Fact]
    public void Box_FillsPixelsAndAntialiasesEdges()
    {
        var picture = Draw(s => s.Rectangle(new(2, 3, 4.5, 2), Black));
        Assert.Equal(255, picture.Ink(2, 3));
        Assert.Equal(255, picture.Ink(5, 4));
        Assert.Equal(128, picture.Ink(6, 3), 1.0);
        Assert.Equal(0, picture.Ink(7, 3) + picture.Ink(1, 3) + picture.Ink(3, 2) + picture.Ink(3, 5));
    }

    [Fact]
    public void HorizontalLineThroughPixelCenters_IsSharp()
    {
        var picture = Draw(s => s.Line(2.5, 5.5, 12.5, 5.5, new(Black)));
        Assert.All(Enumerable.Range(2, 11), x => Assert.Equal((0, 255, 0), (picture.Ink(x, 4), picture.Ink(x, 5), picture.Ink(x, 6))));
    }

    [Theory]
    [InlineData(3, 4, 33, 27, 1)]
    [InlineData(3, 4, 33, 8, 2)]
    [InlineData(10, 2, 12, 38, 3.5)]
    [InlineData(35, 5, 5, 30, 0.5)]
    public void Line_CoversItsLengthTimesWidth(double x1, double y1, double x2, double y2, double width)
    {
        var picture = Draw(s => s.Line(x1, y1, x2, y2, new(Black, width)));
        var length = Math.Sqrt(((x2 - x1) * (x2 - x1)) + ((y2 - y1) * (y2 - y1)));
        Assert.Equal(length * width, Ink(picture) - (width * width * Math.PI / 4), length * width * 0.06);
    }

    [Fact]
    public void CircleAndPolygon_CoverTheirAreas()
    {
        Assert.Equal(Math.PI * 81, Ink(Draw(s => s.Disc(20.3, 19.6, 9, Black))), 3.0);
        Assert.Equal(200, Ink(Draw(s => s.Polygon([new(5, 5), new(25, 5), new(5, 25)], Black))), 6.0);
        Assert.Equal(200, Ink(Draw(s => s.Polygon([new(5, 25), new(25, 5), new(5, 5)], Black))), 6.0);
    }

    [Fact]
    public void TranslucentLine_HasNoDarkerJoints()
    {
        var picture = Draw(s => s.Polyline([new(5, 10.5), new(20, 10.5), new(35, 10.5)], new(Black.WithOpacity(0.5), 3)));
        Assert.Equal(picture.Ink(10, 10), picture.Ink(20, 10));
        Assert.Equal(128, picture.Ink(20, 10), 1.0);
    }

    [Fact]
    public void Dashes_HaveTheirLengths()
    {
        var picture = Draw(s => s.Line(0, 10.5, 40, 10.5, new(Black, 1, [6, 4])));
        Assert.Equal(0.6 * 40, Ink(picture), 2.0);
        Assert.True(
            picture.Ink(3, 10) > 200 && picture.Ink(8, 10) < 50 && picture.Ink(13, 10) > 200,
            $"{picture.Ink(3, 10)} {picture.Ink(8, 10)} {picture.Ink(13, 10)}"
        );
    }

    [Fact]
    public void Clip_HidesEverythingOutside()
    {
        var picture = Draw(s => s.Clip(new(10, 10, 5, 5), () =>
        {
            s.Rectangle(new(0, 0, 40, 40), Black);
            s.Line(0, 12, 40, 12, new(Black, 5));
        }));
        Assert.Equal(25, Ink(picture), 0.01);
    }

    [Fact]
    public void ShapesFarOutside_AreIgnored()
    {
        var picture = Draw(s =>
        {
            s.Line(-1e5, -1e5, 1e5, 1e5, new(Black));
            s.Disc(-500, 20, 5, Black);
            s.Rectangle(new(-100, -100, 110, 110), Black);
            s.Text(-30, 20, "outside", new(13, Black));
        });
        Assert.Equal(255, picture.Ink(9, 9));
        Assert.True(picture.Ink(30, 30) > 100);
    }

    [Fact]
    public void RotatedText_IsTextRotatedCounterclockwise()
    {
        var flat = Draw(s => s.Text(5, 20, "aF7", new(13, Black)));
        var rotated = Draw(s => s.Text(20, 35, "aF7", new(13, Black, Rotated: true)));
        for (var x = 0; x < 35; x++)
            for (var y = 0; y < 39; y++) Assert.Equal(flat.Ink(x, y), rotated.Ink(y, 39 - x), 1.0);
    }

    private static PngImage Draw(Action<Scene> draw)
    {
        var scene = new Scene(40, 40);
        draw(scene);
        return new(PngWriter.Write(scene, 1));
    }

    private static double Ink(PngImage picture)
    {
        var sum = 0.0;
        for (var y = 0; y < picture.Height; y++)
            for (var x = 0; x < picture.Width; x++) sum += picture.Ink(x, y);
        return sum / 255;
    }
}
