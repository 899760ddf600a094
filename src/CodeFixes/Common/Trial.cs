using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace Gen.CodeFixes.Common;

/// <summary>Changes whose success depends on the code around them are tried before they are offered.</summary>
internal static class Trial
{
    /// <summary>True if a changed document has no compiler error that it did not have before.</summary>
    public static async Task<bool> CompilesAsync(Document before, Document changed, CancellationToken cancellationToken)
    {
        var known = await ErrorsAsync(before, cancellationToken).ConfigureAwait(false);
        return (await ErrorsAsync(changed, cancellationToken).ConfigureAwait(false)).All(known.Remove);
    }

    private static async Task<List<string>> ErrorsAsync(Document document, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return [.. model!.GetDiagnostics(cancellationToken: cancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d.Id} {d.GetMessage()}")];
    }
}
