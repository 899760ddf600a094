using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN040: changes the type of the property, its name, or the name of a named config.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SearchSpaceFix)), Shared]
public sealed class SearchSpaceFix() : ExperimentFix(RuleIds.SearchSpace)
{
    private protected override Task RegisterAsync(FixContext context)
    {
        if (context.Hint(FixHints.Type) is { } type)
            return ChangeTypeAsync(context, type);
        if (context.Hint(FixHints.Name) is not { } name)
            return Task.CompletedTask;
        if (context.Token.Parent is not LiteralExpressionSyntax literal)
            return context.OfferRenameAsync(name);
        if (literal.WithStart(literal.Token.ValueText, name) is { } right)
            context.OfferReplacement($"Change to '{name}'", "NearestName", literal, right);
        return Task.CompletedTask;
    }

    // What the values are converted to is known after the change only: they are arguments of new(...).
    private static async Task ChangeTypeAsync(FixContext context, string type)
    {
        if (context.Token.Parent is not PropertyDeclarationSyntax property)
            return;
        var name = TypeNames.ToSimplify(SyntaxFactory.ParseTypeName(type)).WithTriviaFrom(property.Type);
        await context.OfferIfItCompilesAsync("Change to the type of the entry", "Type", property.Type, name).ConfigureAwait(false);
    }
}
