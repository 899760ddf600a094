using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Gen.Training.Charts;
using Gen.Training.Tests.Charts.Support;
using Xunit;

namespace Gen.Training.Tests.Charts;

public class GoldenTests
{
    public static TheoryData<string> Names => ["line", "confusion", "roc", "recall", "bars", "names", "shares", "histogram"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Svg_MatchesGolden(string name)
    {
        var svg = Make(name).ToSvg();
        var expected = XDocument
            .Parse(Encoding.UTF8.GetString(Golden.Of(name + ".svg", Encoding.UTF8.GetBytes(svg))))
            .Descendants()
            .ToList();
        var actual = XDocument.Parse(svg).Descendants().ToList();
        Assert.Equal(expected.Select(e => e.Name), actual.Select(e => e.Name));
        foreach (var (e, a) in expected.Zip(actual))
        {
            Assert.Equal(e.Attributes().Select(x => x.Name), a.Attributes().Select(x => x.Name));
            Assert.Equal(SvgDocument.Text(e), SvgDocument.Text(a));
            foreach (var (ea, aa) in e.Attributes().Zip(a.Attributes())) AssertClose(ea.Value, aa.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Png_MatchesGolden(string name)
    {
        var png = Make(name).ToPng();
        var expected = new PngImage(Golden.Of(name + ".png", png));
        var actual = new PngImage(png);
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        for (var y = 0; y < actual.Height; y++)
        {
            for (var x = 0; x < actual.Width; x++)
            {
                var (e, a) = (expected[x, y], actual[x, y]);

                // Logarithms differ in the last bit between machines, which changes antialiased edges slightly.
                Assert.True(
                    Math.Abs(e.R - a.R) <= 2 && Math.Abs(e.G - a.G) <= 2 && Math.Abs(e.B - a.B) <= 2,
                    $"Pixel ({x}, {y}) is {a}, not {e}."
                );
            }
        }
    }

    private static Chart Make(string name)
    {
        var chart = Content(name);
        chart.Size = new(320, 220);
        chart.Title = name;
        return chart;
    }

    private static Chart Content(string name)
    {
        switch (name)
        {
            case "line":
                var line = new LineChart { XLabel = "epoch", YLabel = "accuracy" };
                line.AddPair("accuracy", [0.31, 0.52, 0.68, 0.77, 0.82], "val_accuracy", [0.35, 0.5, double.NaN, 0.66, 0.7]);
                return line;
            case "confusion":
                return new ConfusionMatrixChart(
                    new double[,]
                    {
                        { 50, 3, 0 },
                        { 12, 30, 8 },
                        { 1, 0, 7 },
                    },
                    ["cat", "dog", "an animal with a long name"]
                );
            case "roc":
                var roc = new RocChart();
                roc.AddClasses(Scores, [0, 0, 1, 1, 2, 2], ["a", "b", "c"], micro: true, macro: true);
                return roc;
            case "recall":
                var recall = new PrecisionRecallChart();
                recall.AddClasses(Scores, [0, 0, 1, 1, 2, 2]);
                return recall;
            case "bars":
                return new BarChart(["cat", "dog", "cow"], [0.91, -0.2, 0.5]) { YLabel = "score" };
            case "names":
                return new BarChart(["a long name", "another that is longer", "c", "and so on", "and on", "f"], [1, 2, 3, 4, 5, 6]);
            case "shares":
                return new ConfusionMatrixChart(new double[,] { { 990, 10 }, { 0, 0 } }, ["no", "yes"]) { Values = CellValues.Percentages };
            default:
                return new HistogramChart([0, 0.25, 0.5, 1, 2], [3, 8, 5, 1]) { XLabel = "weight" };
        }
    }

    private static double[,] Scores =>
        new[,]
        {
            { 0.9, 0.1, 0 },
            { 0.3, 0.5, 0.2 },
            { 0.4, 0.6, 0.1 },
            { 0.1, 0.4, 0.3 },
            { 0.2, 0.2, 0.9 },
            { 0.5, 0.3, 0.8 },
        };

    private static void AssertClose(string expected, string actual)
    {
        string[] e = expected.Split(' ', ','), a = actual.Split(' ', ',');
        Assert.Equal(e.Length, a.Length);
        foreach (var (x, y) in e.Zip(a))
        {
            if (double.TryParse(x, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                Assert.Equal(number, double.Parse(y, CultureInfo.InvariantCulture), 0.05);
            else
                Assert.Equal(x, y);
        }
    }
}
