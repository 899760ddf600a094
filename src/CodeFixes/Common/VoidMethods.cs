using System.Linq;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes.Common;

/// <summary>Methods that return nothing in place of something that nobody needs.</summary>
internal static class VoidMethods
{
    /// <summary>The method with return type void; null if its body does more for the value than to name it.</summary>
    public static MethodDeclarationSyntax? AsVoid(this MethodDeclarationSyntax method, SemanticModel model)
    {
        if (method.Modifiers.Any(SyntaxKind.AsyncKeyword) || method.Modifiers.Any(SyntaxKind.PartialKeyword))
            return null;
        var type = SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.VoidKeyword)).WithTriviaFrom(method.ReturnType);
        return method switch
        {
            { ExpressionBody: { } body } when IsIdle(body.Expression, model) => method
                .WithReturnType(type)
                .WithExpressionBody(null)
                .WithSemicolonToken(default)
                .WithBody(SyntaxFactory.Block(
                    SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(SyntaxFactory.Space), default, SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTriviaFrom(method.SemicolonToken))),

            // What starts a task and forgets it would lose its exception.
            { ExpressionBody: { } body } => IsTask(model.GetTypeInfo(body.Expression).Type) ? null : method.WithReturnType(type),
            { Body: { } body } => WithoutValues(body, model) is { } changed ? method.WithReturnType(type).WithBody(changed) : null,
            _ => null,
        };
    }

    private static BlockSyntax? WithoutValues(BlockSyntax body, SemanticModel model)
    {
        var returns = body.DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().ToArray();
        if (returns.Any(r => r.Expression is not { } value || !IsIdle(value, model)))
            return null;
        var last = returns.FirstOrDefault(r => r == body.Statements.Last() && !r.GetLeadingTrivia().Concat(r.GetTrailingTrivia()).Any(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia) || t.IsDirective));
        var changed = body.ReplaceNodes(returns.Where(r => r != last), (r, _) => r.WithReturnKeyword(r.ReturnKeyword.WithTrailingTrivia()).WithExpression(null));
        return last is null ? changed : changed.WithStatements(changed.Statements.RemoveAt(changed.Statements.Count - 1));
    }

    /// <summary>True for what does nothing but have a value.</summary>
    private static bool IsIdle(ExpressionSyntax value, SemanticModel model) => value switch
    {
        LiteralExpressionSyntax or DefaultExpressionSyntax => true,
        IdentifierNameSyntax or MemberAccessExpressionSyntax => model.GetSymbolInfo(value).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol
            || (model.GetSymbolInfo(value).Symbol is IPropertySymbol { Name: "CompletedTask" } property && IsTask(property.ContainingType)),
        _ => false,
    };

    private static bool IsTask(ITypeSymbol? type) => type.Is("System.Threading.Tasks.Task") || type.Is("System.Threading.Tasks.ValueTask");
}
