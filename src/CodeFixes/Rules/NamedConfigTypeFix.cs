using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN004: changes the type of the property to that of its entry.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NamedConfigTypeFix)), Shared]
public sealed class NamedConfigTypeFix() : ExperimentFix(RuleIds.NamedConfigType)
{
    private protected override Task RegisterAsync(FixContext context) => context.OfferTypeAsync();
}
