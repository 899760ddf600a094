using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN010: changes the key in <c>[FromConfig]</c> to the nearest one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FromConfigUnknownKeyFix)), Shared]
public sealed class FromConfigUnknownKeyFix() : ExperimentFix(RuleIds.FromConfigUnknownKey)
{
    private protected override Task RegisterAsync(FixContext context)
    {
        if (context.Hint(FixHints.Key) is { } key && context.Around<AttributeArgumentSyntax>() is { Expression: var expression })
        {
            var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(key));
            context.OfferReplacement($"Change to \"{key}\"", "NearestKey", expression, literal.WithTriviaFrom(expression));
        }

        return Task.CompletedTask;
    }
}
