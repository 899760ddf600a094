using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.CodeFixes.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>
/// GEN020: adds <c>[Collect]</c> to the metric, which stores all rows. The reported expression may be in another file than the metric.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnstreamableMetricFix)), Shared]
public sealed class UnstreamableMetricFix() : ExperimentFix(RuleIds.UnstreamableMetric)
{
    private protected override async Task RegisterAsync(FixContext context)
    {
        if (context.Diagnostic.AdditionalLocations.FirstOrDefault() is not { SourceTree: { } tree } name
            || context.Document.Project.Solution.GetDocument(tree) is not { } document
            || await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || root.FindToken(name.SourceSpan.Start).Parent is not MethodDeclarationSyntax method
            || AttributeSyntaxes.Find(method, KnownNames.Metric, model, context.CancellationToken)
                is not { Parent: AttributeListSyntax list } metric
        )
            return;
        var changed = root.ReplaceNode(list, list.WithAfter(metric, AttributeSyntaxes.Create(KnownNames.Collect)));
        context.Offer(
            $"Add [Collect] to '{method.Identifier.ValueText}'",
            "Collect",
            _ => Task.FromResult(document.WithSyntaxRoot(changed).Project.Solution)
        );
    }
}
