using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Gen.CodeFixes;

/// <summary>GEN007: adds <c>partial</c> to a type and to those around it. Of several declarations of one type the rule names the next one then.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NotPartialFix)), Shared]
public sealed class NotPartialFix() : ExperimentFix("GEN007")
{
    // A file at a time: several types may have the same ones around them.
    private static readonly FixAllProvider s_fixAll = FixAllProvider.Create(async (context, document, diagnostics) =>
        await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root ? MakePartial(document, root, diagnostics.SelectMany(d => Closed(root, d)).Distinct()) : document);

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => s_fixAll;

    private protected override Task RegisterAsync(FixPlace place)
    {
        var closed = Closed(place.Root, place.Diagnostic).ToArray();
        if (closed.Length > 0)
            place.Offer($"Make {string.Join(" and ", closed.Select(t => $"'{t.Identifier.ValueText}'"))} partial", "MakePartial", _ => Task.FromResult(MakePartial(place.Document, place.Root, closed)));
        return Task.CompletedTask;
    }

    private static IEnumerable<TypeDeclarationSyntax> Closed(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindToken(diagnostic.Location.SourceSpan.Start).Parent!.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(t => !t.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static Document MakePartial(Document document, SyntaxNode root, IEnumerable<TypeDeclarationSyntax> types)
    {
        var generator = SyntaxGenerator.GetGenerator(document);
        return document.WithSyntaxRoot(root.ReplaceNodes(types, (_, type) => generator.WithModifiers(type, generator.GetModifiers(type).WithPartial(true))));
    }
}
