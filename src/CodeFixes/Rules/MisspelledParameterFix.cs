using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>
/// GEN001: renames the parameter to the entry, keeps its name and adds <c>[FromConfig]</c>, or marks it as caller-supplied.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MisspelledParameterFix)), Shared]
public sealed class MisspelledParameterFix() : ExperimentFix(RuleIds.MisspelledParameter)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RenameFixAll.Instance;

    private protected override async Task RegisterAsync(FixContext context)
    {
        if (context.Hint(FixHints.Name) is { } name)
            await context.OfferRenameAsync(name).ConfigureAwait(false);
        if (context.ParameterAt() is not { } parameter)
            return;
        context.OfferEntries(parameter);

        // Only the run calls a command.
        if (context.Hint(FixHints.Change) == "FromCaller")
            context.OfferCaller(parameter);
    }
}
