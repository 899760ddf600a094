using System.Composition;
using System.Threading.Tasks;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes;

/// <summary>GEN006: removes the entry, and what sets it in named configs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnusedEntryFix)), Shared]
public sealed class UnusedEntryFix() : ExperimentFix("GEN006")
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new RemovalFixAll(others: true);

    private protected override Task RegisterAsync(FixPlace place) => place.OfferRemovalAsync($"Remove '{place.Token.ValueText}'", others: true);
}
