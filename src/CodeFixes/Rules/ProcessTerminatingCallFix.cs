using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN026: replaces <c>matmul</c> with a product that throws an exception, if the result is the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProcessTerminatingCallFix)), Shared]
public sealed class ProcessTerminatingCallFix() : ExperimentFix(RuleIds.ProcessTerminatingCall)
{
    private protected override async Task RegisterAsync(FixContext context)
    {
        if (context.Hint(FixHints.Name) is not { } product || context.Token.Parent is not IdentifierNameSyntax name)
            return;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;

        // An unqualified name may be that of another method.
        if (name.Parent is InvocationExpressionSyntax
            && !model.LookupSymbols(name.SpanStart, name: product).All(s => s.ContainingType.Is(TorchNames.Torch)))
            return;
        var replacement = SyntaxFactory.IdentifierName(product).WithTriviaFrom(name);
        await context.OfferIfItCompilesAsync($"Use '{product}'", "UseProduct", name, replacement).ConfigureAwait(false);
    }
}
