using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Simplification;

namespace Gen.CodeFixes.Rules;

/// <summary>
/// GEN012: changes a second <c>[Main]</c> to a command, or <c>async void</c> to <c>async Task</c>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CommandFix)), Shared]
public sealed class CommandFix() : ExperimentFix(RuleIds.Command)
{
    private protected override async Task RegisterAsync(FixContext context)
    {
        if (context.Token.Parent is not MethodDeclarationSyntax method)
            return;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (context.Hint(FixHints.Name) is { } word
            && AttributeSyntaxes.Find(method, KnownNames.Main, model, context.CancellationToken) is { } main)
        {
            var command = AttributeSyntaxes.Create(KnownNames.Command, SymbolDisplay.FormatLiteral(word, quote: true)).WithTriviaFrom(main);
            await context.OfferIfItCompilesAsync($"Change to [Command(\"{word}\")]", "MakeCommand", main, command).ConfigureAwait(false);
        }

        if (context.Hint(FixHints.Type) is { } task)
        {
            var type = SyntaxFactory.ParseTypeName(task).WithAdditionalAnnotations(Simplifier.Annotation).WithTriviaFrom(method.ReturnType);
            await context
                .OfferIfItCompilesAsync("Change return type to 'Task'", "ReturnTask", method.ReturnType, type)
                .ConfigureAwait(false);
        }
    }
}
