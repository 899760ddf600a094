using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN021: makes a metric that needs no instance static, or adds the entry for a config parameter.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MetricSignatureFix)), Shared]
public sealed class MetricSignatureFix() : ExperimentFix(RuleIds.MetricSignature)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => MissingEntryFixAll.Instance;

    private protected override async Task RegisterAsync(FixContext context)
    {
        if (
            context.Hint(FixHints.Change) == nameof(SignatureProblemKind.NotStatic)
            && context.Token.Parent is MethodDeclarationSyntax method
        )
        {
            var generator = SyntaxGenerator.GetGenerator(context.Document);
            var changed = generator.WithModifiers(method, generator.GetModifiers(method).WithIsStatic(true));
            await context.OfferIfItCompilesAsync($"Make '{method.Identifier.ValueText}' static", "MakeStatic", method, changed)
                .ConfigureAwait(false);
        }

        await context.OfferEntryAsync().ConfigureAwait(false);
    }
}
