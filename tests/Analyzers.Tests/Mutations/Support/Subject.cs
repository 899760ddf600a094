using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>A program to be changed: its files, and what they mean to the compiler together with what is generated for them.</summary>
internal sealed class Subject
{
    private readonly CSharpCompilation _base;
    private readonly GeneratorDriver _driver;
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];   // what one has bound it remembers

    public Subject(string name, IReadOnlyList<SourceFile> files)
    {
        (Name, Files) = (name, files);
        _base = Compiled.With(files.Select(f => (f.Path, f.Text)), assembly: name, references: [Compiled.Library("Spectre.Console.dll")], generate: false);
        _driver = Compiled.Driver().RunGeneratorsAndUpdateCompilation(_base, out var complete, out _);
        Compilation = (CSharpCompilation)complete;
        Trees = [.. _base.SyntaxTrees.Where(t => files.Any(f => f.Path == t.FilePath) && t.FilePath != "SdkUsings.cs")];
    }

    public string Name { get; }

    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>With the generated files.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>The program's own files.</summary>
    public IReadOnlyList<SyntaxTree> Trees { get; }

    public bool UsesTorch => Files.Any(f => Compiled.UsesTorch(f.Text));

    /// <summary>Everything of one kind in the program's own files, in order.</summary>
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

    /// <summary>What compiler and rules say of the program with other files, warnings and errors only; generated again, from what it was before.</summary>
    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsWith(IReadOnlyList<SourceFile> files)
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
        var all = await complete.WithAnalyzers(Verify.AllAnalyzers).GetAllDiagnosticsAsync();
        return [.. ofGenerators.Concat(all).Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id is not "CS8321").OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];
    }
}
