using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN003: renames the property to the nearest entry, or adds the entry.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NamedConfigUnknownEntryFix)), Shared]
public sealed class NamedConfigUnknownEntryFix() : ExperimentFix(RuleIds.NamedConfigUnknownEntry)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RenameFixAll.Instance;

    private protected override async Task RegisterAsync(FixContext context)
    {
        if (context.Hint(FixHints.Name) is { } name)
            await context.OfferRenameAsync(name).ConfigureAwait(false);
        await context.OfferEntryAsync().ConfigureAwait(false);
    }
}
