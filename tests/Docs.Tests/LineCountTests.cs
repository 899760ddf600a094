using System.Globalization;
using System.Text.RegularExpressions;
using Gen.Docs.Tests.Support;

namespace Gen.Docs.Tests;

/// <summary>The line counts of <c>docs/coming-from/keras-line-by-line.md</c>, counted again.</summary>
public partial class LineCountTests
{
    private static readonly Page s_page = Page.Find("docs/coming-from/keras-line-by-line");

    [Fact]
    public void Table_OfTasks_HasTheCountsOfTheirBlocks()
    {
        var counted = s_page.Blocks.Chunk(2).Select(pair =>
        {
            Assert.Equal(["python", "csharp"], pair.Select(b => b.Language));
            var (python, csharp) = (Count(pair[0].Text), Count(pair[1].Text));
            return $"{python} {csharp} {Ratio(csharp, python)}";
        });
        var stated = Row().Matches(s_page.Text).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value} {m.Groups[3].Value}");
        Assert.Equal(counted, stated);
    }

    [Fact]
    public void Tasks_AreNeverMuchLongerAndMostlyShorterThanInKeras()
    {
        var ratios = s_page.Blocks.Chunk(2).Select(pair => (double)Count(pair[1].Text) / Count(pair[0].Text)).ToArray();
        Assert.Equal(12, ratios.Length);
        Assert.All(ratios, r => Assert.InRange(r, 0, 1.3));
        Assert.True(ratios.Count(r => r < 1) > ratios.Length / 2);
    }

    private static int Count(string code) => code.Split('\n').Select(l => l.Trim())
        .Count(l => l.Length > 0 && !l.StartsWith('#') && !l.StartsWith("//", StringComparison.Ordinal));

    private static string Ratio(int csharp, int python) => ((double)csharp / python).ToString("F2", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| \[[^\]]+\]\(#[a-z-]+\) \| (\d+) \| (\d+) \| ([\d.]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
