using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN032: changes the return type of a hook to void, if nothing is lost with the returned value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HookSignatureFix)), Shared]
public sealed class HookSignatureFix() : ExperimentFix(RuleIds.HookSignature)
{
    private protected override async Task RegisterAsync(FixContext context)
    {
        if (context.Hint(FixHints.Change) != "ReturnVoid" || context.Token.Parent is not MethodDeclarationSyntax method)
            return;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (method.AsVoid(model) is not { } changed || model.GetDeclaredSymbol(method, context.CancellationToken) is not { } symbol)
            return;
        var solution = context.Document.Project.Solution;
        var used = await SymbolFinder.FindReferencesAsync(symbol, solution, context.CancellationToken).ConfigureAwait(false);
        if (used.SelectMany(u => u.Locations).Any(l => l.Document.Id != context.Document.Id && l.Document is not SourceGeneratedDocument))
            return;
        await context.OfferIfItCompilesAsync("Change return type to 'void'", "ReturnVoid", method, changed).ConfigureAwait(false);
    }
}

/// <summary>Methods changed to return void.</summary>
internal static class VoidMethods
{
    /// <summary>Returns the method with return type void, or null if its body computes the value with an effect.</summary>
    public static MethodDeclarationSyntax? AsVoid(this MethodDeclarationSyntax method, SemanticModel model)
    {
        if (method.Modifiers.Any(SyntaxKind.AsyncKeyword) || method.Modifiers.Any(SyntaxKind.PartialKeyword))
            return null;
        var type = SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.VoidKeyword)).WithTriviaFrom(method.ReturnType);
        return method switch
        {
            { ExpressionBody: { } body } when IsPure(body.Expression, model) => method
                .WithReturnType(type)
                .WithExpressionBody(null)
                .WithSemicolonToken(default)
                .WithBody(SyntaxFactory.Block(
                    SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(SyntaxFactory.Space),
                    default,
                    SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTriviaFrom(method.SemicolonToken))),

            // A task that is not awaited would lose its exception.
            { ExpressionBody: { } body } => IsTask(model.GetTypeInfo(body.Expression).Type) ? null : method.WithReturnType(type),
            { Body: { } body } => WithoutValues(body, model) is { } changed ? method.WithReturnType(type).WithBody(changed) : null,
            _ => null,
        };
    }

    private static BlockSyntax? WithoutValues(BlockSyntax body, SemanticModel model)
    {
        var returns = body.DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>()
            .ToArray();
        if (returns.Any(r => r.Expression is not { } value || !IsPure(value, model)))
            return null;
        var last = returns.FirstOrDefault(r =>
            r == body.Statements.Last() && !r.GetLeadingTrivia().Concat(r.GetTrailingTrivia()).Any(IsCommentOrDirective)
        );
        var changed = body.ReplaceNodes(
            returns.Where(r => r != last), (r, _) => r.WithReturnKeyword(r.ReturnKeyword.WithTrailingTrivia()).WithExpression(null));
        return last is null ? changed : changed.WithStatements(changed.Statements.RemoveAt(changed.Statements.Count - 1));
    }

    private static bool IsCommentOrDirective(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsDirective;

    /// <summary>Returns true for an expression without effects.</summary>
    private static bool IsPure(ExpressionSyntax value, SemanticModel model) =>
        value switch
        {
            LiteralExpressionSyntax or DefaultExpressionSyntax => true,
            IdentifierNameSyntax or MemberAccessExpressionSyntax => model.GetSymbolInfo(value).Symbol
                is ILocalSymbol
                    or IParameterSymbol
                    or IFieldSymbol
                || (
                    model.GetSymbolInfo(value).Symbol is IPropertySymbol { Name: "CompletedTask" } property
                    && IsTask(property.ContainingType)
                ),
            _ => false,
        };

    private static bool IsTask(ITypeSymbol? type) => type.Is("System.Threading.Tasks.Task") || type.Is("System.Threading.Tasks.ValueTask");
}
