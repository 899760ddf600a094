using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Gen.CodeFixes.Rules;

/// <summary>
/// GEN018: fills the parameter from an entry of a fitting type, or marks it as caller-supplied. Without Fix All, because the entry is a
/// guess.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LeftOutParameterFix)), Shared]
public sealed class LeftOutParameterFix() : ExperimentFix(RuleIds.LeftOutParameter)
{
    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override async Task RegisterAsync(FixContext context)
    {
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (context.Hint(FixHints.Method) is not { } id
            || DocumentationCommentId.GetFirstSymbolForDeclarationId(id, model!.Compilation) is not { } called)
            return;
        var method = await SymbolFinder
            .FindSourceDefinitionAsync(called, context.Document.Project.Solution, context.CancellationToken)
            .ConfigureAwait(false) as IMethodSymbol;
        var parameter = method?.Parameters.FirstOrDefault(p => p.Name == context.Hint(FixHints.Name));
        if (parameter?.DeclaringSyntaxReferences.FirstOrDefault() is not { } declared)
            return;
        context.OfferEntries(declared);
        context.OfferCaller(declared);
    }
}
