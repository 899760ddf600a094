using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Common;

/// <summary>What all fixes have in common: one rule, Fix All, and actions that are the same ones wherever they are offered.</summary>
public abstract class ExperimentFix : CodeFixProvider
{
    private protected ExperimentFix(string rule) => FixableDiagnosticIds = [rule];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root)
                await RegisterAsync(new FixPlace(context, diagnostic, root)).ConfigureAwait(false);
        }
    }

    /// <summary>Offers what can be done about a diagnostic; the best first, because that is what <c>dotnet format</c> takes.</summary>
    private protected abstract Task RegisterAsync(FixPlace place);
}
