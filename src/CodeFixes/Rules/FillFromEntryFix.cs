using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>
/// Fills a parameter that nothing fills from an entry of a fitting type (GEN012, GEN021, GEN030). Without Fix All, because the entry is a
/// guess.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FillFromEntryFix)), Shared]
public sealed class FillFromEntryFix() : ExperimentFix(RuleIds.Command, RuleIds.MetricSignature, RuleIds.HookParameter)
{
    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override Task RegisterAsync(FixContext context)
    {
        // After the nearest name, which another provider offers.
        if (context.ParameterAt() is { } parameter)
            context.OfferEntries(parameter, CodeActionPriority.Low);
        return Task.CompletedTask;
    }
}
