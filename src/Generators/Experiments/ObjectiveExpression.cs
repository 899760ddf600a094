using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators.Experiments;

/// <summary>
/// The objective of a search space as it stands in generated code. <c>Logs.Names</c> is generated itself and has no value here: its
/// expression is kept as it was written, with full names where a name depends on the usings of the file.
/// </summary>
internal static class ObjectiveExpression
{
    /// <summary>Returns the expression of a named argument of the attribute; null without one.</summary>
    public static string? Read(AttributeData attribute, string name, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value is { Kind: TypedConstantKind.Primitive, Value: string text })
                return Literals.Text(text);
        }

        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        var expression = syntax?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name)?.Expression;
        return expression is null
            ? null
            : WithFullNames(expression, compilation.GetSemanticModel(expression.SyntaxTree), cancellationToken).ToString();
    }

    private static SyntaxNode WithFullNames(SyntaxNode expression, SemanticModel model, CancellationToken cancellationToken)
    {
        var first = expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Where(n => n.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == n,
            QualifiedNameSyntax qualified => qualified.Left == n,
            AliasQualifiedNameSyntax => false,
            _ => true,
        });
        return expression.ReplaceNodes(first, (name, _) => FullName(name, model, cancellationToken) is { } full
            ? SyntaxFactory.ParseExpression(full)
            : name);
    }

    // What does not exist yet is a member of the experiment, in which the generated code is.
    private static string? FullName(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (name is IdentifierNameSyntax identifier && model.GetAliasInfo(identifier, cancellationToken) is { } alias
            && alias.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is UsingDirectiveSyntax { Name: { } target }
            && target.SyntaxTree == model.SyntaxTree)
            return WithFullNames(target, model, cancellationToken).ToString();
        return model.GetSymbolInfo(name, cancellationToken).Symbol switch
        {
            INamedTypeSymbol { TypeKind: not TypeKind.Error } type => type.FullName(),
            INamespaceSymbol { IsGlobalNamespace: false } ns => "global::" + ns.ToDisplayString(),
            IFieldSymbol { IsConst: true, ContainingType: { } owner } => $"{owner.FullName()}.{name}",
            _ => null,
        };
    }
}
