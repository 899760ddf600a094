using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>
/// GEN001: renames the parameter to the entry, keeps its name and adds <c>[FromConfig]</c>, or marks it as caller-supplied.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MisspelledParameterFix)), Shared]
public sealed class MisspelledParameterFix() : ExperimentFix(RuleIds.MisspelledParameter)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RenameFixAll.Instance;

    private protected override async Task RegisterAsync(FixContext context)
    {
        if (context.Hint(FixHints.Name) is { } name)
            await context.OfferRenameAsync(name).ConfigureAwait(false);
        if (context.Hint(FixHints.Key) is not { } key || context.Around<ParameterSyntax>() is not { } parameter)
            return;
        context.OfferReplacement($"Add [FromConfig(\"{key}\")]", "FromConfig", parameter, With(parameter, $"Gen.FromConfig(\"{key}\")"));

        // Only the run calls a command.
        if (context.Hint(FixHints.Change) is { } change)
            context.OfferReplacement("Mark as caller-supplied", change, parameter, With(parameter, "Gen." + change));
    }

    private static ParameterSyntax With(ParameterSyntax parameter, string added)
    {
        var list = SyntaxFactory.ParseParameterList($"([{added}] int x)").Parameters[0].AttributeLists[0];
        var attribute = TypeNames.ToSimplify(list).WithLeadingTrivia(parameter.GetLeadingTrivia());
        return parameter.WithoutLeadingTrivia().WithAttributeLists(parameter.WithoutLeadingTrivia().AttributeLists.Insert(0, attribute));
    }
}
