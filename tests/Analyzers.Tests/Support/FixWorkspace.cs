using Gen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Tests.Support;

/// <summary>A solution of projects in which the generators run, as in an IDE.</summary>
internal sealed class FixWorkspace : IDisposable
{
    /// <summary>The file of global usings that each project has.</summary>
    public const string Usings = "Usings.cs";

    // Shared, because a workspace identifies generators by instance. A file reference, because the search for references needs checksums.
    private static readonly AnalyzerFileReference[] s_analyzers =
    [
        .. new[] { typeof(ExperimentGenerator), typeof(Gen.CodeFixes.Rules.NotPartialFix) }
            .Select(t => new AnalyzerFileReference(t.Assembly.Location, new Loader())),
    ];

    private readonly AdhocWorkspace _workspace = new();

    /// <param name="source">Files. A line <c>//// name</c> begins another, <c>//// Project/name</c> one in another project, which
    /// references the earlier ones.</param>
    public FixWorkspace(string source)
        : this(Parse(source))
    {
    }

    /// <param name="sources">Files, with <c>Project/name</c> for a file of another project.</param>
    public FixWorkspace(IEnumerable<(string Path, string Text)> sources)
    {
        var solution = _workspace.CurrentSolution;
        foreach (var files in sources.GroupBy(f => f.Path.Contains('/') ? f.Path[..f.Path.IndexOf('/')] : "Tests"))
        {
            var compilation = Compiled.With(files, files.Key, generate: false);
            var project = ProjectId.CreateNewId();
            solution = solution
                .AddProject(ProjectInfo.Create(
                    project,
                    VersionStamp.Default,
                    files.Key,
                    files.Key,
                    LanguageNames.CSharp,
                    compilationOptions: compilation.Options,
                    parseOptions: compilation.SyntaxTrees[0].Options,
                    metadataReferences: compilation.References,
                    projectReferences: solution.ProjectIds.Select(p => new ProjectReference(p))))
                .AddAnalyzerReferences(project, s_analyzers);
            foreach (var tree in compilation.SyntaxTrees)
                solution = solution.AddDocument(
                    DocumentId.CreateNewId(project),
                    tree.FilePath,
                    tree.GetText(),
                    filePath: tree.FilePath == Usings ? $"{files.Key}/{Usings}" : tree.FilePath
                );
        }

        Assert.True(_workspace.TryApplyChanges(solution));
    }

    public Solution CurrentSolution => _workspace.CurrentSolution;

    /// <summary>Splits a text into files.</summary>
    public static IReadOnlyList<(string Path, string Text)> Parse(string source) =>
        [.. MarkedSource.Parse(source).Files.Where(f => f.Text.Length > 0)];

    public void Dispose() => _workspace.Dispose();

    /// <summary>Returns the assembly that the tests reference instead of loading a second copy.</summary>
    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) =>
            System.Reflection.Assembly.Load(System.Reflection.AssemblyName.GetAssemblyName(fullPath));
    }
}
