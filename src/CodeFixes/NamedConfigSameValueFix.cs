using System.Composition;
using System.Threading.Tasks;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes;

/// <summary>GEN005: removes the property. A named config that sets nothing more stays: its name may be used.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NamedConfigSameValueFix)), Shared]
public sealed class NamedConfigSameValueFix() : ExperimentFix("GEN005")
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new RemovalFixAll(others: false);

    private protected override Task RegisterAsync(FixPlace place) => place.OfferRemovalAsync(
        $"Remove '{place.Token.ValueText}' from '{place.Around<TypeDeclarationSyntax>()?.Identifier.ValueText}'", others: false);
}
