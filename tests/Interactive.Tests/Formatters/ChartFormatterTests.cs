using System.Text.RegularExpressions;
using Gen.Training.Charts;

namespace Gen.Interactive.Tests.Formatters;

public partial class ChartFormatterTests
{
    [Fact]
    public void Chart_IsInlineSvg()
    {
        var html = ChartFormatter.ToHtml(Chart("a < b", [1, 2, 3]));

        Assert.StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"", html);
        Assert.EndsWith("</svg>\n", html);
        Assert.Contains("<title>a &lt; b</title>", html);
    }

    [Fact]
    public void Charts_OfOnePage_HaveDifferentIds()
    {
        var (first, second) = (ChartFormatter.ToHtml(Chart("a", [1, 2, 3])), ChartFormatter.ToHtml(Chart("a", [1, 2, 4])));

        Assert.NotEmpty(Ids(first));
        Assert.Empty(Ids(first).Intersect(Ids(second)));
        Assert.Equal(Ids(first), Uses().Matches(first).Select(m => m.Groups[1].Value).Distinct());
    }

    private static LineChart Chart(string title, double[] values)
    {
        var chart = new LineChart { Title = title };
        chart.Add("loss", values, 1);
        return chart;
    }

    private static IEnumerable<string> Ids(string html) => Id().Matches(html).Select(m => m.Groups[1].Value);

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex(@"url\(#([^)]+)\)")]
    private static partial Regex Uses();
}
