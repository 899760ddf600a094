using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Common;

/// <summary>Exact places of attributes in the source; null for one that comes from elsewhere.</summary>
internal static class Places
{
    /// <summary>The attribute's first argument; its name if it has none.</summary>
    public static Location? ArgumentLocation(this AttributeData attribute, Experiments experiments) =>
        attribute.SyntaxIn(experiments) is { } syntax ? (syntax.ArgumentList?.Arguments.FirstOrDefault()?.Expression ?? (Microsoft.CodeAnalysis.SyntaxNode)syntax.Name).GetLocation() : null;

    /// <summary>The attribute's name.</summary>
    public static Location? NameLocation(this AttributeData attribute, Experiments experiments) => attribute.SyntaxIn(experiments)?.Name.GetLocation();

    private static AttributeSyntax? SyntaxIn(this AttributeData attribute, Experiments experiments) =>
        attribute.ApplicationSyntaxReference is { } reference && experiments.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? reference.GetSyntax() as AttributeSyntax
            : null;
}
