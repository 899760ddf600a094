using System.Reflection;
using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.Analyzers.Tests;

/// <summary>Checks that everything a rule needs exists. A failure names the file and what is missing in it.</summary>
public class RuleConventionsTests
{
    /// <summary>Rules whose page shows a program for which no fix knows the intention.</summary>
    private static readonly string[] s_pagesWithoutOffer = [RuleIds.DeviceSynchronization, RuleIds.HookSignature];

    /// <summary>Rules whose fix is a guess, to be chosen one at a time.</summary>
    private static readonly string[] s_guesses = [RuleIds.LeftOutParameter];

    /// <summary>The constants of <see cref="RuleIds"/>, by id.</summary>
    private static readonly Dictionary<string, string> s_names = typeof(RuleIds).GetFields(BindingFlags.Static | BindingFlags.Public)
        .Where(f => f.Name != nameof(RuleIds.Category))
        .ToDictionary(f => (string)f.GetValue(null)!, f => f.Name);

    public static TheoryData<string> Ids => [.. All.Select(d => d.Id)];

    public static TheoryData<string> FixableIds => [.. All.Select(d => d.Id).Where(id => FixOf(id) is not null)];

    /// <summary>One descriptor of each rule.</summary>
    public static DiagnosticDescriptor[] All { get; } =
        [.. Verify.AllAnalyzers.SelectMany(a => a.SupportedDiagnostics).DistinctBy(d => d.Id).OrderBy(d => d.Id, StringComparer.Ordinal)];

    [Fact]
    public void Rules_AreTheConstantsOfRuleIds() => Assert.Equal(s_names.Keys.Order(StringComparer.Ordinal), All.Select(d => d.Id));

