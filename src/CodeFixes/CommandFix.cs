using System.Composition;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Gen.CodeFixes;

/// <summary>GEN012: adds the entry that fills a parameter, makes a second <c>[Main]</c> a command, or makes <c>async void</c> return a task.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CommandFix)), Shared]
public sealed class CommandFix() : ExperimentFix("GEN012")
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => MissingEntryFixAll.Instance;

    private protected override async Task RegisterAsync(FixPlace place)
    {
        if (place.Token.Parent is not MethodDeclarationSyntax method)
        {
            await place.OfferEntryAsync().ConfigureAwait(false);
            return;
        }

        var model = (await place.Document.GetSemanticModelAsync(place.CancellationToken).ConfigureAwait(false))!;
        if (place.Hint(FixHints.Name) is { } word && AttributeSyntaxes.Find(method, KnownNames.Main, model, place.CancellationToken) is { } main)
        {
            var command = AttributeSyntaxes.Create(KnownNames.Command, SymbolDisplay.FormatLiteral(word, quote: true)).WithTriviaFrom(main);
            await place.OfferIfItCompilesAsync($"Make it [Command(\"{word}\")]", "MakeCommand", main, command).ConfigureAwait(false);
        }

        if (place.Hint(FixHints.Type) is { } task)
        {
            var type = SyntaxFactory.ParseTypeName(task).WithAdditionalAnnotations(Simplifier.Annotation).WithTriviaFrom(method.ReturnType);
            await place.OfferIfItCompilesAsync("Return a Task", "ReturnTask", method.ReturnType, type).ConfigureAwait(false);
        }
    }
}
