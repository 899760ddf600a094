using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Gen.CodeFixes.Rules;

/// <summary>
/// GEN007: adds <c>partial</c> to a type and to the types that contain it. The rule then reports the next declaration of a type that has
/// several.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NotPartialFix)), Shared]
public sealed class NotPartialFix() : ExperimentFix(RuleIds.NotPartial)
{
    // One file at a time, because several types may be contained in the same one.
    private static readonly FixAllProvider s_fixAll = FixAllProvider.Create(async (context, document, diagnostics) =>
        await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root
            ? MakePartial(document, root, diagnostics.SelectMany(d => NonPartialTypes(root, d)).Distinct())
            : document);

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => s_fixAll;

    private protected override Task RegisterAsync(FixContext context)
    {
        var types = NonPartialTypes(context.Root, context.Diagnostic).ToArray();
        if (types.Length > 0)
        {
            var names = string.Join(" and ", types.Select(t => $"'{t.Identifier.ValueText}'"));
            context.Offer($"Make {names} partial", "MakePartial", _ => Task.FromResult(MakePartial(context.Document, context.Root, types)));
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<TypeDeclarationSyntax> NonPartialTypes(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindToken(diagnostic.Location.SourceSpan.Start).Parent!
            .AncestorsAndSelf()
            .OfType<TypeDeclarationSyntax>()
            .Where(t => !t.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static Document MakePartial(Document document, SyntaxNode root, IEnumerable<TypeDeclarationSyntax> types)
    {
        var generator = SyntaxGenerator.GetGenerator(document);
        return document.WithSyntaxRoot(
            root.ReplaceNodes(types, (_, type) => generator.WithModifiers(type, generator.GetModifiers(type).WithPartial(true))));
    }
}
