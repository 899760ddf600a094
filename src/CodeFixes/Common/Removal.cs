using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Gen.CodeFixes.Common;

/// <summary>Removes properties that rules find idle.</summary>
internal static class Removal
{
    /// <summary>The kind of change; a fix that offers it returns <see cref="RemovalFixAll"/>.</summary>
    public const string Key = "Remove";

    /// <summary>Offers to remove the property at a diagnostic and those at its other places that lie in a property too; nothing where something refers to one.</summary>
    /// <param name="place">The diagnostic, at the property's name.</param>
    /// <param name="title">What is done.</param>
    /// <param name="others">Whether the diagnostic's other places go as well.</param>
    public static async Task OfferRemovalAsync(this FixPlace place, string title, bool others)
    {
        var solution = place.Document.Project.Solution;
        if (await FindAsync(solution, place.Diagnostic, others, place.CancellationToken).ConfigureAwait(false) is { Count: > 0 } properties)
            place.Offer(title, Key, c => RemoveAsync(solution, properties, c));
    }

    /// <summary>The properties that a diagnostic is about; none if they cannot all be removed.</summary>
    public static async Task<IReadOnlyCollection<PropertyDeclarationSyntax>> FindAsync(Solution solution, Diagnostic diagnostic, bool others, CancellationToken cancellationToken)
    {
        var found = new List<(PropertyDeclarationSyntax Syntax, ISymbol Symbol)>();
        foreach (var location in diagnostic.AdditionalLocations.Where(_ => others).Prepend(diagnostic.Location))
        {
            var root = await location.SourceTree!.GetRootAsync(cancellationToken).ConfigureAwait(false);
            if (solution.GetDocument(location.SourceTree) is not { } document || root.FindToken(location.SourceSpan.Start).Parent is not PropertyDeclarationSyntax property)
                return [];
            var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
            found.Add((property, model!.GetDeclaredSymbol(property, cancellationToken)!));
        }

        foreach (var (_, symbol) in found)
        {
            var references = await SymbolFinder.FindReferencesAsync(symbol, solution, cancellationToken).ConfigureAwait(false);
            var places = references.SelectMany(r => r.Locations).Where(l => l.Document is not SourceGeneratedDocument);
            if (places.Any(p => !found.Any(f => f.Syntax.SyntaxTree == p.Location.SourceTree && f.Syntax.FullSpan.Contains(p.Location.SourceSpan))))
                return [];
        }

        return [.. found.Select(f => f.Syntax)];
    }

    /// <summary>The solution without the properties.</summary>
    public static async Task<Solution> RemoveAsync(Solution solution, IEnumerable<PropertyDeclarationSyntax> properties, CancellationToken cancellationToken)
    {
        foreach (var tree in properties.Distinct().GroupBy(p => p.SyntaxTree).ToList())
        {
            var root = (await tree.Key.GetRootAsync(cancellationToken).ConfigureAwait(false)).TrackNodes(tree);
            foreach (var property in tree)
                root = Without(root, root.GetCurrentNode(property)!);
            solution = solution.WithDocumentSyntaxRoot(solution.GetDocumentId(tree.Key)!, root);
        }

        return solution;
    }

    private static SyntaxNode Without(SyntaxNode root, PropertyDeclarationSyntax property)
    {
        var type = (TypeDeclarationSyntax)property.Parent!;
        var index = type.Members.IndexOf(property);
        var next = property.GetLastToken().GetNextToken();
        var leading = property.GetLeadingTrivia();
        var kept = leading.Take(KeptOf(leading)).ToList();
        var following = next.LeadingTrivia;

        // No blank line where the class begins, and no two in a row.
        if ((index == 0 && kept.Count == 0 && !StartsWithBlankLine(leading)) || (kept.Count > 0 && !kept.Last().IsDirective))
            following = [.. following.SkipWhile(t => t.IsKind(SyntaxKind.EndOfLineTrivia))];
        var marked = new SyntaxAnnotation();
        root = root.ReplaceNode(type, type.ReplaceToken(next, next.WithLeadingTrivia(kept.Concat(following))).WithAdditionalAnnotations(marked));
        type = (TypeDeclarationSyntax)root.GetAnnotatedNodes(marked).Single();
        return root.ReplaceNode(type, type.WithMembers(type.Members.RemoveAt(index)).WithoutAnnotations(marked));
    }

    /// <summary>How much of what stands before a member is not about it: directives, and comments that a blank line parts from it.</summary>
    private static int KeptOf(SyntaxTriviaList leading)
    {
        var kept = 0;
        for (var i = 0; i < leading.Count; i++)
        {
            if (leading[i].IsDirective || (i > 0 && leading[i].IsKind(SyntaxKind.EndOfLineTrivia) && leading[i - 1].IsKind(SyntaxKind.EndOfLineTrivia) && leading.Take(i).Any(IsComment)))
                kept = i + 1;
        }

        return kept;
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    private static bool StartsWithBlankLine(SyntaxTriviaList leading) => leading.FirstOrDefault(t => !t.IsKind(SyntaxKind.WhitespaceTrivia)).IsKind(SyntaxKind.EndOfLineTrivia);
}
