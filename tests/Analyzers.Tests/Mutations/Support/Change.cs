using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>Edits of a program's files. <c>$$</c> in a new text marks the location of an expected diagnostic.</summary>
internal sealed class Change
{
    private const string Caret = "$$";

    private readonly List<(string Path, TextSpan Span, string Text)> _edits = [];
    private readonly List<(string Path, int Position)> _marks = [];
    private readonly List<(string Path, string Text)> _added = [];

    /// <summary>The locations of the expected diagnostics, known after <see cref="ApplyTo"/>.</summary>
    public IReadOnlyList<LineLocation> Locations { get; private set; } = [];

    /// <summary>Replaces a node or token, without its trivia.</summary>
    public Change Replace(SyntaxNodeOrToken old, string text) => Replace(old.SyntaxTree!, old.Span, text);

    public Change Replace(SyntaxTree tree, TextSpan span, string text)
    {
        _edits.Add((tree.FilePath, span, text));
        return this;
    }

    public Change InsertBefore(SyntaxNodeOrToken next, string text) => Replace(next.SyntaxTree!, new TextSpan(next.SpanStart, 0), text);

    public Change InsertAfter(SyntaxNodeOrToken last, string text) => Replace(last.SyntaxTree!, new TextSpan(last.Span.End, 0), text);

    public Change Remove(SyntaxNodeOrToken old) => Replace(old, "");

    /// <summary>Expects a diagnostic at a node or token, which may be one that is replaced.</summary>
    public Change Mark(SyntaxNodeOrToken place)
    {
        _marks.Add((place.SyntaxTree!.FilePath, place.SpanStart));
        return this;
    }

    public Change AddFile(string path, string text)
    {
        _added.Add((path, text));
        return this;
    }

    /// <summary>Adds another change of the same files, unless the two overlap.</summary>
    public void TryAdd(Change other)
    {
        if (other._edits.Any(o => _edits.Any(e => e.Path == o.Path && e.Span.IntersectsWith(o.Span))))
            return;
        _edits.AddRange(other._edits);
        _added.AddRange(other._added);
    }

    /// <summary>Returns the files after the change.</summary>
    public IReadOnlyList<SourceFile> ApplyTo(IReadOnlyList<SourceFile> files)
    {
        var places = new List<LineLocation>();
        var changed = files.Select(f => Apply(f, places)).Concat(_added.Select(a => Unmarked(a.Path, a.Text, places))).ToArray();
        Locations = places;
        return changed;
    }

    private SourceFile Apply(SourceFile file, List<LineLocation> places)
    {
        var edits = _edits.Where(e => e.Path == file.Path).OrderBy(e => e.Span.Start).ThenBy(e => e.Span.Length).ToArray();
        var marks = _marks.Where(m => m.Path == file.Path).Select(m => m.Position).Order().ToList();
        if (edits.Length == 0 && marks.Count == 0)
            return file;
        var text = new StringBuilder();
        var at = 0;

        // Marks become carets in the text, so that all locations are found in the same way.
        void CopyTo(int end)
        {
            while (marks.Count > 0 && marks[0] < end)
            {
                text.Append(file.Text, at, marks[0] - at).Append(Caret);
                at = marks[0];
                marks.RemoveAt(0);
            }

            text.Append(file.Text, at, end - at);
            at = end;
        }

        foreach (var edit in edits)
        {
            Assert.True(edit.Span.Start >= at, $"edits of {file.Path} overlap at '{edit.Text}'");
            CopyTo(edit.Span.Start);
            if (edit.Span.Length > 0)
            {
                foreach (var _ in marks.RemoveAllAt(edit.Span.Start))
                    text.Append(Caret);
            }

            text.Append(edit.Text);
            at = edit.Span.End;
        }

        CopyTo(file.Text.Length);
        return Unmarked(file.Path, text.ToString(), places);
    }

    private static SourceFile Unmarked(string path, string text, List<LineLocation> places)
    {
        for (var at = text.IndexOf(Caret, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Caret, at, StringComparison.Ordinal))
        {
            text = text.Remove(at, Caret.Length);
            var before = text.AsSpan(0, at);
            places.Add(new LineLocation(path, before.Count('\n') + 1, at - before.LastIndexOf('\n')));
        }

        return new SourceFile(path, text);
    }
}

internal static class MarkList
{
    public static IEnumerable<int> RemoveAllAt(this List<int> marks, int position)
    {
        var found = marks.Where(m => m == position).ToArray();
        marks.RemoveAll(m => m == position);
        return found;
    }
}

/// <summary>Renames a symbol and its references, as an IDE does.</summary>
internal static class Renaming
{
    public static Change Rename(this Change change, TestProgram program, ISymbol symbol, string name)
    {
        foreach (var token in References(program, symbol))
            change.Replace(token, name);
        return change;
    }

    /// <summary>Returns the tokens that name a symbol in the program's own files, including its declarations.</summary>
    public static IEnumerable<SyntaxToken> References(TestProgram program, ISymbol symbol) =>
        from tree in program.Trees
        from token in tree.GetRoot().DescendantTokens(descendIntoTrivia: false)
        where token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == symbol.Name && IsMeant(program, token, symbol)
        select token;

    private static bool IsMeant(TestProgram program, SyntaxToken token, ISymbol symbol)
    {
        var node = token.Parent!;
        var meant = node is IdentifierNameSyntax or GenericNameSyntax
            ? program.Meant(node) ?? OfNameOf(program, node)
            : program.Declared(node);
        return SymbolEqualityComparer.Default.Equals(meant?.OriginalDefinition, symbol.OriginalDefinition);
    }

    private static ISymbol? OfNameOf(TestProgram program, SyntaxNode node) =>
        program.Model(node).GetSymbolInfo(node).CandidateSymbols.FirstOrDefault();
}
