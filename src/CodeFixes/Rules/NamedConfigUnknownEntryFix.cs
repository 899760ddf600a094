using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN003: renames the property to the nearest entry.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NamedConfigUnknownEntryFix)), Shared]
public sealed class NamedConfigUnknownEntryFix() : ExperimentFix(RuleIds.NamedConfigUnknownEntry)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RenameFixAll.Instance;

    private protected override Task RegisterAsync(FixContext context) =>
        context.Hint(FixHints.Name) is { } name ? context.OfferRenameAsync(name) : Task.CompletedTask;
}
