using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Common;

/// <summary>A diagnostic that is to be fixed, in its document.</summary>
/// <param name="Context">Where fixes are offered.</param>
/// <param name="Diagnostic">The diagnostic.</param>
/// <param name="Root">The document's syntax.</param>
internal sealed record FixPlace(CodeFixContext Context, Diagnostic Diagnostic, SyntaxNode Root)
{
    public Document Document => Context.Document;

    public CancellationToken CancellationToken => Context.CancellationToken;

    /// <summary>The token that the diagnostic begins with.</summary>
    public SyntaxToken Token => Root.FindToken(Diagnostic.Location.SourceSpan.Start);

    /// <summary>The outermost node that has the diagnostic's span.</summary>
    public SyntaxNode Node => Root.FindNode(Diagnostic.Location.SourceSpan);

    /// <summary>The innermost node of a kind around the diagnostic.</summary>
    public T? Around<T>()
        where T : SyntaxNode => Token.Parent?.FirstAncestorOrSelf<T>();

    /// <summary>A hint of the rule; null if it gave none.</summary>
    public string? Hint(string name) => Diagnostic.Properties.TryGetValue(name, out var value) ? value : null;

    /// <summary>Offers a change of this document.</summary>
    /// <param name="title">What is done, as the user reads it.</param>
    /// <param name="key">Names the kind of change: Fix All makes those of one key.</param>
    /// <param name="change">Makes the document.</param>
    public void Offer(string title, string key, Func<CancellationToken, Task<Document>> change) =>
        Context.RegisterCodeFix(CodeAction.Create(title, change, $"{Diagnostic.Id}.{key}"), Diagnostic);

    /// <summary>Offers a change of several documents.</summary>
    /// <inheritdoc cref="Offer(string, string, Func{CancellationToken, Task{Document}})"/>
    public void Offer(string title, string key, Func<CancellationToken, Task<Solution>> change) =>
        Context.RegisterCodeFix(CodeAction.Create(title, change, $"{Diagnostic.Id}.{key}"), Diagnostic);

    /// <summary>Offers to put a node in another's place.</summary>
    /// <inheritdoc cref="Offer(string, string, Func{CancellationToken, Task{Document}})"/>
    public void OfferReplacement(string title, string key, SyntaxNode old, SyntaxNode replacement) =>
        Offer(title, key, _ => Task.FromResult(Document.WithSyntaxRoot(Root.ReplaceNode(old, replacement))));

    /// <summary>Offers to put a node in another's place, if the document then has no error that it does not have now.</summary>
    /// <inheritdoc cref="Offer(string, string, Func{CancellationToken, Task{Document}})"/>
    public Task<bool> OfferIfItCompilesAsync(string title, string key, SyntaxNode old, SyntaxNode replacement) =>
        OfferIfItCompilesAsync(title, key, Document.WithSyntaxRoot(Root.ReplaceNode(old, replacement)));

    /// <summary>Offers another text of the document, if it has no error that the document does not have now.</summary>
    /// <inheritdoc cref="Offer(string, string, Func{CancellationToken, Task{Document}})"/>
    public async Task<bool> OfferIfItCompilesAsync(string title, string key, Document changed)
    {
        if (!await Trial.CompilesAsync(Document, changed, CancellationToken).ConfigureAwait(false))
            return false;
        Offer(title, key, _ => Task.FromResult(changed));
        return true;
    }
}
