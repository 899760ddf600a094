using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Builds;

/// <summary>
/// A solution in a temporary folder whose projects have Gen's analyzers and code fixes, each referencing those before it.
/// </summary>
internal sealed class DiskSolution : IDisposable
{
    private const string Solution = "All.slnx";

    private readonly string _folder = Directory.CreateTempSubdirectory("gen-format-").FullName;

    /// <param name="source">Files; a line <c>//// Project/name</c> begins each.</param>
    public DiskSolution(string source)
    {
        var projects = new List<string>();
        foreach (var name in FixWorkspace.Parse(source).Select(f => f.Path[..f.Path.IndexOf('/')]).Distinct())
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
            File.WriteAllText(Path.Combine(_folder, name, name + ".csproj"), Project(projects));
            projects.Add(name);
        }

        Write(source);

        File.WriteAllText(
            Path.Combine(_folder, Solution),
            $"<Solution>{string.Concat(projects.Select(p => $"<Project Path=\"{p}/{p}.csproj\" />"))}</Solution>"
        );
    }

    /// <summary>Fixes all diagnostics of some rules.</summary>
    /// <returns>The output of the command.</returns>
    public string Format(params string[] ids) =>
        DotnetCommand.Run(_folder, ["format", "analyzers", Solution, "--diagnostics", .. ids, "--severity", "error", "-v", "n"]);

    /// <summary>Builds all projects.</summary>
    /// <returns>The output of the command.</returns>
    public string Build() => DotnetCommand.Run(_folder, "build", Solution, "-nr:false", "-v:m", "-nologo", "-tl:off");

    /// <summary>Writes files of the projects.</summary>
    public void Write(string source)
    {
        foreach (var (path, text) in FixWorkspace.Parse(source))
            File.WriteAllText(Path.Combine(_folder, path), text);
    }

    /// <summary>Returns the current files in the form of the source.</summary>
    public string Read(string source) =>
        string.Concat(FixWorkspace.Parse(source).Select(f => $"//// {f.Path}\n{File.ReadAllText(Path.Combine(_folder, f.Path))}"));

    /// <summary>Returns true if the assembly of a project was built.</summary>
    public bool HasBuilt(string project) => File.Exists(Path.Combine(_folder, project, "bin", "Debug", "net10.0", project + ".dll"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Project(IEnumerable<string> references)
    {
        static string Library(string name) => Path.Combine(AppContext.BaseDirectory, name);
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <EnableNETAnalyzers>false</EnableNETAnalyzers>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Library("Gen.Runtime.dll")}" />
                <Reference Include="{Library("Microsoft.Extensions.Logging.Abstractions.dll")}" />
                <Analyzer Include="{Library("Gen.Generators.dll")}" />
                <Analyzer Include="{Library("Gen.Analyzers.dll")}" />
                <Analyzer Include="{Library("Gen.CodeFixes.dll")}" />
                {string.Concat(references.Select(p => $"<ProjectReference Include=\"../{p}/{p}.csproj\" />"))}
              </ItemGroup>
            </Project>
            """;
    }
}
