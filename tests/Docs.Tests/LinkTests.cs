using System.Text.RegularExpressions;
using Gen.Docs.Tests.Support;

namespace Gen.Docs.Tests;

public partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Page.All.Select(p => p.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void WhenALinkIsFollowedThereIsAPageAndItsHeading(string path)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Page.Root, path))!;
        foreach (var target in Links(Page.Of(path).Text).Where(t => !t.Contains("://")))
        {
            var (file, heading) = (target.Split('#')[0], target.Contains('#') ? target.Split('#')[1] : null);
            var full = file.Length == 0 ? Path.Combine(Page.Root, path + ".md") : Path.GetFullPath(Path.Combine(folder, file));
            // The name as it is written: other systems tell cases apart.
            Assert.True(File.Exists(full) || Directory.Exists(full), $"{path}.md: there is no {target}");
            if (heading is not null)
                Assert.True(Headings(File.ReadAllText(full)).Contains(heading), $"{path}.md: {target} has no such heading");
        }
    }

    [Fact]
    public void WhenTheIndexIsReadItNamesEveryPage()
    {
        var index = Links(Page.Of("docs/README").Text).ToHashSet();
        foreach (var page in Page.All.Where(p => p.Path.StartsWith("docs/", StringComparison.Ordinal) && p.Path != "docs/README"))
        {
            var link = page.Path["docs/".Length..] + ".md";
            if (!link.StartsWith("diagnostics/GEN", StringComparison.Ordinal) && !(link.StartsWith("reference/", StringComparison.Ordinal) && link != "reference/README.md"))
                Assert.Contains(link, index);
        }
    }

    private static IEnumerable<string> Links(string text) => Link().Matches(Code().Replace(text, "")).Select(m => m.Groups[1].Value);

    // As GitHub makes them: small letters, without punctuation, a hyphen for each space, and a number for each repetition.
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
