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

/// <summary>GEN024: names the parameter for which the 0 is intended.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ZeroAsScalarTypeFix)), Shared]
public sealed class ZeroAsScalarTypeFix() : ExperimentFix(RuleIds.ZeroAsScalarType)
{
    private protected override async Task RegisterAsync(FixContext context)
    {
        if (context.Hint(FixHints.Name) is not { } name
            || context.Around<ArgumentSyntax>() is not { } argument
            || argument.Expression.Span != context.Diagnostic.Location.SourceSpan)
            return;
        var colon = SyntaxFactory.NameColon(name).WithTrailingTrivia(SyntaxFactory.Space);
        var named = argument.NameColon is null
            ? argument
                .WithExpression(argument.Expression.WithoutLeadingTrivia())
                .WithNameColon(colon)
                .WithLeadingTrivia(argument.GetLeadingTrivia())
            : argument.WithNameColon(
                argument.NameColon.WithName(SyntaxFactory.IdentifierName(name).WithTriviaFrom(argument.NameColon.Name))
            );
        await context.OfferIfItCompilesAsync($"Use '{name}: {argument.Expression}'", "NameAxis", argument, named).ConfigureAwait(false);
    }
}
