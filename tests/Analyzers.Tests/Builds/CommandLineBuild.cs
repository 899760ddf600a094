using System.Text.RegularExpressions;
using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Tests.Builds;

/// <summary>
/// Builds many programs with the compiler of the SDK: one project is restored once, and built once per program with another value of a
/// property, two at a time.
/// </summary>
/// <param name="properties">The MSBuild properties of the project as XML, or null to turn the .NET analyzers off.</param>
/// <param name="severities">The text of the <c>.editorconfig</c>, or null for the default severities.</param>
internal sealed partial class CommandLineBuild(string? properties = null, string? severities = null) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gen-builds-").FullName;

    /// <summary>Builds one-file programs. Returns the ids of the errors and warnings of each, and the output of the build.</summary>
    /// <param name="programs">The programs by their names.</param>
    /// <param name="propertiesOf">Further MSBuild properties of a program, or null.</param>
    public (IReadOnlyDictionary<string, string[]> Ids, string Output) Run(
        IReadOnlyDictionary<string, string> programs,
        Func<string, string>? propertiesOf = null
    )
    {
        var output = Build(
            programs.ToDictionary(p => p.Key, p => (IReadOnlyList<(string, string)>)[(p.Key + ".cs", p.Value)]),
            propertiesOf
        );
        var ids = programs.Keys.ToDictionary(
            name => name,
            name => Reported(output, name).Select(d => d.Id).Distinct().Order(StringComparer.Ordinal).ToArray());
        return (ids, output);
    }

    /// <summary>
    /// Builds programs of several files each and returns the output of the build. A file path consists of the program's and its own.
    /// </summary>
    /// <inheritdoc cref="Run"/>
    public string Build(
        IReadOnlyDictionary<string, IReadOnlyList<(string Path, string Text)>> programs,
        Func<string, string>? propertiesOf = null
    )
    {
        foreach (var (name, files) in programs)
        {
            foreach (var (path, text) in files)
            {
                var full = Path.Combine(_folder, name, path);
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                File.WriteAllText(full, text);
            }

            // A build does not show infos. The rule after which a program is named is made a warning, as a user can do.
            if (RuleConventionsTests.All.Any(d => d.Id == name && d.DefaultSeverity == DiagnosticSeverity.Info))
                File.WriteAllText(
                    Path.Combine(_folder, name, "info.globalconfig"),
                    $"is_global = true\ndotnet_diagnostic.{name}.severity = warning\n"
                );
        }

        File.WriteAllText(Path.Combine(_folder, "case.csproj"), Project());
        File.WriteAllText(Path.Combine(_folder, ".editorconfig"), severities ?? "root = true\n");
        File.WriteAllText(Path.Combine(_folder, "all.proj"), Traversal(programs, propertiesOf ?? (_ => "")));
        return DotnetCommand.Run(_folder, "build", "all.proj", "-m:2", "-nr:false", "-v:m", "-nologo", "-tl:off");
    }

    /// <summary>Returns the distinct errors and warnings of a program by line.</summary>
    public static IEnumerable<(string Line, string Id)> Reported(string output, string name) => DiagnosticLine().Matches(output)
        .Where(m => m.Groups["file"].Value == name)
        .Select(m => (Line: m.Groups["line"].Value, Id: m.Groups["id"].Value))
        .Distinct()
        .OrderBy(d => int.Parse(d.Line, System.Globalization.CultureInfo.InvariantCulture))
        .ThenBy(d => d.Id, StringComparer.Ordinal);

    /// <summary>Returns true if the assembly of the program was built.</summary>
    public bool HasBuilt(string name) => File.Exists(Path.Combine(_folder, "bin", name, "case.dll"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex(@"[/\\](?<file>[A-Za-z0-9]+)\.cs\((?<line>\d+),\d+\): (?:error|warning) (?<id>[A-Z]+\d+):")]
    private static partial Regex DiagnosticLine();

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
                <Compile Include="$(Case)/**/*.cs" Condition="'$(Case)' != ''" />
                <GlobalAnalyzerConfigFiles Include="$(Case)/info.globalconfig" Condition="Exists('$(Case)/info.globalconfig')" />
                <Reference Include="{Library("Gen.Runtime.dll")}" />
                <Reference Include="{Library("Microsoft.Extensions.Logging.Abstractions.dll")}" />
                <Reference Include="{Library("Spectre.Console.dll")}" />
                {string.Join(
                "\n    ",
                Compiled.TorchLibraries.Select(n => $"""<Reference Include="{Library(n)}" Condition="'$(UsesTorch)' == 'true'" />""")
            )}
                <Using Include="Gen" />
                <Analyzer Include="{Library("Gen.Generators.dll")}" />
                <Analyzer Include="{Library("Gen.Analyzers.dll")}" />
                <Analyzer Include="{Library("Gen.CodeFixes.dll")}" />
              </ItemGroup>
            </Project>
            """;
    }

    private static string Traversal(
        IReadOnlyDictionary<string, IReadOnlyList<(string Path, string Text)>> programs,
        Func<string, string> propertiesOf
    ) =>
        $"""
            <Project DefaultTargets="Build">
              <ItemGroup>
                {string.Join(
                "\n    ",
                programs.Select(p =>
                    $"""<Case Include="case.csproj" AdditionalProperties="Case={p.Key};UsesTorch={p.Value.Any(f => Compiled.UsesTorch(f.Text))};{propertiesOf(p.Key)}" />"""
                )
            )}
              </ItemGroup>
              <Target Name="Restore">
                <MSBuild Projects="case.csproj" Targets="Restore" Properties="Restoring=true" />
              </Target>
              <Target Name="Build">
                <MSBuild Projects="@(Case)" Targets="Build" BuildInParallel="true" ContinueOnError="ErrorAndContinue" />
              </Target>
            </Project>
            """;
}
