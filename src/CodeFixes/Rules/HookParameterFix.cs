using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>
/// GEN030: renames a hook's parameter, or a metric's batch tensor, to the nearest name with a value, or changes its type.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HookParameterFix)), Shared]
public sealed class HookParameterFix() : ExperimentFix(RuleIds.HookParameter)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RenameFixAll.Instance;

    private protected override Task RegisterAsync(FixContext context) =>
        context.Hint(FixHints.Name) is { } name ? context.OfferRenameAsync(name) : context.OfferTypeAsync();
}
