using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Rename;

namespace Gen.CodeFixes.Common;

/// <summary>Renames symbols and their references in the solution.</summary>
internal static class Renaming
{
    /// <summary>The key of the change. A fix that offers it returns <see cref="RenameFixAll"/>.</summary>
    public const string Key = "Rename";

    /// <summary>Offers to rename a parameter or property, unless the name is already used there.</summary>
    /// <param name="context">The diagnostic, at the name.</param>
    /// <param name="name">The new name.</param>
    public static async Task OfferRenameAsync(this FixContext context, string name)
    {
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (DeclarationAt(context.Root, context.Diagnostic) is { } node
            && model!.GetDeclaredSymbol(node, context.CancellationToken) is { } symbol
            && IsFree(symbol, name))
            context.Offer($"Rename to '{name}'", Key, c => RenameAsync(context.Document.Project.Solution, symbol, name, c));
    }

    /// <summary>Renames a symbol in the solution.</summary>
    public static Task<Solution> RenameAsync(Solution solution, ISymbol symbol, string name, CancellationToken cancellationToken) =>
        Renamer.RenameSymbolAsync(solution, symbol, default, name, cancellationToken);

    /// <summary>Replaces texts, and renames declarations one after another, each with its references.</summary>
    public static async Task<Solution> ApplyAsync(
        Solution solution, IEnumerable<NameChange> changes, CancellationToken cancellationToken)
    {
        // Each rename moves the other declarations.
        var renames = new List<(DocumentId Document, SyntaxAnnotation Mark, string Name)>();
        foreach (var document in changes.GroupBy(c => c.Document).ToList())
        {
            var byNode = document.GroupBy(c => c.Node).ToDictionary(g => g.Key, g => g.First());
            var root = (await solution.GetDocument(document.Key)!.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            root = root.ReplaceNodes(byNode.Keys, (node, changed) =>
            {
                if (byNode[node].Replacement is { } replacement)
                    return replacement;
                var mark = new SyntaxAnnotation();
                renames.Add((document.Key, mark, byNode[node].Name));
                return changed.WithAdditionalAnnotations(mark);
            });
            solution = solution.WithDocumentSyntaxRoot(document.Key, root);
        }

        foreach (var (id, mark, name) in renames)
        {
            var document = solution.GetDocument(id)!;
            var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
            if (root!.GetAnnotatedNodes(mark).FirstOrDefault() is { } node
                && model!.GetDeclaredSymbol(node, cancellationToken) is { } symbol
                && IsFree(symbol, name))
                solution = await RenameAsync(solution, symbol, name, cancellationToken).ConfigureAwait(false);
        }

        return solution;
    }

    /// <summary>Returns the parameter or property at whose name a diagnostic is, or null.</summary>
    public static SyntaxNode? DeclarationAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindToken(diagnostic.Location.SourceSpan.Start).Parent is { } node and (ParameterSyntax or PropertyDeclarationSyntax)
            ? node
            : null;

    /// <summary>Returns true if no sibling of the symbol, and nothing in its method, has the name.</summary>
    public static bool IsFree(ISymbol symbol, string name) => symbol is IPropertySymbol property
        ? property.ContainingType.GetMembers(name).IsEmpty && property.ContainingType.Name != name
        : !symbol.ContainingSymbol.DeclaringSyntaxReferences.Any(r => r.GetSyntax().DescendantNodes().Any(n => NameDeclaredBy(n) == name));

    private static string? NameDeclaredBy(SyntaxNode node) => node switch
    {
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        CatchDeclarationSyntax caught => caught.Identifier.ValueText,
        _ => null,
    };
}

/// <summary>A name to change.</summary>
/// <param name="Document">The document.</param>
/// <param name="Node">The declaration of a parameter or property to rename, or a node to replace.</param>
/// <param name="Name">The new name.</param>
/// <param name="Replacement">The new node, or null to rename.</param>
internal sealed record NameChange(DocumentId Document, SyntaxNode Node, string Name, SyntaxNode? Replacement = null);

/// <summary>
/// Fix All for fixes that rename: applies the renames one after another, because renames of two parameters of one call change the same
/// text. The batch fixer makes the other changes.
/// </summary>
internal sealed class RenameFixAll : FixAllProvider
{
    public static readonly RenameFixAll Instance = new();

    private RenameFixAll()
    {
    }

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllDiagnostics.Scopes;

    public override Task<CodeAction?> GetFixAsync(FixAllContext context) =>
        context.CodeActionEquivalenceKey?.EndsWith("." + Renaming.Key, System.StringComparison.Ordinal) is true
            ? Task.FromResult<CodeAction?>(CodeAction.Create("Rename all", _ => RenameAllAsync(context), context.CodeActionEquivalenceKey))
            : WellKnownFixAllProviders.BatchFixer.GetFixAsync(context);

    private static async Task<Solution> RenameAllAsync(FixAllContext context)
    {
        var changes = new List<NameChange>();
        foreach (var diagnostic in await context.DiagnosticsAsync().ConfigureAwait(false))
        {
            if (context.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && diagnostic.Properties.TryGetValue(FixHints.Name, out var name) && name is not null
                && await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root
                && Renaming.DeclarationAt(root, diagnostic) is { } node)
                changes.Add(new(document.Id, node, name));
        }

        return await Renaming.ApplyAsync(context.Solution, changes, context.CancellationToken).ConfigureAwait(false);
    }
}
