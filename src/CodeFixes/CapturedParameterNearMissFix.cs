using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes;

/// <summary>GEN001: gives the parameter the entry's name, or keeps its name and names the entry, or says that the caller gives it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CapturedParameterNearMissFix)), Shared]
public sealed class CapturedParameterNearMissFix() : ExperimentFix("GEN001")
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RenameFixAll.Instance;

    private protected override async Task RegisterAsync(FixPlace place)
    {
        if (place.Hint(FixHints.Name) is { } name)
            await place.OfferRenameAsync(name).ConfigureAwait(false);
        if (place.Hint(FixHints.Key) is not { } key || place.Around<ParameterSyntax>() is not { } parameter)
            return;
        place.OfferReplacement($"Add [FromConfig(\"{key}\")]", "FromConfig", parameter, With(parameter, $"Gen.FromConfig(\"{key}\")"));

        // Nobody calls a command but the run.
        if (place.Hint(FixHints.Change) is { } change)
            place.OfferReplacement($"Add [{change}]: it is no misspelling", change, parameter, With(parameter, "Gen." + change));
    }

    private static ParameterSyntax With(ParameterSyntax parameter, string added)
    {
        var list = SyntaxFactory.ParseParameterList($"([{added}] int x)").Parameters[0].AttributeLists[0];
        var attribute = TypeNames.ToSimplify(list).WithLeadingTrivia(parameter.GetLeadingTrivia());
        return parameter.WithoutLeadingTrivia().WithAttributeLists(parameter.WithoutLeadingTrivia().AttributeLists.Insert(0, attribute));
    }
}
