using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Gen.CodeFixes.Common;

/// <summary>Adds and removes attributes and preserves the surrounding lines and comments.</summary>
internal static class AttributeSyntaxes
{
    /// <summary>Returns the attribute of a class on a declaration.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="metadataName">The metadata name of the class.</param>
    /// <param name="model">The semantic model of the declaration's file.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static AttributeSyntax? Find(
        MemberDeclarationSyntax declaration,
        string metadataName,
        SemanticModel model,
        CancellationToken cancellationToken
    )
    {
        var type = model.Compilation.GetTypeByMetadataName(metadataName);
        return declaration
            .AttributeLists.SelectMany(l => l.Attributes)
            .FirstOrDefault(a =>
                SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(a, cancellationToken).Symbol?.ContainingType, type)
            );
    }

    /// <summary>Creates an attribute of Gen, to be simplified.</summary>
    /// <param name="metadataName">The metadata name of its class: <c>Gen.CollectAttribute</c>.</param>
    /// <param name="argument">Its argument in C#, or null.</param>
    public static AttributeSyntax Create(string metadataName, string? argument = null) => SyntaxFactory.Attribute(
        SyntaxFactory.ParseName("global::" + metadataName).WithAdditionalAnnotations(Simplifier.Annotation),
        argument is null ? null : SyntaxFactory.ParseAttributeArgumentList($"({argument})"));

    /// <summary>Adds an attribute to a list, after another.</summary>
    public static AttributeListSyntax WithAfter(this AttributeListSyntax list, AttributeSyntax before, AttributeSyntax added)
    {
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var at = (2 * list.Attributes.IndexOf(before)) + 1;
        var attributes = list.Attributes.GetWithSeparators().InsertRange(at, [comma, added]);
        return list.WithAttributes(SyntaxFactory.SeparatedList<AttributeSyntax>(attributes));
    }

    /// <summary>Removes attributes, and the lists that then are empty.</summary>
    public static SyntaxNode Without(this SyntaxNode root, IEnumerable<AttributeSyntax> attributes)
    {
        var gone = attributes.ToArray();
        var lists = gone.Select(a => (AttributeListSyntax)a.Parent!).Distinct().ToArray();
        var empty = lists.Where(l => l.Attributes.All(gone.Contains)).ToArray();
        root = root.TrackNodes(gone.Concat<SyntaxNode>(empty));
        foreach (var attribute in gone.Where(a => !empty.Contains(a.Parent)))
            root = root.RemoveNode(root.GetCurrentNode(attribute)!, SyntaxRemoveOptions.KeepNoTrivia)!;
        foreach (var list in empty)
            root = WithoutList(root, root.GetCurrentNode(list)!);
        return root;
    }

    /// <summary>Removes a list, and its line if it has one of its own. The trivia before it is kept.</summary>
    private static SyntaxNode WithoutList(SyntaxNode root, AttributeListSyntax list)
    {
        // A list that is being typed may have no closing bracket and nothing after it.
        var next = list.GetLastToken().GetNextToken();
        if (list.CloseBracketToken.IsMissing || next.IsKind(SyntaxKind.None))
            return root.RemoveNode(list, SyntaxRemoveOptions.KeepExteriorTrivia)!;
        var (before, after) = (list.GetLeadingTrivia(), list.GetTrailingTrivia());
        var endsLine = after.Any(SyntaxKind.EndOfLineTrivia);
        var comments = after.Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));

        // A comment at the end of the line is kept, so the line is kept, too.
        var leading = !endsLine || comments
            ? before.AddRange(comments ? after.SkipWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)) : []).AddRange(next.LeadingTrivia)
            : before.AddRange(next.LeadingTrivia.SkipWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)));
        var marker = new SyntaxAnnotation();
        root = root.ReplaceToken(next, next.WithLeadingTrivia(leading).WithAdditionalAnnotations(marker));
        var removed = root.DescendantNodes(descendIntoTrivia: false)
            .OfType<AttributeListSyntax>()
            .First(l => l.GetLastToken().GetNextToken().HasAnnotation(marker));
        return root.RemoveNode(removed, SyntaxRemoveOptions.KeepNoTrivia)!;
    }
}
