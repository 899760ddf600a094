using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes;

/// <summary>GEN030: gives a hook's parameter, or a metric's batch tensor, the nearest name that has a value, or the type that its value has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HookParameterFix)), Shared]
public sealed class HookParameterFix() : ExperimentFix("GEN030")
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RenameFixAll.Instance;

    private protected override Task RegisterAsync(FixPlace place) =>
        place.Hint(FixHints.Name) is { } name ? place.OfferRenameAsync(name) : place.OfferTypeAsync();
}
