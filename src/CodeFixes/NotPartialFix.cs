using System.Composition;
using System.Threading.Tasks;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Gen.CodeFixes;

/// <summary>GEN007: adds <c>partial</c>. Where several classes around one another lack it, the rule names the next one then.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NotPartialFix)), Shared]
public sealed class NotPartialFix() : ExperimentFix("GEN007")
{
    private protected override Task RegisterAsync(FixPlace place)
    {
        if (place.Around<TypeDeclarationSyntax>() is { } type)
        {
            var generator = SyntaxGenerator.GetGenerator(place.Document);
            place.OfferReplacement($"Make '{type.Identifier.ValueText}' partial", "MakePartial", type, generator.WithModifiers(type, generator.GetModifiers(type).WithPartial(true)));
        }

        return Task.CompletedTask;
    }
}
