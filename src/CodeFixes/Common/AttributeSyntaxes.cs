using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Gen.CodeFixes.Common;

/// <summary>Attributes added and removed, with the lines and comments around them as they were.</summary>
internal static class AttributeSyntaxes
{
    /// <summary>The one of a declaration's attributes that is of a class.</summary>
    /// <param name="declaration">What bears them.</param>
    /// <param name="metadataName">The class.</param>
    /// <param name="model">Of the declaration's file.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static AttributeSyntax? Find(MemberDeclarationSyntax declaration, string metadataName, SemanticModel model, CancellationToken cancellationToken)
    {
        var type = model.Compilation.GetTypeByMetadataName(metadataName);
        return declaration.AttributeLists.SelectMany(l => l.Attributes)
            .FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(a, cancellationToken).Symbol?.ContainingType, type));
    }

    /// <summary>An attribute of Gen, written as short as the file allows.</summary>
    /// <param name="metadataName">Its class: <c>Gen.CollectAttribute</c>.</param>
    /// <param name="argument">Its argument as C#, if it has one.</param>
    public static AttributeSyntax Create(string metadataName, string? argument = null) => SyntaxFactory.Attribute(
        SyntaxFactory.ParseName("global::" + metadataName).WithAdditionalAnnotations(Simplifier.Annotation),
        argument is null ? null : SyntaxFactory.ParseAttributeArgumentList($"({argument})"));

    /// <summary>The list with one more attribute, after one that it has.</summary>
    public static AttributeListSyntax WithAfter(this AttributeListSyntax list, AttributeSyntax before, AttributeSyntax added)
    {
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var at = (2 * list.Attributes.IndexOf(before)) + 1;
        return list.WithAttributes(SyntaxFactory.SeparatedList<AttributeSyntax>(list.Attributes.GetWithSeparators().InsertRange(at, [comma, added])));
    }

    /// <summary>The file without some attributes, and without the lists that they were all of.</summary>
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

    /// <summary>What stood before the list then stands before what follows it: its line goes if it had one of its own.</summary>
    private static SyntaxNode WithoutList(SyntaxNode root, AttributeListSyntax list)
    {
        var next = list.GetLastToken().GetNextToken();
        var (before, after) = (list.GetLeadingTrivia(), list.GetTrailingTrivia());
        var endsLine = after.Any(SyntaxKind.EndOfLineTrivia);
        var comments = after.Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));

        // A comment at the end of its line stays, and with it the line.
        var leading = !endsLine || comments
            ? before.AddRange(comments ? after.SkipWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)) : []).AddRange(next.LeadingTrivia)
            : before.AddRange(next.LeadingTrivia.SkipWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)));
        var marker = new SyntaxAnnotation();
        root = root.ReplaceToken(next, next.WithLeadingTrivia(leading).WithAdditionalAnnotations(marker));
        var removed = root.DescendantNodes(descendIntoTrivia: false).OfType<AttributeListSyntax>().First(l => l.GetLastToken().GetNextToken().HasAnnotation(marker));
        return root.RemoveNode(removed, SyntaxRemoveOptions.KeepNoTrivia)!;
    }
}
