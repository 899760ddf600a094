using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes;

/// <summary>GEN017: removes the attribute that has no effect.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NoEffectFix)), Shared]
public sealed class NoEffectFix() : ExperimentFix("GEN017")
{
    // A file at a time: several attributes of one list go together.
    private static readonly FixAllProvider s_fixAll = FixAllProvider.Create(async (context, document, diagnostics) =>
        await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root ? document.WithSyntaxRoot(Without(root, diagnostics)) : document);

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => s_fixAll;

    private protected override Task RegisterAsync(FixPlace place)
    {
        if (AttributeAt(place.Root, place.Diagnostic) is { } attribute)
            place.Offer($"Remove [{attribute.Name}]", "RemoveAttribute", _ => Task.FromResult(place.Document.WithSyntaxRoot(Without(place.Root, [place.Diagnostic]))));
        return Task.CompletedTask;
    }

    private static SyntaxNode Without(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics) =>
        root.Without(diagnostics.Select(d => AttributeAt(root, d)).OfType<AttributeSyntax>().Distinct());

    /// <summary>The rule marks the attribute's name.</summary>
    private static AttributeSyntax? AttributeAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute && attribute.Name.Span == diagnostic.Location.SourceSpan ? attribute : null;
}
