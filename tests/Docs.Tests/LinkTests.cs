using System.Text.RegularExpressions;
using Gen.Docs.Tests.Support;

namespace Gen.Docs.Tests;

public partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Page.All.Select(p => p.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Link_OfAPage_LeadsToPageAndHeading(string path)
    {
        foreach (var target in Links(Page.Find(path).Text).Where(t => !t.Contains("://")))
            Assert.True(Leads(path, target), $"{path}.md: there is no {target}");
    }

    [Theory]
    [InlineData("captured.md#what-fills-a-parameter", true)]
    [InlineData("captured.md#what-fills-a-paramter", false)]
    [InlineData("capture.md", false)]
    [InlineData("Captured.md", false)]
    [InlineData("#the-folder", true)]
    [InlineData("#the-folders", false)]
    [InlineData("images/roc_curve.svg", true)]
    [InlineData("reference/Gen.md#runtresult", true)]
    public void Link_Wrong_IsReported(string target, bool leads) => Assert.Equal(leads, Leads("docs/runs", target));

    [Fact]
    public void Index_NamesEveryPage()
    {
        var index = Links(Page.Find("docs/README").Text).ToHashSet();
        foreach (var page in Page.All.Where(p => p.Path.StartsWith("docs/", StringComparison.Ordinal) && p.Path != "docs/README"))
        {
            var link = page.Path["docs/".Length..] + ".md";
            if (!link.StartsWith("diagnostics/GEN", StringComparison.Ordinal)
                && (!link.StartsWith("reference/", StringComparison.Ordinal) || link == "reference/README.md"))
                Assert.Contains(link, index);
        }
    }

    private static bool Leads(string from, string target)
    {
        var (file, heading) = (target.Split('#')[0], target.Contains('#') ? target.Split('#')[1] : null);
        var page = Path.Combine(Page.Root, from + ".md");
        var full = file.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, file));
        return (File.Exists(full) || Directory.Exists(full)) && (heading is null || Headings(File.ReadAllText(full)).Contains(heading));
    }

    private static IEnumerable<string> Links(string text) => Link().Matches(Code().Replace(text, "")).Select(m => m.Groups[1].Value);

    // As GitHub makes them: lower case, without punctuation, a hyphen for each space, and a number for each repetition.
    private static HashSet<string> Headings(string text)
    {
        var seen = new HashSet<string>();
        foreach (Match heading in Heading().Matches(Code().Replace(text, "")))
        {
            var words = Punctuation().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-');
            for (var i = 1; !seen.Add(words); i++)
                words = $"{words}-{i}";
        }

        return seen;
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
