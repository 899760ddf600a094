using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes;

/// <summary>GEN003: gives the property the nearest entry's name, or adds the entry that it sets.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NamedConfigUnknownEntryFix)), Shared]
public sealed class NamedConfigUnknownEntryFix() : ExperimentFix("GEN003")
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RenameFixAll.Instance;

    private protected override async Task RegisterAsync(FixPlace place)
    {
        if (place.Hint(FixHints.Name) is { } name)
            await place.OfferRenameAsync(name).ConfigureAwait(false);
        await place.OfferEntryAsync().ConfigureAwait(false);
    }
}
