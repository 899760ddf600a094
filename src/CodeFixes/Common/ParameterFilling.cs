using System.Threading;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;

namespace Gen.CodeFixes.Common;

/// <summary>Says by an attribute of a parameter what fills it, also where the parameter is in another project.</summary>
internal static class ParameterFilling
{
    /// <summary>Offers <c>[FromConfig]</c> for each entry of the rule's hints.</summary>
    public static void OfferEntries(
        this FixContext context, SyntaxReference parameter, CodeActionPriority priority = CodeActionPriority.Default)
    {
        var key = "FromConfig";
        foreach (var argument in context.Hint(FixHints.FromConfig)?.Split('\n') ?? [])
        {
            var shown = argument.Replace("global::", "");
            context.OfferAttribute($"Add [FromConfig({shown})]", key, parameter, $"FromConfig({argument})", priority);
            key += "Next";
        }
    }

    /// <summary>Offers <c>[FromCaller]</c>.</summary>
    public static void OfferCaller(this FixContext context, SyntaxReference parameter) =>
        context.OfferAttribute("Mark as caller-supplied", "FromCaller", parameter, "FromCaller", CodeActionPriority.Default);

    /// <summary>Returns the parameter at the diagnostic, or null.</summary>
    public static SyntaxReference? ParameterAt(this FixContext context) => context.Around<ParameterSyntax>()?.GetReference();

    private static void OfferAttribute(
        this FixContext context, string title, string key, SyntaxReference parameter, string attribute, CodeActionPriority priority)
    {
        var solution = context.Document.Project.Solution;
        if (solution.GetDocument(parameter.SyntaxTree) is { } document)
            context.Offer(title, key, c => AddAsync(document, parameter, "Gen." + attribute, c), priority);
    }

    private static async Task<Solution> AddAsync(
        Document document, SyntaxReference parameter, string attribute, CancellationToken cancellationToken)
    {
        var old = (ParameterSyntax)await parameter.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(old, With(old, attribute))).Project.Solution;
    }

    private static ParameterSyntax With(ParameterSyntax parameter, string attribute)
    {
        var list = SyntaxFactory.ParseParameterList($"([{attribute}] int x)").Parameters[0].AttributeLists[0];
        list = TypeNames.ToSimplify(list).WithLeadingTrivia(parameter.GetLeadingTrivia());
        return parameter.WithoutLeadingTrivia().WithAttributeLists(parameter.WithoutLeadingTrivia().AttributeLists.Insert(0, list));
    }
}
