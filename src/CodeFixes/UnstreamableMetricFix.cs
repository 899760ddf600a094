using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.CodeFixes.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes;

/// <summary>GEN020: marks the metric with <c>[Collect]</c>, which keeps the rows. The expression to blame may stand in another file than the metric.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnstreamableMetricFix)), Shared]
public sealed class UnstreamableMetricFix() : ExperimentFix("GEN020")
{
    private protected override async Task RegisterAsync(FixPlace place)
    {
        if (place.Diagnostic.AdditionalLocations.FirstOrDefault() is not { SourceTree: { } tree } name || place.Document.Project.Solution.GetDocument(tree) is not { } document
            || await document.GetSyntaxRootAsync(place.CancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(place.CancellationToken).ConfigureAwait(false) is not { } model
            || root.FindToken(name.SourceSpan.Start).Parent is not MethodDeclarationSyntax method
            || AttributeSyntaxes.Find(method, KnownNames.Metric, model, place.CancellationToken) is not { Parent: AttributeListSyntax list } metric)
            return;
        place.Offer($"Mark '{method.Identifier.ValueText}' with [Collect]", "Collect", _ =>
            Task.FromResult(document.WithSyntaxRoot(root.ReplaceNode(list, list.WithAfter(metric, AttributeSyntaxes.Create(KnownNames.Collect)))).Project.Solution));
    }
}
