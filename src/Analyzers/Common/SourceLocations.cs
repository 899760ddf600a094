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
    public static SyntaxNode CalledName(this IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax invocation ? invocation.CalledName() ?? (SyntaxNode)invocation.Expression : call.Syntax;

    /// <summary>Returns the name of the called method; null if a value is called.</summary>
    public static SimpleNameSyntax? CalledName(this InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        var name => name as SimpleNameSyntax,
    };

    /// <summary>Returns what a method is called on, before a dot or <c>?.</c>; null if there is nothing.</summary>
    public static ExpressionSyntax? Receiver(this InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        MemberBindingExpressionSyntax => call.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    private static AttributeSyntax? SyntaxIn(this AttributeData attribute, Experiments experiments) =>
        attribute.ApplicationSyntaxReference is { } reference && experiments.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? reference.GetSyntax() as AttributeSyntax
            : null;
}
