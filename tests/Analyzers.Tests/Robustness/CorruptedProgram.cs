using System.Collections.Concurrent;
using System.Collections.Immutable;
using Gen.Analyzers.Tests.Support;
using Gen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Tests.Robustness;

/// <summary>A program in an editor of which one file is corrupted repeatedly; the others are compiled once.</summary>
internal sealed class CorruptedProgram : IDisposable
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_noisy = Verify.AllAnalyzers.Add(new NoisyAnalyzer());

    private readonly FixWorkspace _workspace;
    private readonly CSharpCompilation _compilation;
    private readonly Document[] _breakable;

    public CorruptedProgram((string Path, string Text)[] files)
    {
        _workspace = new FixWorkspace(files);
        var project = _workspace.CurrentSolution.Projects.Single();
        _breakable = [.. project.Documents.Where(d => d.Name != FixWorkspace.Usings && ProgramCorpus.CanBeCorrupted(d.Name))];
        _compilation = Compiled
            .With(files, generate: false)
            .RemoveAllSyntaxTrees()
            .AddSyntaxTrees(project.Documents.Select(d => d.GetSyntaxTreeAsync().Result!));
    }

    /// <summary>Corrupts a file. Returns the crashes of generators, analyzers, the suppressor and code fixes as texts.</summary>
    public async Task<(IReadOnlyCollection<string> Crashes, int Fixes)> Break(int seed)
    {
        var document = _breakable[new Random(seed).Next(_breakable.Length)];
        var old = (await document.GetSyntaxTreeAsync())!;
        var text = SourceCorruptions.Apply(old.ToString(), seed);
        var solution = document.Project.Solution.WithDocumentText(document.Id, Microsoft.CodeAnalysis.Text.SourceText.From(text));
        var tree = (await solution.GetDocument(document.Id)!.GetSyntaxTreeAsync())!;

        var crashes = new ConcurrentQueue<string>();
        var driver = CSharpGeneratorDriver
            .Create([new ExperimentGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)tree.Options)
            .RunGeneratorsAndUpdateCompilation(_compilation.ReplaceSyntaxTree(old, tree), out var compilation, out _);
        foreach (var exception in driver.GetRunResult().Results.Select(r => r.Exception).OfType<Exception>())
            crashes.Enqueue($"CS8785: {exception}");

        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            (exception, analyzer, _) => crashes.Enqueue($"AD0001 {analyzer.GetType().Name}: {exception}"),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false
        );
        var reported = await new CompilationWithAnalyzers(
            compilation,
            seed % 4 == 0 ? s_noisy : Verify.AllAnalyzers,
            options
        ).GetAnalyzerDiagnosticsAsync();
        var fixes = await Fix(solution, reported, crashes);
        return ([.. crashes.Select(c => $"{c}\nseed {seed}, {document.Name}:\n{text}")], fixes);
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>Applies the fixes of the first diagnostic of each rule.</summary>
    private static async Task<int> Fix(Solution solution, ImmutableArray<Diagnostic> reported, ConcurrentQueue<string> crashes)
    {
        var applied = 0;
        foreach (
            var diagnostic in reported
                .Where(d => solution.GetDocument(d.Location.SourceTree) is not null)
                .GroupBy(d => d.Id)
                .Select(g => g.First())
        )
        {
            try
            {
                foreach (var action in await VerifyFix.Offered(solution, diagnostic))
                {
                    var changed = await VerifyFix.Apply(action);
                    Assert.NotEmpty(changed.GetChanges(solution).GetProjectChanges());
                    applied++;
                }
            }
            catch (Exception exception)
            {
                crashes.Enqueue($"The fix of {diagnostic} throws: {exception}");
            }
        }

        return applied;
    }
}
