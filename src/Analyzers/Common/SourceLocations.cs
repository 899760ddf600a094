using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>Exact locations of attributes and calls in the source.</summary>
internal static class SourceLocations
{
    /// <summary>Returns the attribute's first argument, or its name if it has none; null for an attribute of another compilation.</summary>
    public static Location? ArgumentLocation(this AttributeData attribute, Experiments experiments) =>
        attribute.SyntaxIn(experiments) is { } syntax
            ? (syntax.ArgumentList?.Arguments.FirstOrDefault()?.Expression ?? (SyntaxNode)syntax.Name).GetLocation()
            : null;

    /// <summary>Returns the attribute's name; null for an attribute of another compilation.</summary>
    public static Location? NameLocation(this AttributeData attribute, Experiments experiments) =>
        attribute.SyntaxIn(experiments)?.Name.GetLocation();

    /// <summary>Returns the name of the called method as it is written in the call.</summary>
    public static SyntaxNode CalledName(this IInvocationOperation call) => call.Syntax switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name,
        InvocationExpressionSyntax invocation => invocation.Expression,
        var other => other,
    };

    private static AttributeSyntax? SyntaxIn(this AttributeData attribute, Experiments experiments) =>
        attribute.ApplicationSyntaxReference is { } reference && experiments.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? reference.GetSyntax() as AttributeSyntax
            : null;
}
