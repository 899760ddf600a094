using System.Collections.Immutable;
using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>A program to change: its files, and their compilation with the generated code.</summary>
internal sealed class TestProgram
{
    // The regex generator of the SDK does not run here, so that members with [GeneratedRegex] have no implementation.
    private const string NoImplementation = "CS8795";

    private static readonly string[] s_libraries = ["Spectre.Console.dll", "Microsoft.VisualBasic.Core.dll"];

    private readonly CSharpCompilation _base;
    private readonly GeneratorDriver _driver;
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];   // models cache what they have bound

    public TestProgram(string name, IReadOnlyList<SourceFile> files)
    {
        (Name, Files) = (name, files);
        _base = Compiled.With(
            files.Select(f => (f.Path, f.Text)),
            assembly: name,
            references: [.. s_libraries.Select(Compiled.Library)],
            generate: false
        );
        _driver = Compiled.Driver().RunGeneratorsAndUpdateCompilation(_base, out var complete, out _);
        Compilation = (CSharpCompilation)complete;
        Trees = [.. _base.SyntaxTrees.Where(t => files.Any(f => f.Path == t.FilePath) && t.FilePath != "SdkUsings.cs")];
    }

    public string Name { get; }

    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The compilation with the generated files.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>The program's own files.</summary>
    public IReadOnlyList<SyntaxTree> Trees { get; }

    public bool UsesTorch => Files.Any(f => Compiled.UsesTorch(f.Text));

    /// <summary>Returns the nodes of a kind in the program's own files, in order.</summary>
    public IEnumerable<T> Nodes<T>()
        where T : SyntaxNode => Trees.SelectMany(t => t.GetRoot().DescendantNodes().OfType<T>());

    public SemanticModel Model(SyntaxNode node)
    {
        if (!_models.TryGetValue(node.SyntaxTree, out var model))
            _models.Add(node.SyntaxTree, model = Compilation.GetSemanticModel(node.SyntaxTree));
        return model;
    }

    public ISymbol? Declared(SyntaxNode declaration) => Model(declaration).GetDeclaredSymbol(declaration);

    public ISymbol? Meant(SyntaxNode reference) => Model(reference).GetSymbolInfo(reference).Symbol;

    /// <summary>
    /// Returns the warnings and errors of compiler and rules for other versions of the files.
    /// </summary>
    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsWith(IReadOnlyList<SourceFile> files)
    {
        var (complete, ofGenerators) = With(files);
        var all = await complete.WithAnalyzers(Verify.AllAnalyzers).GetAllDiagnosticsAsync();
        return
        [
            .. ofGenerators.Concat(all)
                .Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id is not ("CS8321" or NoImplementation))
                .OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(d => d.Location.SourceSpan.Start),
        ];
    }

    /// <summary>
    /// Returns true if other versions of the files have errors in declarations, so that a build would not run analyzers.
    /// </summary>
    public bool IsDeclaredWrongly(IReadOnlyList<SourceFile> files) =>
        With(files).Complete.GetDeclarationDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error && d.Id != NoImplementation);

    private (Compilation Complete, ImmutableArray<Diagnostic> OfGenerators) With(IReadOnlyList<SourceFile> files)
    {
        var changed = _base;
        foreach (var file in files)
        {
            if (Files.FirstOrDefault(f => f.Path == file.Path)?.Text == file.Text)
                continue;
            var tree = changed.SyntaxTrees.FirstOrDefault(t => t.FilePath == file.Path);
            var parsed = CSharpSyntaxTree.ParseText(file.Text, (CSharpParseOptions)_base.SyntaxTrees[0].Options, file.Path);
            changed = tree is null ? changed.AddSyntaxTrees(parsed) : changed.ReplaceSyntaxTree(tree, parsed);
        }

        _driver.RunGeneratorsAndUpdateCompilation(changed, out var complete, out var ofGenerators);
        return (complete, ofGenerators);
    }
}

/// <summary>A file of a program.</summary>
internal sealed record SourceFile(string Path, string Text);

/// <summary>A location in a file, with line and column from 1.</summary>
internal readonly record struct LineLocation(string Path, int Line, int Column)
{
    public override string ToString() => $"{Path}({Line},{Column})";
}

internal static class Locations
{
    /// <summary>Returns the start of a diagnostic.</summary>
    public static LineLocation LineLocation(this Diagnostic diagnostic)
    {
        var start = diagnostic.Location.GetLineSpan();
        return new(start.Path, start.StartLinePosition.Line + 1, start.StartLinePosition.Character + 1);
    }
}

internal static class TestProgramDifferences
{
    private const int MostLines = 30;

    /// <summary>Returns the lines that another version of the program has in addition.</summary>
    public static string To(this TestProgram program, IReadOnlyList<SourceFile> files) =>
        string.Join(
            '\n',
            files
                .Select(f => (File: f, Old: program.Files.FirstOrDefault(o => o.Path == f.Path)?.Text ?? ""))
                .Where(f => f.File.Text != f.Old)
                .SelectMany(f =>
                    f.File.Text.Split('\n')
                        .Select((line, i) => (line, i))
                        .ExceptBy(f.Old.Split('\n'), l => l.line)
                        .Select(l => $"    {f.File.Path}({l.i + 1}): {l.line.Trim()}")
                )
                .Take(MostLines)
        );
}
