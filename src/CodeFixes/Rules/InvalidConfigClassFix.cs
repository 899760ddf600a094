using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN008: adds <c>init</c> to an entry, changes it to <c>set</c> in a generic class, removes <c>required</c>, or seals a kind of a
/// block.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InvalidConfigClassFix)), Shared]
public sealed class InvalidConfigClassFix() : ExperimentFix(RuleIds.InvalidConfigClass)
{
    private protected override async Task RegisterAsync(FixContext context)
    {
        if (context.Token.Parent is TypeDeclarationSyntax kind && context.Hint(FixHints.Change) == nameof(ConfigProblemKind.InvalidKind))
        {
            var generator = SyntaxGenerator.GetGenerator(context.Document);
            var modifiers = generator.GetModifiers(kind);
            if (!modifiers.IsSealed && !modifiers.IsAbstract)
                await context
                    .OfferIfItCompilesAsync(
                        $"Seal '{kind.Identifier.ValueText}'", "Seal", kind, generator.WithModifiers(kind, modifiers.WithIsSealed(true)))
                    .ConfigureAwait(false);
            return;
        }

        if (context.Token.Parent is not PropertyDeclarationSyntax { AccessorList: { } accessors } property
            || property.Identifier != context.Token)
            return;
        var name = property.Identifier.ValueText;
        var setter = accessors.Accessors.FirstOrDefault(a =>
            a.Keyword.IsKind(SyntaxKind.SetKeyword) || a.Keyword.IsKind(SyntaxKind.InitKeyword)
        );
        switch (context.Hint(FixHints.Change))
        {
            case nameof(ConfigProblemKind.NoSetter) when setter is null:
                await context
                    .OfferIfItCompilesAsync($"Add 'init' to '{name}'", "AddInit", property, property.WithInit(accessors))
                    .ConfigureAwait(false);
                break;
            case nameof(ConfigProblemKind.NoSetter):
                var accessible = setter.WithModifiers(default).WithLeadingTrivia(setter.GetLeadingTrivia());
                await context
                    .OfferIfItCompilesAsync($"Make '{setter.Keyword.Text}' of '{name}' public", "MakeSetterPublic", setter, accessible)
                    .ConfigureAwait(false);
                break;

            // An override elsewhere would have to be changed too.
            case nameof(ConfigProblemKind.GenericBase) when setter is not null && !property.Modifiers.Any(SyntaxKind.VirtualKeyword):
                await context
                    .OfferIfItCompilesAsync($"Change 'init' of '{name}' to 'set'", "UseSet", setter, setter.AsSet())
                    .ConfigureAwait(false);
                break;
            case RequiredEntries.Problem:
                await RequiredEntries.OfferOptionalAsync(context, property, isGuess: false).ConfigureAwait(false);
                break;
        }
    }
}

/// <summary>Changed declarations of properties with their layout preserved.</summary>
internal static class PropertySyntaxes
{
    /// <summary>Adds <c>init</c> after the getter, on a line of its own if the getter has one.</summary>
    public static PropertyDeclarationSyntax WithInit(this PropertyDeclarationSyntax property, AccessorListSyntax accessors)
    {
        var getter = accessors.Accessors.Last();
        var init = SyntaxFactory.AccessorDeclaration(SyntaxKind.InitAccessorDeclaration)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))
            .WithLeadingTrivia(getter.GetLeadingTrivia().Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia)))
            .WithTrailingTrivia(
                getter.GetTrailingTrivia().Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia) || t.IsKind(SyntaxKind.EndOfLineTrivia))
            );
        return property.WithAccessorList(accessors.AddAccessors(init));
    }

    /// <summary>Changes <c>init</c> to <c>set</c>.</summary>
    public static AccessorDeclarationSyntax AsSet(this AccessorDeclarationSyntax init) => SyntaxFactory.AccessorDeclaration(
        SyntaxKind.SetAccessorDeclaration,
        init.AttributeLists,
        init.Modifiers,
        SyntaxFactory.Token(SyntaxKind.SetKeyword).WithTriviaFrom(init.Keyword),
        init.Body,
        init.ExpressionBody,
        init.SemicolonToken);

    /// <summary>Removes a modifier and keeps its comments.</summary>
    public static PropertyDeclarationSyntax WithoutModifier(this PropertyDeclarationSyntax property, SyntaxKind kind)
    {
        var at = property.Modifiers.IndexOf(kind);
        var modifier = property.Modifiers[at];
        var next = modifier.GetNextToken();
        property = property.ReplaceToken(next, next.WithLeadingTrivia(modifier.LeadingTrivia.AddRange(next.LeadingTrivia)));
        return property.WithModifiers(property.Modifiers.RemoveAt(at));
    }

    /// <summary>Adds an initializer, or changes the one that is there.</summary>
    public static PropertyDeclarationSyntax WithInitializer(this PropertyDeclarationSyntax property, string value)
    {
        if (property.Initializer is { Value: var old })
            return property.ReplaceNode(old, TypeNames.ToSimplify(SyntaxFactory.ParseExpression(value)).WithTriviaFrom(old));
        return property
            .WithAccessorList(property.AccessorList!.WithTrailingTrivia(SyntaxFactory.Space))
            .WithInitializer(
                SyntaxFactory.EqualsValueClause(
                    SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
                    TypeNames.ToSimplify(SyntaxFactory.ParseExpression(value))
                )
            )
            .WithSemicolonToken(
                SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(property.AccessorList!.GetTrailingTrivia())
            );
    }
}
