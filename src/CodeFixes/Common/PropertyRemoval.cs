using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Gen.CodeFixes.Common;

/// <summary>Removes properties without an effect.</summary>
internal static class PropertyRemoval
{
    /// <summary>The key of the change. A fix that offers it returns <see cref="PropertyRemovalFixAll"/>.</summary>
    public const string Key = "Remove";

    /// <summary>
    /// Offers to remove the property at a diagnostic and those at its additional locations, unless other code refers to one of them.
    /// </summary>
    /// <param name="context">The diagnostic, at the property's name.</param>
    /// <param name="title">The title of the change.</param>
    /// <param name="others">Whether the properties at the additional locations are removed too.</param>
    public static async Task OfferRemovalAsync(this FixContext context, string title, bool others)
    {
        var solution = context.Document.Project.Solution;
        if (
            await FindAsync(solution, context.Diagnostic, others, context.CancellationToken).ConfigureAwait(false) is
            { Count: > 0 } properties
        )
            context.Offer(title, Key, c => RemoveAsync(solution, properties, c));
    }

    /// <summary>Returns the properties of a diagnostic, or none if they cannot all be removed.</summary>
    public static async Task<IReadOnlyCollection<PropertyDeclarationSyntax>> FindAsync(
        Solution solution, Diagnostic diagnostic, bool others, CancellationToken cancellationToken)
    {
        var found = new List<(PropertyDeclarationSyntax Syntax, ISymbol Symbol)>();
        foreach (var location in diagnostic.AdditionalLocations.Where(_ => others).Prepend(diagnostic.Location))
        {
            var root = await location.SourceTree!.GetRootAsync(cancellationToken).ConfigureAwait(false);
            if (solution.GetDocument(location.SourceTree) is not { } document
                || root.FindToken(location.SourceSpan.Start).Parent is not PropertyDeclarationSyntax property)
                return [];
            var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
            found.Add((property, model!.GetDeclaredSymbol(property, cancellationToken)!));
        }

        foreach (var (_, symbol) in found)
        {
            var references = await SymbolFinder.FindReferencesAsync(symbol, solution, cancellationToken).ConfigureAwait(false);
            var locations = references
                .SelectMany(r => r.Locations)
                .Where(l => l.Document is not SourceGeneratedDocument)
                .Select(l => l.Location);
            if (locations.Any(l => !found.Any(f => f.Syntax.SyntaxTree == l.SourceTree && f.Syntax.FullSpan.Contains(l.SourceSpan))))
                return [];
        }

        return [.. found.Select(f => f.Syntax)];
    }

    /// <summary>Removes properties from the solution.</summary>
    public static async Task<Solution> RemoveAsync(
        Solution solution, IEnumerable<PropertyDeclarationSyntax> properties, CancellationToken cancellationToken)
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
        root = root.ReplaceNode(
            type,
            type.ReplaceToken(next, next.WithLeadingTrivia(kept.Concat(following))).WithAdditionalAnnotations(marked)
        );
        type = (TypeDeclarationSyntax)root.GetAnnotatedNodes(marked).Single();
        return root.ReplaceNode(type, type.WithMembers(type.Members.RemoveAt(index)).WithoutAnnotations(marked));
    }

    /// <summary>
    /// Returns the length of the leading trivia that is not about a member: directives, and comments separated by a blank line.
    /// </summary>
    private static int KeptOf(SyntaxTriviaList leading)
    {
        var kept = 0;
        for (var i = 0; i < leading.Count; i++)
        {
            var isBlankLine = i > 0 && leading[i].IsKind(SyntaxKind.EndOfLineTrivia) && leading[i - 1].IsKind(SyntaxKind.EndOfLineTrivia);
            if (leading[i].IsDirective || (isBlankLine && leading.Take(i).Any(IsComment)))
                kept = i + 1;
        }

        return kept;
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    private static bool StartsWithBlankLine(SyntaxTriviaList leading) =>
        leading.FirstOrDefault(t => !t.IsKind(SyntaxKind.WhitespaceTrivia)).IsKind(SyntaxKind.EndOfLineTrivia);
}

/// <summary>
/// Fix All for fixes that remove properties: removes them at once, because neighbours share the blank lines between them.
/// </summary>
/// <param name="others">Whether the properties at the additional locations are removed too.</param>
internal sealed class PropertyRemovalFixAll(bool others) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllDiagnostics.Scopes;

    public override Task<CodeAction?> GetFixAsync(FixAllContext context) =>
        Task.FromResult<CodeAction?>(CodeAction.Create("Remove all", _ => RemoveAllAsync(context), context.CodeActionEquivalenceKey));

    private async Task<Solution> RemoveAllAsync(FixAllContext context)
    {
        var properties = new List<PropertyDeclarationSyntax>();
        foreach (var diagnostic in await context.DiagnosticsAsync().ConfigureAwait(false))
            properties.AddRange(
                await PropertyRemoval.FindAsync(context.Solution, diagnostic, others, context.CancellationToken).ConfigureAwait(false)
            );
        return await PropertyRemoval.RemoveAsync(context.Solution, properties, context.CancellationToken).ConfigureAwait(false);
    }
}
