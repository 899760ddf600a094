using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>Renames a symbol where it is declared and wherever it is meant, as an IDE does.</summary>
internal static class Renaming
{
    public static Change Rename(this Change change, Subject subject, ISymbol symbol, string name)
    {
        foreach (var token in References(subject, symbol))
            change.Replace(token, name);
        return change;
    }

    /// <summary>The tokens that name a symbol in the program's own files, its declarations too.</summary>
    public static IEnumerable<SyntaxToken> References(Subject subject, ISymbol symbol) =>
        from tree in subject.Trees
        from token in tree.GetRoot().DescendantTokens(descendIntoTrivia: false)
        where token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == symbol.Name && IsMeant(subject, token, symbol)
        select token;

    private static bool IsMeant(Subject subject, SyntaxToken token, ISymbol symbol)
    {
        var node = token.Parent!;
        var meant = node is IdentifierNameSyntax or GenericNameSyntax ? subject.Meant(node) ?? OfNameOf(subject, node) : subject.Declared(node);
        return SymbolEqualityComparer.Default.Equals(meant?.OriginalDefinition, symbol.OriginalDefinition);
    }

    private static ISymbol? OfNameOf(Subject subject, SyntaxNode node) => subject.Model(node).GetSymbolInfo(node).CandidateSymbols.FirstOrDefault();
}
