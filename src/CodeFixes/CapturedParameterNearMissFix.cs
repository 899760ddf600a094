using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes;

/// <summary>GEN001: gives the parameter the entry's name, or keeps its name and names the entry.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CapturedParameterNearMissFix)), Shared]
public sealed class CapturedParameterNearMissFix() : ExperimentFix("GEN001")
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RenameFixAll.Instance;

    private protected override async Task RegisterAsync(FixPlace place)
    {
        if (place.Hint(FixHints.Name) is { } name)
            await place.OfferRenameAsync(name).ConfigureAwait(false);
        if (place.Hint(FixHints.Key) is { } key && place.Around<ParameterSyntax>() is { } parameter)
            place.OfferReplacement($"Add [FromConfig(\"{key}\")]", "FromConfig", parameter, WithKey(parameter, key));
    }

    private static ParameterSyntax WithKey(ParameterSyntax parameter, string key)
    {
        var list = SyntaxFactory.ParseParameterList($"([Gen.FromConfig(\"{key}\")] int x)").Parameters[0].AttributeLists[0];
        var attribute = TypeNames.ToSimplify(list).WithLeadingTrivia(parameter.GetLeadingTrivia());
        return parameter.WithoutLeadingTrivia().WithAttributeLists(parameter.WithoutLeadingTrivia().AttributeLists.Insert(0, attribute));
    }
}
