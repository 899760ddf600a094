using System.Diagnostics;
using System.Text.RegularExpressions;
using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Tests.Builds;

/// <summary>
/// Builds many one-file programs with the SDK's own compiler in one go: one project, restored once, built once per program with another value of
/// a property, two at a time.
/// </summary>
/// <param name="properties">MSBuild properties of the project, as XML; null: the .NET analyzers are off.</param>
/// <param name="severities">The text of the <c>.editorconfig</c>; null: infos, which a build does not print, are made warnings.</param>
internal sealed partial class CommandLineBuild(string? properties = null, string? severities = null) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gen-builds-").FullName;

    /// <summary>The ids of errors and warnings of each program, and the build's whole output.</summary>
    /// <param name="programs">The programs by their names.</param>
    /// <param name="propertiesOf">Further properties of one program, as MSBuild takes them; null: none.</param>
    public (IReadOnlyDictionary<string, string[]> Ids, string Output) Run(IReadOnlyDictionary<string, string> programs, Func<string, string>? propertiesOf = null)
    {
        foreach (var (name, text) in programs)
            File.WriteAllText(Path.Combine(_folder, name + ".cs"), text);
        File.WriteAllText(Path.Combine(_folder, "case.csproj"), Project());
        File.WriteAllText(Path.Combine(_folder, ".editorconfig"), severities ?? InfosAsWarnings());
        File.WriteAllText(Path.Combine(_folder, "all.proj"), Traversal(programs, propertiesOf ?? (_ => "")));
        var output = Dotnet("build", "all.proj", "-m:2", "-nr:false", "-v:m", "-nologo", "-tl:off");
        var ids = programs.Keys.ToDictionary(
            name => name,
            name => Reported(output, name).Select(d => d.Id).Distinct().Order(StringComparer.Ordinal).ToArray());
        return (ids, output);
    }

    /// <summary>The errors and warnings of a program, each once, in the order of their lines.</summary>
    public static IEnumerable<(string Line, string Id)> Reported(string output, string name) => DiagnosticLine().Matches(output)
        .Where(m => m.Groups["file"].Value == name)
        .Select(m => (Line: m.Groups["line"].Value, Id: m.Groups["id"].Value))
        .Distinct()
        .OrderBy(d => int.Parse(d.Line, System.Globalization.CultureInfo.InvariantCulture))
        .ThenBy(d => d.Id, StringComparer.Ordinal);

    /// <summary>True if the program's own assembly was made.</summary>
    public bool HasBuilt(string name) => File.Exists(Path.Combine(_folder, "bin", name, "case.dll"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex(@"[/\\](?<file>[A-Za-z0-9]+)\.cs\((?<line>\d+),\d+\): (?:error|warning) (?<id>[A-Z]+\d+):")]
    private static partial Regex DiagnosticLine();

    /// <summary>As a user can make them.</summary>
    private static string InfosAsWarnings() => string.Join(
        '\n', DescriptorsTests.All.Where(d => d.DefaultSeverity == DiagnosticSeverity.Info).Select(d => $"dotnet_diagnostic.{d.Id}.severity = warning").Prepend("[*.cs]").Prepend("root = true"));

    private string Project()
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
                {properties ?? "<EnableNETAnalyzers>false</EnableNETAnalyzers>"}
                <ProduceReferenceAssembly>false</ProduceReferenceAssembly>
                <DebugType>none</DebugType>
                <IntermediateOutputPath>obj/$(Case)/</IntermediateOutputPath>
                <OutputPath>bin/$(Case)/</OutputPath>
                <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="$(Case).cs" />
                <Reference Include="{Library("Gen.Runtime.dll")}" />
                <Reference Include="{Library("Microsoft.Extensions.Logging.Abstractions.dll")}" />
                {string.Join("\n    ", Compiled.TorchLibraries.Select(n => $"""<Reference Include="{Library(n)}" Condition="'$(UsesTorch)' == 'true'" />"""))}
                <Analyzer Include="{Library("Gen.Generators.dll")}" />
                <Analyzer Include="{Library("Gen.Analyzers.dll")}" />
              </ItemGroup>
            </Project>
            """;
    }

    private static string Traversal(IReadOnlyDictionary<string, string> programs, Func<string, string> propertiesOf) => $"""
        <Project DefaultTargets="Build">
          <ItemGroup>
            {string.Join("\n    ", programs.Select(p => $"""<Case Include="case.csproj" AdditionalProperties="Case={p.Key};UsesTorch={Compiled.UsesTorch(p.Value)};{propertiesOf(p.Key)}" />"""))}
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
