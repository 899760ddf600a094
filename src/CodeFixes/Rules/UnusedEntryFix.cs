using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN006: removes the entry, and the properties of named configs that set it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnusedEntryFix)), Shared]
public sealed class UnusedEntryFix() : ExperimentFix(RuleIds.UnusedEntry)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new PropertyRemovalFixAll(others: true);

    private protected override Task RegisterAsync(FixContext context) =>
        context.OfferRemovalAsync($"Remove '{context.Token.ValueText}'", others: true);
}
