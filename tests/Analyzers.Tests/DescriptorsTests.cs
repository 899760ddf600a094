using System.Reflection;
using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Tests;

public class DescriptorsTests
{
    public static TheoryData<string> Ids => [.. All.Select(d => d.Id)];

    public static DiagnosticDescriptor[] All { get; } =
        [.. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public).Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>()];

    [Fact]
    public void WhenRulesAreAddedIdsStayUniqueAndInOrder()
    {
        Assert.Equal(28, All.Length);
        Assert.Equal(All.Select(d => d.Id).Distinct().Order(StringComparer.Ordinal), All.Select(d => d.Id));
        Assert.All(All, d => Assert.Matches("^GEN0[0-9][0-9]$", d.Id));
    }

    [Fact]
    public void WhenARuleIsDeclaredExactlyOneAnalyzerReportsIt() =>
        Assert.Equal(All.Select(d => d.Id), Verify.AllAnalyzers.SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void WhenAUserAsksForHelpThePageIsThere(string id)
    {
        var descriptor = All.Single(d => d.Id == id);
        Assert.Equal($"https://github.com/gen-dotnet/gen/blob/main/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
        var page = DocumentationPage.Read(id).Text;
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page);
        foreach (var heading in new[] { "## Cause", "## Example", "## How to fix it", "## How to suppress it" })
            Assert.Contains($"\n{heading}\n", page);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task WhenAPageShowsExamplesTheFirstIsReportedAndTheSecondIsNot(string id)
    {
        var page = DocumentationPage.Read(id);
        var reported = await Verify.Diagnostics(Compiled.With([("Wrong.cs", page.Wrong)]));
        Assert.Equal([id], reported.Select(d => d.Id).Distinct());
        await Verify.Accepts(page.Right);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task WhenARuleIsSwitchedOffByAPragmaItIsSilent(string id)
    {
        var reported = await Verify.Diagnostics(Compiled.With([("Wrong.cs", $"#pragma warning disable {id}\n{DocumentationPage.Read(id).Wrong}")]));
        Assert.Empty(reported);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void WhenARuleIsReleasedItIsTrackedAndTested(string id)
    {
        var source = Path.Combine(DocumentationPage.Root, "src", "Analyzers");
        var releases = File.ReadAllText(Path.Combine(source, "AnalyzerReleases.Unshipped.md")) + File.ReadAllText(Path.Combine(source, "AnalyzerReleases.Shipped.md"));
        Assert.Contains($"\n{id} | Gen | {All.Single(d => d.Id == id).DefaultSeverity} | ", releases);
        var analyzer = Verify.AllAnalyzers.Single(a => a.SupportedDiagnostics.Any(d => d.Id == id)).GetType();
        Assert.NotNull(GetType().Assembly.GetType($"Gen.Analyzers.Tests.{analyzer.Name}Tests"));
        Assert.True(File.Exists(Path.Combine(source, analyzer.Name + ".cs")));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void WhenTheIndexIsReadEachRuleHasARow(string id)
    {
        var rule = All.Single(d => d.Id == id);
        var start = $"| [{id}]({id}.md) | {rule.Title} | {rule.DefaultSeverity} | ";
        var row = Assert.Single(File.ReadLines(Path.Combine(DocumentationPage.Root, "docs", "diagnostics", "README.md")), l => l.StartsWith(start, StringComparison.Ordinal));
        if (CodeFixes.VerifyFix.All.Any(f => f.FixableDiagnosticIds.Contains(id)))
            Assert.NotEqual("–", row[start.Length..].TrimEnd(' ', '|'));
    }
}
