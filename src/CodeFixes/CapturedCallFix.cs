using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes;

/// <summary>GEN015: gives the call what the config holds for the parameters that it leaves to their defaults, where an experiment is at hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CapturedCallFix)), Shared]
public sealed class CapturedCallFix() : ExperimentFix("GEN015")
{
    private protected override async Task RegisterAsync(FixPlace place)
    {
        if (place.Hint(FixHints.Arguments)?.Split('\n') is not { } templates || place.Hint(FixHints.Type) is not { } experiment || place.Around<InvocationExpressionSyntax>() is not { } call)
            return;
        var model = (await place.Document.GetSemanticModelAsync(place.CancellationToken).ConfigureAwait(false))!;
        var values = new ValuesAtHand(model, call.SpanStart);
        var title = "Give " + string.Join(" and ", templates.Select(t => $"'{t.Substring(0, t.IndexOf(':'))}'"));
        foreach (var instance in Instances(call, experiment, model, values))
        {
            var arguments = templates.Select(t => values.Fill(t, instance)).ToArray();
            if (arguments.All(a => a is not null)
                && await place.OfferIfItCompilesAsync(title, "GiveArguments", call.ArgumentList, call.ArgumentList.With(arguments!)).ConfigureAwait(false))
                return;
        }
    }

    /// <summary>Experiments whose config the call could mean: the one that it is made on, else this one, else the only one in sight.</summary>
    private static IEnumerable<string?> Instances(InvocationExpressionSyntax call, string experiment, SemanticModel model, ValuesAtHand values)
    {
        if (call.Expression is MemberBindingExpressionSyntax)
            return [];
        if (call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && model.GetSymbolInfo(receiver).Symbol is not INamedTypeSymbol && ValuesAtHand.Is(model.GetTypeInfo(receiver).Type, experiment))
            return IsPlain(receiver, model) ? [receiver.WithoutTrivia().ToString()] : [];
        var own = call.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() is { } type && ValuesAtHand.Is(model.GetDeclaredSymbol(type) as INamedTypeSymbol, experiment);
        return own ? ["this", values.OnlyOne(experiment)] : [values.OnlyOne(experiment)];
    }

    /// <summary>True if to evaluate it twice is the same as once.</summary>
    private static bool IsPlain(ExpressionSyntax expression, SemanticModel model) => expression switch
    {
        ThisExpressionSyntax or BaseExpressionSyntax => true,
        IdentifierNameSyntax => model.GetSymbolInfo(expression).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol,
        MemberAccessExpressionSyntax access => model.GetSymbolInfo(access).Symbol is IFieldSymbol or IPropertySymbol && (model.GetSymbolInfo(access.Expression).Symbol is INamedTypeSymbol || IsPlain(access.Expression, model)),
        ParenthesizedExpressionSyntax inner => IsPlain(inner.Expression, model),
        _ => false,
    };
}
