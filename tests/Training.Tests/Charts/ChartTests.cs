using Gen.Training.Charts;
using Gen.Training.Tests.Charts.Support;
using Xunit;

namespace Gen.Training.Tests.Charts;

public sealed class ChartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("charts").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Save_FormatIsThatOfExtension()
    {
        Chart().Save(Path.Combine(folder, "new", "a.svg"));
        Chart().Save(Path.Combine(folder, "new", "a.PNG"), scale: 2);
        Assert.Equal("svg", new SvgDocument(File.ReadAllText(Path.Combine(folder, "new", "a.svg"))).Root.Name.LocalName);
        Assert.Equal(600, new PngImage(File.ReadAllBytes(Path.Combine(folder, "new", "a.PNG"))).Width);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(folder, "new")).Length);
    }

    [Fact]
    public void Save_OtherExtension_ThrowsAndWritesNothing()
    {
        var e = Assert.Throws<ArgumentException>(() => Chart().Save(Path.Combine(folder, "a.jpg")));
        Assert.StartsWith("The extension of a chart's file must be .svg or .png, but was '.jpg'", e.Message);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Save_ReplacesExistingFile()
    {
        var path = Path.Combine(folder, "a.svg");
        File.WriteAllText(path, new string('x', 1_000_000));
        Chart().Save(path);
        Assert.Equal(Chart().ToSvg(), File.ReadAllText(path));
    }

    [Fact]
    public void SameChart_GivesSameBytes()
    {
        Assert.Equal(Chart().ToSvg(), Chart().ToSvg());
        Assert.Equal(Chart().ToPng(2), Chart().ToPng(2));
    }

    [Fact]
    public void ToPng_Scale_MultipliesPixels()
    {
        PngImage one = new(Chart().ToPng()), three = new(Chart().ToPng(3));
        Assert.Equal((300, 200), (one.Width, one.Height));
        Assert.Equal((900, 600), (three.Width, three.Height));
    }

    [Fact]
    public void Size_OutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart().Size = new(119, 200));
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart().Size = new(300, 10_001));
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart().FontSize = 5);
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart().ToPng(0));
        Assert.Contains("megapixels", Assert.Throws<ArgumentOutOfRangeException>(() => Chart().ToPng(100)).Message);
    }

    [Theory]
    [InlineData(120, 90)]
    [InlineData(2000, 100)]
    [InlineData(130, 2000)]
    public void EveryValidSize_CanBeDrawn(int width, int height)
    {
        foreach (
            var chart in (Chart[])[Chart(), new ConfusionMatrixChart(new double[40, 40]), new RocChart(), new BarChart(["a", "b"], [1, 2])]
        )
        {
            (chart.Size, chart.Title) = (new(width, height), "a title that is longer than the picture is wide, by far, by far, by far");
            var picture = new PngImage(chart.ToPng());
            Assert.Equal((width, height), (picture.Width, picture.Height));
        }
    }

    private static LineChart Chart()
    {
        var chart = new LineChart { Size = new(300, 200), Title = "loss" };
        chart.Add("loss", [3, 2, 1]);
        return chart;
    }
}
