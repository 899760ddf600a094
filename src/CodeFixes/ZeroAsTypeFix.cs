using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes;

/// <summary>GEN024: names the parameter that the 0 is meant for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ZeroAsTypeFix)), Shared]
public sealed class ZeroAsTypeFix() : ExperimentFix("GEN024")
{
    private protected override async Task RegisterAsync(FixPlace place)
    {
        if (place.Hint(FixHints.Name) is not { } name || place.Around<ArgumentSyntax>() is not { } argument || argument.Expression.Span != place.Diagnostic.Location.SourceSpan)
            return;
        var colon = SyntaxFactory.NameColon(name).WithTrailingTrivia(SyntaxFactory.Space);
        var named = argument.NameColon is null
            ? argument.WithExpression(argument.Expression.WithoutLeadingTrivia()).WithNameColon(colon).WithLeadingTrivia(argument.GetLeadingTrivia())
            : argument.WithNameColon(argument.NameColon.WithName(SyntaxFactory.IdentifierName(name).WithTriviaFrom(argument.NameColon.Name)));
        await place.OfferIfItCompilesAsync($"Write '{name}: {argument.Expression}'", "NameAxis", argument, named).ConfigureAwait(false);
    }
}
