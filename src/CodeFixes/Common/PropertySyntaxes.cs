using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Gen.CodeFixes.Common;

/// <summary>Properties declared otherwise, laid out as they were.</summary>
internal static class PropertySyntaxes
{
    /// <summary>With <c>init</c> behind the getter: on a line of its own where that has one.</summary>
    public static PropertyDeclarationSyntax WithInit(this PropertyDeclarationSyntax property, AccessorListSyntax accessors)
    {
        var getter = accessors.Accessors.Last();
        var init = SyntaxFactory.AccessorDeclaration(SyntaxKind.InitAccessorDeclaration)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))
            .WithLeadingTrivia(getter.GetLeadingTrivia().Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia)))
            .WithTrailingTrivia(getter.GetTrailingTrivia().Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia) || t.IsKind(SyntaxKind.EndOfLineTrivia)));
        return property.WithAccessorList(accessors.AddAccessors(init));
    }

    /// <summary><c>init</c> as <c>set</c>.</summary>
    public static AccessorDeclarationSyntax AsSet(this AccessorDeclarationSyntax init) => SyntaxFactory.AccessorDeclaration(
        SyntaxKind.SetAccessorDeclaration,
        init.AttributeLists,
        init.Modifiers,
        SyntaxFactory.Token(SyntaxKind.SetKeyword).WithTriviaFrom(init.Keyword),
        init.Body,
        init.ExpressionBody,
        init.SemicolonToken);

    /// <summary>Without a modifier, whose comments go to what follows.</summary>
    public static PropertyDeclarationSyntax WithoutModifier(this PropertyDeclarationSyntax property, SyntaxKind kind)
    {
        var at = property.Modifiers.IndexOf(kind);
        var modifier = property.Modifiers[at];
        var next = modifier.GetNextToken();
        property = property.ReplaceToken(next, next.WithLeadingTrivia(modifier.LeadingTrivia.AddRange(next.LeadingTrivia)));
        return property.WithModifiers(property.Modifiers.RemoveAt(at));
    }

    /// <summary>With an initializer in front of what follows the accessors on their line.</summary>
    public static PropertyDeclarationSyntax WithInitializer(this PropertyDeclarationSyntax property, string value)
    {
        var expression = SyntaxFactory.ParseExpression(value);
        expression = expression.ReplaceNodes(expression.DescendantNodesAndSelf().OfType<QualifiedNameSyntax>().Where(n => n.Parent is not QualifiedNameSyntax), (_, n) => n.WithAdditionalAnnotations(Simplifier.Annotation));
        return property
            .WithAccessorList(property.AccessorList!.WithTrailingTrivia(SyntaxFactory.Space))
            .WithInitializer(SyntaxFactory.EqualsValueClause(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space), expression))
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(property.AccessorList!.GetTrailingTrivia()));
    }
}
