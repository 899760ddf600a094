using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Gen.Benchmarks.Generator.Builds;

/// <summary>A project on disk that the SDK builds, with the compiler in a process of its own so that its processor time can be
/// told.</summary>
internal sealed partial class BuiltProject(string folder, bool usesGen)
{
    public void Write(IEnumerable<string> sources, int others)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Project.csproj"), Text());
        foreach (var (text, i) in sources.Select((s, i) => (s, i)))
            File.WriteAllText(Path.Combine(folder, $"Subject{i}.cs"), text);
        for (var i = 0; i < others; i++)
            File.WriteAllText(Path.Combine(folder, $"Other{i}.cs"), SourceFiles.Other(i, "0", "Next"));
    }

    /// <summary>Makes what was generated here part of another project.</summary>
    public void GiveGeneratedTo(BuiltProject other)
    {
        var target = Directory.CreateDirectory(other.At("Generated")).FullName;
        foreach (var file in Directory.GetFiles(At("obj/generated"), "*.g.cs", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>Processor seconds of one whole compilation, and what the build printed.</summary>
    /// <param name="keepsGenerated">Whether what is generated is written to disk too.</param>
    public (double Seconds, string Output) Build(bool keepsGenerated = false)
    {
        // The build's children are its own: their time is in what `times` counts after they ended.
        var start = new ProcessStartInfo(
            "bash",
            [
                "-c",
                $"dotnet build -t:Rebuild -nologo -nr:false -m:1 -tl:off -v:d -p:ReportAnalyzer=true -p:UseSharedCompilation=false "
                + $"{(keepsGenerated ? "-p:EmitCompilerGeneratedFiles=true" : "")}; code=$?; times; exit $code",
            ]
        )
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                "The build failed:\n"
                    + string.Join('\n', output.Split('\n').Where(l => l.Contains("error", StringComparison.Ordinal)).Take(20))
            );
        var times = Times().Matches(output);
        return (Seconds(times[^1].Groups[1]) + Seconds(times[^1].Groups[2]), output);
    }

    private static double Seconds(Capture minutes)
    {
        var parts = minutes.Value.TrimEnd('s').Split('m');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture) * 60) + double.Parse(parts[1], CultureInfo.InvariantCulture);
    }

    private string At(string name) => Path.Combine(folder, name);

    private string Text()
    {
        static string Library(string name) => Path.Combine(AppContext.BaseDirectory, name);
        string[] references = ["Gen.Runtime.dll", "Microsoft.Extensions.Logging.Abstractions.dll"];
        string[] analyzers = usesGen ? ["Gen.Generators.dll", "Gen.Analyzers.dll"] : [];
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <CompilerGeneratedFilesOutputPath>obj/generated</CompilerGeneratedFilesOutputPath>
                <NoWarn>$(NoWarn);IDE0051;IDE0060;CS0649;CA1823;CA1822;CA1805</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                {string.Join("\n    ", references.Select(r => $"""<Reference Include="{Library(r)}" />"""))}
                {string.Join("\n    ", analyzers.Select(a => $"""<Analyzer Include="{Library(a)}" />"""))}
              </ItemGroup>
            </Project>
            """;
    }

    [GeneratedRegex(@"(\d+m[\d.]+s) (\d+m[\d.]+s)")]
    private static partial Regex Times();
}
