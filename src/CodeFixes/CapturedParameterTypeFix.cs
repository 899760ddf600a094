using System.Composition;
using System.Threading.Tasks;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes;

/// <summary>GEN002: changes the parameter's type to its entry's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CapturedParameterTypeFix)), Shared]
public sealed class CapturedParameterTypeFix() : ExperimentFix("GEN002")
{
    private protected override Task RegisterAsync(FixPlace place) => place.OfferTypeAsync();
}
