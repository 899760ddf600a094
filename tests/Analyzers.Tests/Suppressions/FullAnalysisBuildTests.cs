using System.Text.RegularExpressions;
using Gen.Analyzers.Tests.Builds;
using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Suppressions;

/// <summary>
/// A program with all features, built with all analyzers of the SDK: only members that resemble those of Gen, named in a comment on their
/// lines, are reported, and nothing in generated code.
/// </summary>
[Trait("Category", "build")]
public partial class FullAnalysisBuildTests
{
    private const string Loud = """
        <AnalysisLevel>latest-all</AnalysisLevel>
        <AnalysisMode>All</AnalysisMode>
        <EnableNETAnalyzers>true</EnableNETAnalyzers>
        <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
        """;

    // The rules of code style that are not about formatting.
    private const string Severities = """
        root = true
        [*.cs]
        dotnet_diagnostic.IDE0005.severity = warning
        dotnet_diagnostic.IDE0035.severity = warning
        dotnet_diagnostic.IDE0043.severity = warning
        dotnet_diagnostic.IDE0044.severity = warning
        dotnet_diagnostic.IDE0051.severity = warning
        dotnet_diagnostic.IDE0052.severity = warning
        dotnet_diagnostic.IDE0059.severity = warning
        dotnet_diagnostic.IDE0060.severity = warning
        """;

    [Fact]
    public void AnalysisModeAll_ReportsOnlyUnrelatedMembers()
    {
        var text = File.ReadAllText(Path.Combine(DocumentationPage.Root, "tests", "Analyzers.Tests", "Suppressions", "Everything.cs.txt"));
        using var build = new CommandLineBuild(Loud, Severities);
        var (_, output) = build.Run(
            new Dictionary<string, string> { ["Quiet"] = text, ["Loud"] = text },
            name => name == "Loud" ? "NoWarn=GENS0051%3BGENS0060%3BGENS1034%3BGENS1062%3BGENS1822%3BGENS5394" : ""
        );

        var expected = text.Split('\n').SelectMany((line, i) => Id().Matches(line).Select(m => ($"{i + 1}", m.Value)));
        var reported = CommandLineBuild.Reported(output, "Quiet").ToArray();
        Assert.True(
            expected.SequenceEqual(reported),
            $"expected:\n{string.Join('\n', expected)}\nreported:\n{string.Join('\n', reported)}"
        );
        Assert.True(build.HasBuilt("Quiet"));

        // The other build shows that there were warnings to suppress, and that they can be restored.
        var back = CommandLineBuild.Reported(output, "Loud").Except(reported).GroupBy(r => r.Id).Select(g => g.Key).Order();
        Assert.Equal(["CA1034", "CA1062", "CA1822", "CA5394", "IDE0051", "IDE0060"], back);
        Assert.DoesNotContain(".g.cs", output);
        Assert.DoesNotContain("AD0001", output);
    }

    [GeneratedRegex(@"\b(?:CA|IDE)\d{4}\b")]
    private static partial Regex Id();
}
