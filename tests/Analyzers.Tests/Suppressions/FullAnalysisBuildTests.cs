using System.Text.RegularExpressions;
using Gen.Analyzers.Tests.Builds;
using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Suppressions;

/// <summary>
/// A program with everything that the language has, built with every analyzer of the SDK at its loudest: only the neighbours that resemble what
/// Gen uses, named in a comment of their lines, are reported, and nothing in generated code.
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

    // How code looks is the user's taste; these rules of code style are about what it does.
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
        var (_, output) = build.Run(new Dictionary<string, string> { ["Quiet"] = text, ["Loud"] = text }, name => name == "Loud" ? "NoWarn=GENS0051%3BGENS0060%3BGENS1034%3BGENS1062%3BGENS1822%3BGENS5394" : "");

        var expected = text.Split('\n').SelectMany((line, i) => Id().Matches(line).Select(m => ($"{i + 1}", m.Value)));
        var reported = CommandLineBuild.Reported(output, "Quiet").ToArray();
        Assert.True(expected.SequenceEqual(reported), $"expected:\n{string.Join('\n', expected)}\nreported:\n{string.Join('\n', reported)}");
        Assert.True(build.HasBuilt("Quiet"));

        // The other build shows that there was something to take back, and that it can be had.
        var back = CommandLineBuild.Reported(output, "Loud").Except(reported).GroupBy(r => r.Id).Select(g => g.Key).Order();
        Assert.Equal(["CA1034", "CA1062", "CA1822", "CA5394", "IDE0051", "IDE0060"], back);
        Assert.DoesNotContain(".g.cs", output);
        Assert.DoesNotContain("AD0001", output);
    }

    [GeneratedRegex(@"\b(?:CA|IDE)\d{4}\b")]
    private static partial Regex Id();
}
