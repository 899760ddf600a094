using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Gen.CodeFixes;

/// <summary>GEN032: makes a hook return void, where nothing is lost with what it returned.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HookSignatureFix)), Shared]
public sealed class HookSignatureFix() : ExperimentFix("GEN032")
{
    private protected override async Task RegisterAsync(FixPlace place)
    {
        if (place.Hint(FixHints.Change) != "ReturnVoid" || place.Token.Parent is not MethodDeclarationSyntax method)
            return;
        var model = (await place.Document.GetSemanticModelAsync(place.CancellationToken).ConfigureAwait(false))!;
        if (method.AsVoid(model) is not { } changed || model.GetDeclaredSymbol(method, place.CancellationToken) is not { } symbol)
            return;
        var used = await SymbolFinder.FindReferencesAsync(symbol, place.Document.Project.Solution, place.CancellationToken).ConfigureAwait(false);
        if (used.SelectMany(u => u.Locations).Any(l => l.Document.Id != place.Document.Id && l.Document is not SourceGeneratedDocument))
            return;
        await place.OfferIfItCompilesAsync("Return void", "ReturnVoid", method, changed).ConfigureAwait(false);
    }
}
