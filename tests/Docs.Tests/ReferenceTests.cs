using Gen.Docs.Tests.Support;
using Gen.Reference;

namespace Gen.Docs.Tests;

public class ReferenceTests
{
    private const string Command = "dotnet run --project eng/Reference";

    [Fact]
    public void Reference_IsUpToDate()
    {
        var pages = ReferencePages.Make();
        var folder = Path.Combine(Page.Root, "docs", "reference");
        Assert.True(pages.Count > 5);
        foreach (var (name, text) in pages)
        {
            var file = Path.Combine(folder, name);
            Assert.True(File.Exists(file) && File.ReadAllText(file) == text, $"docs/reference/{name} is not up to date: run {Command}");
        }

        Assert.All(
            Directory.GetFiles(folder).Select(f => Path.GetFileName(f)),
            name => Assert.True(pages.ContainsKey(name), $"docs/reference/{name} belongs to no namespace: run {Command}"));
    }

    [Fact]
    public void PublicMember_HasSummary() => Assert.Empty(ReferencePages.WithoutSummary());

    [Fact]
    public void Reference_Type_IsLinked()
    {
        var page = ReferencePages.Make()["Gen.md"];
        Assert.Contains("[`RunStatus`](#runstatus)", page);
        Assert.Contains("\n## `Run<TResult>`\n\n`sealed class Run<TResult> : Run`\n\nA run of a command that returns a `TResult`.\n", page);
        Assert.Contains("- Throws `FileNotFoundException`: The file does not exist.", page);
        Assert.Contains("| `TimeSpan HeartbeatInterval { get; set; }` | The interval of the heartbeat in the record, at least 1 ms.", page);
        Assert.Contains("The default value is 10 seconds.", page);
        Assert.DoesNotContain("MetricPlanAttribute`]", page[..page.IndexOf("\n## ", StringComparison.Ordinal)]);
    }
}
