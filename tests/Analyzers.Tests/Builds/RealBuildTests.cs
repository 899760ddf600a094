using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Tests.Builds;

/// <summary>
/// One build per rule with the compiler of the SDK, which drops the diagnostics of analyzers if a declaration has errors. Each rule must
/// report the program of its page, which runs the experiment and calls its captured methods.
/// </summary>
[Trait("Category", "build")]
public class RealBuildTests
{
    /// <summary>The compiler errors beside a rule: calls of members that were not generated.</summary>
    private static readonly Dictionary<string, string[]> s_compilerErrors = new()
    {
        ["GEN007"] = ["CS0311"],
        ["GEN016"] = ["CS7036"],
        ["GEN018"] = ["CS1501"],
        ["GEN034"] = ["CS0311"],
    };

    [Fact]
    public void Build_OfViolation_ReportsOnlyTheRule()
    {
        var programs = RuleConventionsTests.All.ToDictionary(d => d.Id, d => DocumentationPage.Read(d.Id).Wrong);
        programs.Add("Control", Sample());
        using var build = new CommandLineBuild();
        var (ids, output) = build.Run(programs, name => name == "GEN034" ? "LangVersion=13" : "");

        var expected = RuleConventionsTests
            .All.Select(d => $"{d.Id}: {string.Join(" ", s_compilerErrors.GetValueOrDefault(d.Id, []).Append(d.Id))}")
            .Append("Control: ");
        var actual = ids.Select(p => $"{p.Key}: {string.Join(" ", p.Value)}");
        Assert.True(expected.SequenceEqual(actual), $"{string.Join('\n', actual)}\n\n{output}");
        Assert.DoesNotContain("CS8785", output);
        Assert.DoesNotContain("AD0001", output);
        Assert.DoesNotContain("CS9057", output);
        Assert.True(build.HasBuilt("Control"));
        Assert.All(RuleConventionsTests.All, d => Assert.Equal(d.DefaultSeverity != DiagnosticSeverity.Error, build.HasBuilt(d.Id)));
    }

    /// <summary>A valid program in one file: the sample without torch.</summary>
    private static string Sample()
    {
        var folder = Path.Combine(DocumentationPage.Root, "samples", "NoTorch");
        var program = File.ReadAllText(Path.Combine(folder, "Program.cs"));
        return program + File.ReadAllText(Path.Combine(folder, "Thrower.cs")).Replace("using Gen;", "");
    }
}
