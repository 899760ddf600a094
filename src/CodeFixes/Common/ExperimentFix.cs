using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Common;

/// <summary>Base class of all code fixes. Supports Fix All.</summary>
public abstract class ExperimentFix : CodeFixProvider
{
    private protected ExperimentFix(params string[] rules) => FixableDiagnosticIds = [.. rules];

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
                await RegisterAsync(new FixContext(context, diagnostic, root)).ConfigureAwait(false);
        }
    }

    /// <summary>Offers the changes for a diagnostic, the best first, because <c>dotnet format</c> applies that one.</summary>
    private protected abstract Task RegisterAsync(FixContext context);
}

/// <summary>A diagnostic to fix, with its document.</summary>
/// <param name="Context">The context in which changes are offered.</param>
/// <param name="Diagnostic">The diagnostic.</param>
/// <param name="Root">The document's syntax.</param>
internal sealed record FixContext(CodeFixContext Context, Diagnostic Diagnostic, SyntaxNode Root)
{
    public Document Document => Context.Document;

    public CancellationToken CancellationToken => Context.CancellationToken;

    /// <summary>The first token of the diagnostic.</summary>
    public SyntaxToken Token => Root.FindToken(Diagnostic.Location.SourceSpan.Start);

    /// <summary>The outermost node with the span of the diagnostic.</summary>
    public SyntaxNode Node => Root.FindNode(Diagnostic.Location.SourceSpan);

    /// <summary>Returns the innermost node of a kind that contains the diagnostic.</summary>
    public T? Around<T>()
        where T : SyntaxNode => Token.Parent?.FirstAncestorOrSelf<T>();

    /// <summary>Returns a hint of the rule, or null if it has none.</summary>
    public string? Hint(string name) => Diagnostic.Properties.TryGetValue(name, out var value) ? value : null;

    /// <summary>Offers a change of this document.</summary>
    /// <param name="title">The title, as the user reads it.</param>
    /// <param name="key">The kind of change. Fix All makes the changes of one key.</param>
    /// <param name="change">Creates the changed document.</param>
    public void Offer(string title, string key, Func<CancellationToken, Task<Document>> change) =>
        Context.RegisterCodeFix(CodeAction.Create(title, change, $"{Diagnostic.Id}.{key}"), Diagnostic);

    /// <summary>Offers a change of several documents.</summary>
    /// <inheritdoc cref="Offer(string, string, Func{CancellationToken, Task{Document}})"/>
    public void Offer(
        string title,
        string key,
        Func<CancellationToken, Task<Solution>> change,
        CodeActionPriority priority = CodeActionPriority.Default
    ) => Context.RegisterCodeFix(CodeAction.Create(title, change, $"{Diagnostic.Id}.{key}", priority), Diagnostic);

    /// <summary>Offers to replace a node.</summary>
    /// <inheritdoc cref="Offer(string, string, Func{CancellationToken, Task{Document}})"/>
    public void OfferReplacement(string title, string key, SyntaxNode old, SyntaxNode replacement) =>
        Offer(title, key, _ => Task.FromResult(Document.WithSyntaxRoot(Root.ReplaceNode(old, replacement))));

    /// <summary>Offers to replace a node, if the document then has no new error.</summary>
    /// <inheritdoc cref="Offer(string, string, Func{CancellationToken, Task{Document}})"/>
    public Task<bool> OfferIfItCompilesAsync(string title, string key, SyntaxNode old, SyntaxNode replacement) =>
        OfferIfItCompilesAsync(title, key, Document.WithSyntaxRoot(Root.ReplaceNode(old, replacement)));

    /// <summary>Offers a changed document, if it has no new error.</summary>
    /// <inheritdoc cref="Offer(string, string, Func{CancellationToken, Task{Document}})"/>
    public async Task<bool> OfferIfItCompilesAsync(string title, string key, Document changed)
    {
        if (!await SpeculativeCompilation.CompilesAsync(Document, changed, CancellationToken).ConfigureAwait(false))
            return false;
        Offer(title, key, _ => Task.FromResult(changed));
        return true;
    }
}

/// <summary>Compiles changes whose success depends on the surrounding code before they are offered.</summary>
internal static class SpeculativeCompilation
{
    /// <summary>Returns true if a changed document has no compiler error that it did not have before.</summary>
    public static async Task<bool> CompilesAsync(Document before, Document changed, CancellationToken cancellationToken)
    {
        var known = await ErrorsAsync(before, cancellationToken).ConfigureAwait(false);
        return (await ErrorsAsync(changed, cancellationToken).ConfigureAwait(false)).All(known.Remove);
    }

    private static async Task<List<string>> ErrorsAsync(Document document, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. model!.GetDiagnostics(cancellationToken: cancellationToken)
                .Where(d => d.Severity == DiagnosticSeverity.Error)
                .Select(d => $"{d.Id} {d.GetMessage()}"),
        ];
    }
}

/// <summary>The diagnostics that Fix All fixes.</summary>
internal static class FixAllDiagnostics
{
    public static readonly FixAllScope[] Scopes = [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <summary>Returns the diagnostics in the scope of the context.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(this FixAllContext context)
    {
        if (context is { Scope: FixAllScope.Document, Document: { } document })
            return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
        var all = new List<Diagnostic>();
        foreach (var project in context.Scope == FixAllScope.Project ? [context.Project] : context.Solution.Projects)
            all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        return all;
    }
}
