using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN002: changes the type of the parameter to that of its entry.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ParameterTypeFix)), Shared]
public sealed class ParameterTypeFix() : ExperimentFix(RuleIds.ParameterType)
{
    private protected override Task RegisterAsync(FixContext context) => context.OfferTypeAsync();
}
