using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
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

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        if (context.CodeActionEquivalenceKey?.EndsWith("." + MissingEntries.Key, System.StringComparison.Ordinal) is not true)
            return WellKnownFixAllProviders.BatchFixer.GetFixAsync(context);
        return Task.FromResult<CodeAction?>(CodeAction.Create("Add all missing entries", _ => AddAllAsync(context), context.CodeActionEquivalenceKey));
    }

    private static async Task<Solution> AddAllAsync(FixAllContext context)
    {
        var missing = new List<MissingEntry>();
        foreach (var diagnostic in await DiagnosticsAsync(context).ConfigureAwait(false))
        {
            if (context.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && await MissingEntry.ReadAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } entry)
                missing.Add(entry);
        }

        return await MissingEntries.AddAsync(context.Solution, missing, context.CancellationToken).ConfigureAwait(false);
    }

    private static async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        if (context is { Scope: FixAllScope.Document, Document: { } document })
            return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
        var all = new List<Diagnostic>();
        foreach (var project in context.Scope == FixAllScope.Project ? [context.Project] : context.Solution.Projects)
            all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        return all;
    }
}
