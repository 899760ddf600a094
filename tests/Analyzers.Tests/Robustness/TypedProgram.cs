using System.Text;
using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Robustness;

/// <summary>A program of which one member is typed, in an editor that completes brackets and quotes or in one that does not.</summary>
internal sealed class TypedProgram
{
    private readonly CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    public TypedProgram((string Path, string Text)[] files)
    {
        _compilation = Compiled.With(files, generate: false);
        _driver = Compiled.Driver((CSharpParseOptions)_compilation.SyntaxTrees[0].Options);
    }

    /// <summary>The states after each character of each member of the types with attributes.</summary>
    public IEnumerable<TypedState> States =>
        from tree in _compilation.SyntaxTrees
        where ProgramCorpus.CanBeCorrupted(tree.FilePath)
        from type in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
        where type.Parent is not TypeDeclarationSyntax && type.DescendantNodes().OfType<AttributeSyntax>().Any()
        from member in type.Members
        from length in Enumerable.Range(1, member.Span.Length - 1)
        from closes in new[] { false, true }
        select new TypedState(tree.FilePath, member.SpanStart, length, member.Span.End, closes, member.ToString()[..length]);

    /// <summary>Returns the diagnostics of the finished program.</summary>
    public Task<IReadOnlyList<Diagnostic>> Finished() => Analyze(_compilation);

    /// <summary>Returns the diagnostics of a state with a syntax error; none of another state, which is a program by itself.</summary>
    public async Task<IReadOnlyList<Diagnostic>> Typed(TypedState state)
    {
        var tree = _compilation.SyntaxTrees.Single(t => t.FilePath == state.Path);
        var changed = CSharpSyntaxTree.ParseText(state.In(tree.ToString()), (CSharpParseOptions)tree.Options, tree.FilePath);
        return changed.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error)
            ? await Analyze(_compilation.ReplaceSyntaxTree(tree, changed))
            : [];
    }

    private async Task<IReadOnlyList<Diagnostic>> Analyze(CSharpCompilation compilation)
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _);
        return await Verify.Diagnostics(complete);
    }
}

/// <summary>A state of a member while it is typed.</summary>
/// <param name="Path">The file.</param>
/// <param name="Start">The start of the member.</param>
/// <param name="Length">The number of its characters that are typed.</param>
/// <param name="End">Its end in the finished file.</param>
/// <param name="Closes">Whether the editor completes brackets and quotes.</param>
/// <param name="Text">The typed characters.</param>
internal sealed record TypedState(string Path, int Start, int Length, int End, bool Closes, string Text)
{
    /// <summary>Returns the file in this state.</summary>
    public string In(string finished) => finished[..Start] + Text + (Closes ? Closing() : "") + finished[End..];

    /// <summary>Returns the brackets and quotes that an editor adds when the opening ones are typed.</summary>
    private string Closing()
    {
        var open = new StringBuilder();
        var last = default(SyntaxToken);
        foreach (var token in SyntaxFactory.ParseTokens(Text).Where(t => !t.IsKind(SyntaxKind.EndOfFileToken)))
        {
            last = token;
            switch (token.Kind())
            {
                case SyntaxKind.OpenBraceToken:
                    open.Insert(0, '}');
                    break;
                case SyntaxKind.OpenParenToken:
                    open.Insert(0, ')');
                    break;
                case SyntaxKind.OpenBracketToken:
                    open.Insert(0, ']');
                    break;
                case SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken when open.Length > 0:
                    open.Remove(0, 1);
                    break;
            }
        }

        return last.IsKind(SyntaxKind.StringLiteralToken) && last.ContainsDiagnostics ? $"\"{open}" : open.ToString();
    }
}