    // UnfinishedCode.Report is silent on declarations that are being typed.
    [Fact]
    public void Rules_ReportOnlyByReport() => Assert.DoesNotContain(
        Directory.GetFiles(Path.Combine(DocumentationPage.Root, "src/Analyzers/Rules")),
        f => File.ReadAllText(f).Contains(".ReportDiagnostic(", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasEverythingItNeeds(string id)
    {
        var (name, rule) = (s_names[id], All.Single(d => d.Id == id));
        Assert.Matches("^GEN0[0-9][0-9]$", id);
        var analyzer = Assert.Single(Verify.AllAnalyzers, a => a.SupportedDiagnostics.Any(d => d.Id == id));
        Assert.Equal(name + "Analyzer", analyzer.GetType().Name);
        AssertFile($"src/Analyzers/Rules/{name}Analyzer.cs", "");
        AssertFile($"tests/Analyzers.Tests/Rules/{name}Tests.cs", $" class {name}Tests");
        AssertFile(
            "src/Analyzers/AnalyzerReleases.Unshipped.md",
            $"\n{id} | Gen | {rule.DefaultSeverity} | {rule.Title}, ",
            "src/Analyzers/AnalyzerReleases.Shipped.md"
        );
        AssertFile("docs/diagnostics/README.md", $"\n| [{id}]({id}.md) | {rule.Title} | {rule.DefaultSeverity} | ");
        AssertFile($"docs/diagnostics/{id}.md", $"# {id}: {rule.Title}\n");
        foreach (var heading in new[] { "## Cause", "## Example", "## How to fix it", "## How to suppress it" })
            AssertFile($"docs/diagnostics/{id}.md", $"\n{heading}\n");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasConsistentMessages(string id)
    {
        var messages = Verify.AllAnalyzers.SelectMany(a => a.SupportedDiagnostics).Where(d => d.Id == id).ToArray();
        var first = messages[0];
        Assert.All(
            messages,
            m =>
            {
                var text = m.MessageFormat.ToString(null);
                Assert.Equal(
                    (first.Title, first.DefaultSeverity, RuleIds.Category, RuleIds.HelpLink(id)),
                    (m.Title, m.DefaultSeverity, m.Category, m.HelpLinkUri)
                );
                Assert.NotEqual("{0}", text);
                Assert.Matches("^[A-Z'\"]", text);

            // A full stop ends messages of several sentences only.
            Assert.Equal(text.TrimEnd('.').Contains(". ", StringComparison.Ordinal), text.EndsWith('.'));
        });
        Assert.Equal(messages.Length, messages.Select(m => m.MessageFormat).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(FixableIds))]
    public void Fix_IsNamedAndExportedLikeItsRule(string id)
    {
        var type = FixOf(id)!.GetType();
        Assert.Equal(s_names[id] + "Fix", type.Name);
        AssertFile(
            $"src/CodeFixes/Rules/{type.Name}.cs",
            $"[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof({type.Name})), Shared]"
        );
        // Long tests of a fix are a part of their own.
        var tests = $"tests/Analyzers.Tests/Rules/{s_names[id]}Tests";
        var isPart = File.Exists(Path.Combine(DocumentationPage.Root, tests + ".Fixes.cs"));
        AssertFile(tests + (isPart ? ".Fixes.cs" : ".cs"), "VerifyFix.Fixes");
        var scopes = FixOf(id)!.GetFixAllProvider()?.GetSupportedFixAllScopes() ?? [];
        Assert.Equal(!s_guesses.Contains(id), scopes.Contains(FixAllScope.Solution));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void PageAndIndex_MentionCodeFixIfThereIsOne(string id)
    {
        var page = DocumentationPage.Read(id).Text;
        var how = page[
            page.IndexOf("## How to fix it", StringComparison.Ordinal)..page.IndexOf("## How to suppress it", StringComparison.Ordinal)
        ];
        Assert.Equal(FixOf(id) is not null, how.Replace('\n', ' ').Contains("The code fix", StringComparison.Ordinal));
        var row = File.ReadLines(Path.Combine(DocumentationPage.Root, "docs/diagnostics/README.md"))
            .Single(l => l.StartsWith($"| [{id}]", StringComparison.Ordinal));
        Assert.Equal(FixOf(id) is null, row.TrimEnd(' ', '|').EndsWith('–'));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task PageExamples_FirstIsReportedAndSecondIsAccepted(string id)
    {
        var page = DocumentationPage.Read(id);
        var reported = await Verify.Diagnostics(Compiled.With([("Wrong.cs", page.Wrong)]));
        Assert.Equal([id], reported.Select(d => d.Id).Distinct());
        await Verify.Accepts(page.Right);
    }

    [Theory]
    [MemberData(nameof(FixableIds))]
    public async Task PageExample_WhenFixed_HasOneDiagnosticLess(string id)
    {
        using var workspace = new FixWorkspace(DocumentationPage.Read(id).Wrong);
        var before = await VerifyFix.Diagnostics(workspace.CurrentSolution, id);
        var isFixed = false;
        foreach (var diagnostic in before)
        {
            if ((await VerifyFix.Offered(workspace.CurrentSolution, diagnostic)).FirstOrDefault() is not { } best)
                continue;
            isFixed = true;
            Assert.Equal(before.Length - 1, (await VerifyFix.Diagnostics(await VerifyFix.Apply(best), id)).Length);
        }

        Assert.Equal(s_pagesWithoutOffer.Contains(id), !isFixed);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Pragma_SuppressesRule(string id)
    {
        var reported = await Verify.Diagnostics(
            Compiled.With([("Wrong.cs", $"#pragma warning disable {id}\n{DocumentationPage.Read(id).Wrong}")]));
        Assert.Empty(reported);
    }

    private static CodeFixProvider? FixOf(string id) => VerifyFix.All.SingleOrDefault(f => f.FixableDiagnosticIds.SequenceEqual([id]));

    private static void AssertFile(string path, string text, params string[] alternatives)
    {
        var files = alternatives.Prepend(path).Select(p => Path.Combine(DocumentationPage.Root, p)).ToArray();
        Assert.True(files.All(File.Exists), $"{path} is missing");
        Assert.True(files.Any(f => File.ReadAllText(f).Contains(text, StringComparison.Ordinal)), $"{path} has no '{text.Trim()}'");
    }
}
