using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.Analyzers.Tests.CodeFixes;

/// <summary>What holds for all fixes: which rules have one, where it is, and that their pages tell of it.</summary>
public class AllFixesTests
{
    /// <summary>Rules of which nobody but the author knows what was meant.</summary>
    private static readonly string[] s_withoutFix = ["GEN009", "GEN011", "GEN016", "GEN023", "GEN025", "GEN033"];

    /// <summary>Rules whose page shows a program that no fix knows the meaning of.</summary>
    private static readonly string[] s_pagesWithoutOffer = ["GEN004", "GEN022", "GEN032"];

    public static TheoryData<string> Fixable => [.. DescriptorsTests.All.Select(d => d.Id).Except(s_withoutFix)];

    [Fact]
    public void WhenARuleCanBeKnownToBeMendedItHasExactlyOneFix() =>
        Assert.Equal(DescriptorsTests.All.Select(d => d.Id).Except(s_withoutFix), VerifyFix.All.Select(f => Assert.Single(f.FixableDiagnosticIds)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Fixable))]
    public void WhenARuleHasAFixItIsNamedAfterItExportedAndTested(string id)
    {
        var analyzer = Verify.AllAnalyzers.Single(a => a.SupportedDiagnostics.Any(d => d.Id == id)).GetType().Name;
        var fix = Fix(id);
        Assert.Equal(analyzer.Replace("Analyzer", "Fix"), fix.GetType().Name);
        var export = Assert.Single(fix.GetType().GetCustomAttributes(typeof(ExportCodeFixProviderAttribute), false).Cast<ExportCodeFixProviderAttribute>());
        Assert.Equal(fix.GetType().Name, export.Name);
        Assert.Contains(FixAllScope.Solution, fix.GetFixAllProvider()!.GetSupportedFixAllScopes());
        Assert.True(File.Exists(Path.Combine(DocumentationPage.Root, "src", "CodeFixes", fix.GetType().Name + ".cs")));
        Assert.NotNull(GetType().Assembly.GetType($"Gen.Analyzers.Tests.CodeFixes.{fix.GetType().Name}Tests"));
    }

    [Theory]
    [MemberData(nameof(DescriptorsTests.Ids), MemberType = typeof(DescriptorsTests))]
    public void WhenAPageSaysHowToFixItItTellsOfTheCodeFixIfThereIsOne(string id)
    {
        var page = DocumentationPage.Read(id).Text;
        var how = page[page.IndexOf("## How to fix it", StringComparison.Ordinal)..page.IndexOf("## How to suppress it", StringComparison.Ordinal)];
        Assert.Equal(!s_withoutFix.Contains(id), how.Contains("The code fix", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Fixable))]
    public async Task WhenAPagesProgramIsFixedOneDiagnosticLessRemains(string id)
    {
        using var workspace = new FixWorkspace(DocumentationPage.Read(id).Wrong);
        var before = await VerifyFix.Diagnostics(workspace.CurrentSolution, id);
        var mended = 0;
        foreach (var diagnostic in before)
        {
            if ((await VerifyFix.Offered(workspace.CurrentSolution, diagnostic)).FirstOrDefault() is not { } best)
                continue;
            mended++;
            Assert.Equal(before.Length - 1, (await VerifyFix.Diagnostics(await VerifyFix.Apply(best), id)).Length);
        }

        Assert.Equal(s_pagesWithoutOffer.Contains(id), mended == 0);
    }

    private static CodeFixProvider Fix(string id) => VerifyFix.All.Single(f => f.FixableDiagnosticIds.Contains(id));
}
