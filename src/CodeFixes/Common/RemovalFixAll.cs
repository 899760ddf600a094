using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes.Common;

/// <summary>Fix All of fixes that remove properties: at once, since neighbours share the blank lines between them.</summary>
/// <param name="others">Whether the diagnostics' other places go as well.</param>
internal sealed class RemovalFixAll(bool others) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllDiagnostics.Scopes;

    public override Task<CodeAction?> GetFixAsync(FixAllContext context) =>
        Task.FromResult<CodeAction?>(CodeAction.Create("Remove all", _ => RemoveAllAsync(context), context.CodeActionEquivalenceKey));

    private async Task<Solution> RemoveAllAsync(FixAllContext context)
    {
        var properties = new List<PropertyDeclarationSyntax>();
        foreach (var diagnostic in await context.DiagnosticsAsync().ConfigureAwait(false))
            properties.AddRange(await Removal.FindAsync(context.Solution, diagnostic, others, context.CancellationToken).ConfigureAwait(false));
        return await Removal.RemoveAsync(context.Solution, properties, context.CancellationToken).ConfigureAwait(false);
    }
}
