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
        var (solution, renames) = await MarkAsync(context).ConfigureAwait(false);
        foreach (var (id, mark, name) in renames)
        {
            var document = solution.GetDocument(id)!;
            var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
            var model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
            if (root!.GetAnnotatedNodes(mark).FirstOrDefault() is { } node
                && model!.GetDeclaredSymbol(node, context.CancellationToken) is { } symbol
                && Renaming.IsFree(symbol, name))
                solution = await Renaming.RenameAsync(solution, symbol, name, context.CancellationToken).ConfigureAwait(false);
        }

        return solution;
    }

    /// <summary>Annotates the declarations, because each rename moves them.</summary>
    private static async Task<(Solution Solution, List<(DocumentId Document, SyntaxAnnotation Mark, string Name)> Renames)> MarkAsync(
        FixAllContext context)
    {
        var solution = context.Solution;
        var renames = new List<(DocumentId, SyntaxAnnotation, string)>();
        var diagnostics = await context.DiagnosticsAsync().ConfigureAwait(false);
        foreach (
            var document in diagnostics.GroupBy(d => solution.GetDocumentId(d.Location.SourceTree)).Where(d => d.Key is not null).ToList()
        )
        {
            var root = (await solution.GetDocument(document.Key)!.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
            var marks = new Dictionary<SyntaxNode, SyntaxAnnotation>();
            foreach (var diagnostic in document)
            {
                if (diagnostic.Properties.TryGetValue(FixHints.Name, out var name) && name is not null
                    && Renaming.DeclarationAt(root, diagnostic) is { } node && !marks.ContainsKey(node))
                {
                    marks.Add(node, new SyntaxAnnotation());
                    renames.Add((document.Key!, marks[node], name));
                }
            }

            root = root.ReplaceNodes(marks.Keys, (node, changed) => changed.WithAdditionalAnnotations(marks[node]));
            solution = solution.WithDocumentSyntaxRoot(document.Key!, root);
        }

        return (solution, renames);
    }
}
