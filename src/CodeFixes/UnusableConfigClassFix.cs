using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes;

/// <summary>GEN008: gives an entry what sets it: <c>init</c>, or <c>set</c> in a generic class; or takes <c>required</c> from it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnusableConfigClassFix)), Shared]
public sealed class UnusableConfigClassFix() : ExperimentFix("GEN008")
{
    private protected override async Task RegisterAsync(FixPlace place)
    {
        if (place.Token.Parent is not PropertyDeclarationSyntax { AccessorList: { } accessors } property || property.Identifier != place.Token)
            return;
        var name = property.Identifier.ValueText;
        var setter = accessors.Accessors.FirstOrDefault(a => a.Keyword.IsKind(SyntaxKind.SetKeyword) || a.Keyword.IsKind(SyntaxKind.InitKeyword));
        switch (place.Hint(FixHints.Change))
        {
            case nameof(ShapeProblemKind.NoSetter) when setter is null:
                await place.OfferIfItCompilesAsync($"Add 'init' to '{name}'", "AddInit", property, property.WithInit(accessors)).ConfigureAwait(false);
                break;
            case nameof(ShapeProblemKind.NoSetter):
                await place.OfferIfItCompilesAsync($"Make '{setter.Keyword.Text}' of '{name}' public", "MakeSetterPublic", setter, setter.WithModifiers(default).WithLeadingTrivia(setter.GetLeadingTrivia())).ConfigureAwait(false);
                break;

            // An override elsewhere would have to be changed too.
            case nameof(ShapeProblemKind.GenericBase) when setter is not null && !property.Modifiers.Any(SyntaxKind.VirtualKeyword):
                await place.OfferIfItCompilesAsync($"Give '{name}' 'set' in place of 'init'", "UseSet", setter, setter.AsSet()).ConfigureAwait(false);
                break;
            case nameof(ShapeProblemKind.Required):
                var model = await place.Document.GetSemanticModelAsync(place.CancellationToken).ConfigureAwait(false);
                var type = model?.GetDeclaredSymbol(property, place.CancellationToken)?.Type;
                var value = property.Initializer is null && type is { NullableAnnotation: NullableAnnotation.NotAnnotated } ? MissingEntry.DefaultOf(null, type) : null;
                var optional = property.WithoutModifier(SyntaxKind.RequiredKeyword);
                await place.OfferIfItCompilesAsync($"Remove 'required' from '{name}'", "RemoveRequired", property, value is null ? optional : optional.WithInitializer(value)).ConfigureAwait(false);
                break;
        }
    }
}
