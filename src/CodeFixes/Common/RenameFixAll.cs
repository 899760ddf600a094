using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Common;

/// <summary>
/// Fix All of fixes that rename: one after another, each in what the one before left. Made from the same solution and merged, renames of two parameters
/// of one call would be lost. Missing entries are added by <see cref="MissingEntryFixAll"/>, other changes as usual.
/// </summary>
internal sealed class RenameFixAll : FixAllProvider
{
    public static readonly RenameFixAll Instance = new();

    private RenameFixAll()
    {
    }

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllDiagnostics.Scopes;

    public override Task<CodeAction?> GetFixAsync(FixAllContext context) => context.CodeActionEquivalenceKey?.EndsWith("." + Renaming.Key, System.StringComparison.Ordinal) is true
        ? Task.FromResult<CodeAction?>(CodeAction.Create("Rename all", _ => RenameAllAsync(context), context.CodeActionEquivalenceKey))
        : MissingEntryFixAll.Instance.GetFixAsync(context);

    private static async Task<Solution> RenameAllAsync(FixAllContext context)
    {
        var (solution, renames) = await MarkAsync(context).ConfigureAwait(false);
        foreach (var (id, mark, name) in renames)
        {
            var document = solution.GetDocument(id)!;
            var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
            var model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
            if (root!.GetAnnotatedNodes(mark).FirstOrDefault() is { } node && model!.GetDeclaredSymbol(node, context.CancellationToken) is { } symbol && Renaming.IsFree(symbol, name))
                solution = await Renaming.RenameAsync(solution, symbol, name, context.CancellationToken).ConfigureAwait(false);
        }

        return solution;
    }

    /// <summary>Marks the declarations, which each rename moves.</summary>
    private static async Task<(Solution Solution, List<(DocumentId Document, SyntaxAnnotation Mark, string Name)> Renames)> MarkAsync(FixAllContext context)
    {
        var solution = context.Solution;
        var renames = new List<(DocumentId, SyntaxAnnotation, string)>();
        foreach (var document in (await context.DiagnosticsAsync().ConfigureAwait(false)).GroupBy(d => solution.GetDocumentId(d.Location.SourceTree)).Where(d => d.Key is not null).ToList())
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

            solution = solution.WithDocumentSyntaxRoot(document.Key!, root.ReplaceNodes(marks.Keys, (node, changed) => changed.WithAdditionalAnnotations(marks[node])));
        }

        return (solution, renames);
    }
}
