using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN017: removes the attribute that has no effect.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MisplacedAttributeFix)), Shared]
public sealed class MisplacedAttributeFix() : ExperimentFix(RuleIds.MisplacedAttribute)
{
    // One file at a time, because several attributes of one list are removed together.
    private static readonly FixAllProvider s_fixAll = FixAllProvider.Create(async (context, document, diagnostics) =>
        await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root
            ? document.WithSyntaxRoot(Without(root, diagnostics))
            : document);

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => s_fixAll;

    private protected override Task RegisterAsync(FixContext context)
    {
        if (AttributeAt(context.Root, context.Diagnostic) is { } attribute)
        {
            context.Offer(
                $"Remove [{attribute.Name}]",
                "RemoveAttribute",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(Without(context.Root, [context.Diagnostic]))));
        }

        return Task.CompletedTask;
    }

    private static SyntaxNode Without(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics) =>
        root.Without(diagnostics.Select(d => AttributeAt(root, d)).OfType<AttributeSyntax>().Distinct());

    /// <summary>The rule marks the attribute's name.</summary>
    private static AttributeSyntax? AttributeAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
        && attribute.Name.Span == diagnostic.Location.SourceSpan
            ? attribute
            : null;
}
