using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Gen.CodeFixes;

/// <summary>GEN021: makes a formula that needs no instance static, or adds the entry that fills a config parameter.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MetricSignatureFix)), Shared]
public sealed class MetricSignatureFix() : ExperimentFix("GEN021")
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => MissingEntryFixAll.Instance;

    private protected override async Task RegisterAsync(FixPlace place)
    {
        if (place.Hint(FixHints.Change) == nameof(SignatureProblemKind.NotStatic) && place.Token.Parent is MethodDeclarationSyntax method)
        {
            var generator = SyntaxGenerator.GetGenerator(place.Document);
            var changed = generator.WithModifiers(method, generator.GetModifiers(method).WithIsStatic(true));
            await place.OfferIfItCompilesAsync($"Make '{method.Identifier.ValueText}' static", "MakeStatic", method, changed).ConfigureAwait(false);
        }

        await place.OfferEntryAsync().ConfigureAwait(false);
    }
}
