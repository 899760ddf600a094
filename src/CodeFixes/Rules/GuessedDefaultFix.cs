using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>
/// Changes that write a default that nobody chose: adds the entry that a parameter or a named config needs (GEN003, GEN010, GEN012,
/// GEN021), removes <c>required</c> from one without a default (GEN008), or sets a default to the bound of its <c>[Range]</c> (GEN014).
/// Without Fix All, so that no formatter makes them: the program would run with the guess, and without a word.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GuessedDefaultFix)), Shared]
public sealed class GuessedDefaultFix() : ExperimentFix(
    RuleIds.NamedConfigUnknownEntry, RuleIds.FromConfigUnknownKey, RuleIds.Command, RuleIds.MetricSignature, RuleIds.InvalidConfigClass,
    RuleIds.DefaultValue)
{
    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override async Task RegisterAsync(FixContext context)
    {
        if (context.Hint(FixHints.Change) == RequiredEntries.Problem)
        {
            if (context.Token.Parent is PropertyDeclarationSyntax property)
                await RequiredEntries.OfferOptionalAsync(context, property, isGuess: true).ConfigureAwait(false);
            return;
        }

        if (context.Hint(FixHints.Value) is { } bound && context.Around<PropertyDeclarationSyntax>() is { } entry)
        {
            await context.OfferIfItCompilesAsync($"Set the default to {bound}", "SetDefault", entry, entry.WithInitializer(bound))
                .ConfigureAwait(false);
            return;
        }

        var solution = context.Document.Project.Solution;
        if (await MissingEntry.ReadAsync(context.Document, context.Diagnostic, context.CancellationToken).ConfigureAwait(false)
            is { } missing && InsertionPoint.Find(missing.Owner, solution, context.CancellationToken) is { } place)
        {
            // After a change to the nearest name, which another provider offers.
            context.Offer(
                $"Add entry '{missing.Name}' to '{missing.Owner.Name}'",
                "AddEntry",
                c => MissingEntries.AddAsync(solution, missing, place, c),
                CodeActionPriority.Low);
        }
    }
}

/// <summary>Entries that are <c>required</c>.</summary>
internal static class RequiredEntries
{
    /// <summary>The hint <see cref="FixHints.Change"/> of GEN008 about them.</summary>
    public const string Problem = nameof(ConfigProblemKind.Required);

    /// <summary>Offers to remove <c>required</c> from an entry whose default is a guess, or from one whose default is not.</summary>
    public static async Task OfferOptionalAsync(FixContext context, PropertyDeclarationSyntax property, bool isGuess)
    {
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var type = model?.GetDeclaredSymbol(property, context.CancellationToken)?.Type;
        var needsValue = type is { IsValueType: true } or { NullableAnnotation: NullableAnnotation.NotAnnotated };
        var guess = property.Initializer is null && needsValue
            ? MissingEntry.DefaultOf(null, type!)
            : null;
        if (guess is null == isGuess)
            return;
        var optional = property.WithoutModifier(SyntaxKind.RequiredKeyword);
        await context
            .OfferIfItCompilesAsync(
                $"Remove 'required' from '{property.Identifier.ValueText}'",
                "RemoveRequired",
                property,
                guess is null ? optional : optional.WithInitializer(guess))
            .ConfigureAwait(false);
    }
}
