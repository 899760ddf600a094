using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes;

/// <summary>GEN026: calls the product that throws an exception, where it does the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProcessEndingCallFix)), Shared]
public sealed class ProcessEndingCallFix() : ExperimentFix("GEN026")
{
    private protected override async Task RegisterAsync(FixPlace place)
    {
        if (place.Hint(FixHints.Name) is not { } product || place.Token.Parent is not IdentifierNameSyntax name)
            return;
        var model = (await place.Document.GetSemanticModelAsync(place.CancellationToken).ConfigureAwait(false))!;

        // By itself, the name may be that of another method there.
        if (name.Parent is InvocationExpressionSyntax
            && !model.LookupSymbols(name.SpanStart, name: product).All(s => s.ContainingType.Is(TorchNames.Torch)))
            return;
        var replacement = SyntaxFactory.IdentifierName(product).WithTriviaFrom(name);
        await place.OfferIfItCompilesAsync($"Use '{product}'", "UseProduct", name, replacement).ConfigureAwait(false);
    }
}
