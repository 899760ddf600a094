using System.Diagnostics;
using System.Text.RegularExpressions;
using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Builds;

/// <summary>
/// Builds many programs with the SDK's own compiler in one go: one project, restored once, built once per program with another value of a property,
/// two at a time.
/// </summary>
internal sealed partial class CommandLineBuild : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gen-builds-").FullName;

    /// <summary>The ids of errors and warnings of each program, and the build's whole output.</summary>
    public (IReadOnlyDictionary<string, string[]> Ids, string Output) Run(IReadOnlyDictionary<string, string> programs)
    {
        var output = Build(programs.ToDictionary(p => p.Key, p => (IReadOnlyList<(string, string)>)[(p.Key + ".cs", p.Value)]));
        var ids = programs.Keys.ToDictionary(
            name => name,
            name => DiagnosticLine().Matches(output).Where(m => m.Groups["file"].Value == name).Select(m => m.Groups["id"].Value).Distinct().Order(StringComparer.Ordinal).ToArray());
        return (ids, output);
    }

    /// <summary>Builds programs of several files each and gives the build's whole output; a file's path is that of its program and its own.</summary>
    public string Build(IReadOnlyDictionary<string, IReadOnlyList<(string Path, string Text)>> programs)
    {
        foreach (var (name, files) in programs)
        {
            foreach (var (path, text) in files)
            {
                var full = Path.Combine(_folder, name, path);
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                File.WriteAllText(full, text);
            }
        }

        File.WriteAllText(Path.Combine(_folder, "case.csproj"), Project());
        File.WriteAllText(Path.Combine(_folder, "all.proj"), Traversal(programs));
        return Dotnet("build", "all.proj", "-m:2", "-nr:false", "-v:m", "-nologo", "-tl:off");
    }

    /// <summary>True if the program's own assembly was made.</summary>
    public bool HasBuilt(string name) => File.Exists(Path.Combine(_folder, "bin", name, "case.dll"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex(@"[/\\](?<file>[A-Za-z0-9]+)\.cs\(\d+,\d+\): (?:error|warning) (?<id>[A-Z]+\d+):")]
    private static partial Regex DiagnosticLine();

    private static string Project()
    {
        static string Library(string name) => Path.Combine(AppContext.BaseDirectory, name);
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <EnableDefaultItems>false</EnableDefaultItems>
                <UseAppHost>false</UseAppHost>
                <EnableNETAnalyzers>false</EnableNETAnalyzers>
                <ProduceReferenceAssembly>false</ProduceReferenceAssembly>
                <DebugType>none</DebugType>
                <IntermediateOutputPath>obj/$(Case)/</IntermediateOutputPath>
                <OutputPath>bin/$(Case)/</OutputPath>
                <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="$(Case)/**/*.cs" Condition="'$(Case)' != ''" />
                <Reference Include="{Library("Gen.Runtime.dll")}" />
                <Reference Include="{Library("Microsoft.Extensions.Logging.Abstractions.dll")}" />
                <Reference Include="{Library("Spectre.Console.dll")}" />
                {string.Join("\n    ", Compiled.TorchLibraries.Select(n => $"""<Reference Include="{Library(n)}" Condition="'$(UsesTorch)' == 'true'" />"""))}
                <Analyzer Include="{Library("Gen.Generators.dll")}" />
                <Analyzer Include="{Library("Gen.Analyzers.dll")}" />
              </ItemGroup>
            </Project>
            """;
    }

    private static string Traversal(IReadOnlyDictionary<string, IReadOnlyList<(string Path, string Text)>> programs) => $"""
        <Project DefaultTargets="Build">
          <ItemGroup>
            {string.Join("\n    ", programs.Select(p => $"""<Case Include="case.csproj" AdditionalProperties="Case={p.Key};UsesTorch={p.Value.Any(f => Compiled.UsesTorch(f.Text))}" />"""))}
          </ItemGroup>
          <Target Name="Restore">
            <MSBuild Projects="case.csproj" Targets="Restore" Properties="Restoring=true" />
          </Target>
          <Target Name="Build">
            <MSBuild Projects="@(Case)" Targets="Build" BuildInParallel="true" ContinueOnError="ErrorAndContinue" />
          </Target>
        </Project>
        """;

    private string Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // The test host's own MSBuild variables would lead this build to the wrong SDK.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(4)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("the build hangs:\n" + output);
        }

        return output + errors.Result;
    }
}
