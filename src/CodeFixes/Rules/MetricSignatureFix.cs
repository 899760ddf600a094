using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN021: makes a metric that needs no instance static, gives the shape of a state's value, or changes a name in
/// <c>[UseMetrics]</c> to the nearest metric.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MetricSignatureFix)), Shared]
public sealed class MetricSignatureFix() : ExperimentFix(RuleIds.MetricSignature)
{
    private protected override async Task RegisterAsync(FixContext context)
    {
        if (context.Token.Parent is MethodDeclarationSyntax method)
        {
            if (context.Hint(FixHints.Change) == nameof(SignatureProblemKind.NotStatic))
            {
                var generator = SyntaxGenerator.GetGenerator(context.Document);
                var changed = generator.WithModifiers(method, generator.GetModifiers(method).WithIsStatic(true));
                await context.OfferIfItCompilesAsync($"Make '{method.Identifier.ValueText}' static", "MakeStatic", method, changed)
                    .ConfigureAwait(false);
            }
            else if (context.Hint(FixHints.Change) == nameof(SignatureProblemKind.NoShape))
            {
                await OfferShapesAsync(context, method).ConfigureAwait(false);
            }
        }

        if (context.Hint(FixHints.Name) is { } name && context.Token.Parent is LiteralExpressionSyntax literal
            && literal.WithStart(literal.Token.ValueText, name) is { } right)
            context.OfferReplacement($"Change to '{name}'", "NearestName", literal, right);
    }

    private static async Task OfferShapesAsync(FixContext context, MethodDeclarationSyntax method)
    {
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (AttributeSyntaxes.Find(method, KnownNames.Metric, model!, context.CancellationToken) is not { } attribute)
            return;
        var others = (attribute.ArgumentList?.Arguments ?? []).Where(a => a.NameEquals?.Name.Identifier.ValueText != "Shape").ToArray();
        var gen = attribute.Name is QualifiedNameSyntax qualified ? $"{qualified.Left}." : "";
        foreach (var shape in new[] { "Scalar", "Vector", "Matrix" })
        {
            var argument = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression($"{gen}MetricShape.{shape}"))
                .WithNameEquals(SyntaxFactory.NameEquals("Shape"))
                .WithAdditionalAnnotations(Formatter.Annotation);
            var list = SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList([.. others, argument]));
            context.OfferReplacement($"Set Shape to {shape}", "Shape" + shape, attribute, attribute.WithArgumentList(list));
        }
    }
}
