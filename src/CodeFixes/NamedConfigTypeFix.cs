using System.Composition;
using System.Threading.Tasks;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes;

/// <summary>GEN004: changes the property's type to its entry's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NamedConfigTypeFix)), Shared]
public sealed class NamedConfigTypeFix() : ExperimentFix("GEN004")
{
    private protected override Task RegisterAsync(FixPlace place) => place.OfferTypeAsync();
}
