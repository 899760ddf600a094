using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN005: removes the property. A named config without properties stays, because its name may be used.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RedundantNamedConfigValueFix)), Shared]
public sealed class RedundantNamedConfigValueFix() : ExperimentFix(RuleIds.RedundantNamedConfigValue)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new PropertyRemovalFixAll(others: false);

    private protected override Task RegisterAsync(FixContext context) => context.OfferRemovalAsync(
        $"Remove '{context.Token.ValueText}' from '{context.Around<TypeDeclarationSyntax>()?.Identifier.ValueText}'", others: false);
}
