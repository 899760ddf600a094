using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Common;

/// <summary>Fix All of fixes that can add entries: each entry once, however many diagnostics miss it; their other changes as usual.</summary>
internal sealed class MissingEntryFixAll : FixAllProvider
{
    public static readonly MissingEntryFixAll Instance = new();

    private MissingEntryFixAll()
    {
    }

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllDiagnostics.Scopes;

    public override Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        if (context.CodeActionEquivalenceKey?.EndsWith("." + MissingEntries.Key, System.StringComparison.Ordinal) is not true)
            return WellKnownFixAllProviders.BatchFixer.GetFixAsync(context);
        return Task.FromResult<CodeAction?>(CodeAction.Create("Add all missing entries", _ => AddAllAsync(context), context.CodeActionEquivalenceKey));
    }

    private static async Task<Solution> AddAllAsync(FixAllContext context)
    {
        var missing = new List<MissingEntry>();
        foreach (var diagnostic in await context.DiagnosticsAsync().ConfigureAwait(false))
        {
            if (context.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && await MissingEntry.ReadAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } entry)
                missing.Add(entry);
        }

        return await MissingEntries.AddAsync(context.Solution, missing, context.CancellationToken).ConfigureAwait(false);
    }
}
