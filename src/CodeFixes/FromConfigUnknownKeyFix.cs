using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes;

/// <summary>GEN010: puts the nearest key into <c>[FromConfig]</c>, or adds the entry that it names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FromConfigUnknownKeyFix)), Shared]
public sealed class FromConfigUnknownKeyFix() : ExperimentFix("GEN010")
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => MissingEntryFixAll.Instance;

    private protected override Task RegisterAsync(FixPlace place)
    {
        if (place.Hint(FixHints.Key) is { } key && place.Around<AttributeArgumentSyntax>() is { Expression: var expression })
        {
            var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(key)).WithTriviaFrom(expression);
            place.OfferReplacement($"Change to \"{key}\"", "NearestKey", expression, literal);
        }

        return place.OfferEntryAsync();
    }
}
