using System.Text.Json;
using Gen.Samples.Tests.Support;
using Xunit;

namespace Gen.Samples.Tests.Packages;

/// <summary>The source files and packages in the records of programs that reference the packages.</summary>
[Collection(nameof(PackedFeed))]
public sealed class SourceRecordTests(PackedFeed feed)
{
    [Fact]
    public void Run_ChangedSources_AreThoseOfTheBuild()
    {
        var project = feed.New("Recorded");
        feed.Write("Recorded.Lib", ("Lib.csproj", Library), ("Scale.cs", "public static class Scale;"));
        Assert.Equal(0, feed.Dotnet(project, "add", "reference", "../Recorded.Lib/Lib.csproj").ExitCode);
        var first = Run(project, "1", "run", "--", "with", "quick", "seed=1");
        Assert.Equal(["../Recorded.Lib/Scale.cs", "Experiment.cs"], Sources(first).Keys.Order(StringComparer.Ordinal));
        Assert.All(Sources(first), s => Assert.True(File.Exists(Path.Combine(project, "runs", s.Value)), s.Value));

        // Changed after the build: neither the old text is there, nor was the new one run.
        File.AppendAllText(Path.Combine(project, "..", "Recorded.Lib", "Scale.cs"), "\n// a change\n");
        var second = Run(project, "2", "run", "--no-build", "--", "with", "quick", "seed=1");
        Assert.Equal(["../Recorded.Lib/Scale.cs"], second.GetProperty("changed_sources").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal(["Experiment.cs"], Sources(second).Keys);
        Assert.Contains(
            "'../Recorded.Lib/Scale.cs' has changed since the program was built",
            File.ReadAllText(Path.Combine(project, "runs", "2", "cout.txt")));

        var third = Run(project, "3", "run", "--", "with", "quick", "seed=1");
        Assert.False(third.TryGetProperty("changed_sources", out _));
        Assert.Equal(Sources(first)["Experiment.cs"], Sources(third)["Experiment.cs"]);
        Assert.NotEqual(Sources(first)["../Recorded.Lib/Scale.cs"], Sources(third)["../Recorded.Lib/Scale.cs"]);

        // What is published for others has the packages, and neither the folder nor the text of the sources.
        string[] options = ["-r", "linux-x64", "--self-contained", "false", "-p:PublishSingleFile=true", "--nologo"];
        Assert.Equal(0, feed.Dotnet(project, ["publish", "-o", "out", .. options]).ExitCode);
        Directory.Move(project, project + "-elsewhere");
        var program = Path.Combine(project + "-elsewhere", "out", "Recorded");
        Assert.Equal(0, feed.Start(program, feed.Folder, "--runs", "published", "with", "quick").ExitCode);
        var published = Record(Path.Combine(feed.Folder, "published", "1"));
        Assert.Empty(Sources(published));
        Assert.False(published.TryGetProperty("changed_sources", out _));
        Assert.Equal(Packages(first).Where(p => p.StartsWith("YamlDotNet", StringComparison.Ordinal)), Packages(published)
            .Where(p => p.StartsWith("YamlDotNet", StringComparison.Ordinal)));
        Assert.Contains("Gen==0.1.0", Packages(published));
    }

    private const string Library = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup><PackageReference Include="Gen" Version="0.1.0" /></ItemGroup>
        </Project>
        """;

    private JsonElement Run(string project, string id, params string[] line)
    {
        var run = feed.Dotnet(project, line);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Empty(Directory.GetFiles(Path.Combine(project, "runs"), "*.cs", SearchOption.AllDirectories));   // would be compiled
        return Record(Path.Combine(project, "runs", id));
    }

    private static JsonElement Record(string run) => SampleProgram.Json(run, "run.json").GetProperty("experiment");

    private static Dictionary<string, string> Sources(JsonElement experiment) => experiment.GetProperty("sources").EnumerateArray()
        .ToDictionary(s => s[0].GetString()!, s => s[1].GetString()!);

    private static List<string> Packages(JsonElement experiment) =>
        [.. experiment.GetProperty("dependencies").EnumerateArray().Select(d => d.GetString()!)];
}
