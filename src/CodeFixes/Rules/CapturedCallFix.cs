using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>
/// GEN015: passes the values of the config for the parameters that the call leaves at their defaults, if an experiment is in scope. Names
/// positional arguments by the parameters to which they go, or by those that they would have without the config.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CapturedCallFix)), Shared]
public sealed class CapturedCallFix() : ExperimentFix(RuleIds.CapturedCall)
{
    private protected override async Task RegisterAsync(FixContext context)
    {
        if (context.Hint(FixHints.Targets)?.Split('\n') is { } targets)
        {
            var others = context.Hint(FixHints.OtherTargets)!.Split('\n');
            await OfferNamesAsync(context, $"Write '{targets[0]}:'", "NameArguments", targets).ConfigureAwait(false);
            await OfferNamesAsync(context, $"Write '{others[0]}:' and override the config", "OverrideConfig", others).ConfigureAwait(false);
            return;
        }

        if (context.Hint(FixHints.Arguments)?.Split('\n') is not { } templates
            || context.Hint(FixHints.Type) is not { } experiment
            || context.Around<InvocationExpressionSyntax>() is not { } call)
            return;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        var values = new ValuesInScope(model, call.SpanStart);
        var title = "Pass " + string.Join(" and ", templates.Select(t => $"'{t.Substring(0, t.IndexOf(':'))}'"));
        foreach (var instance in Instances(call, experiment, model, values))
        {
            var arguments = templates.Select(t => values.Fill(t, instance)).ToArray();
            if (arguments.All(a => a is not null)
                && await context.OfferIfItCompilesAsync(title, "PassArguments", call.ArgumentList, call.ArgumentList.With(arguments!))
                    .ConfigureAwait(false))
                return;
        }
    }

    /// <summary>Offers to name the argument at the diagnostic and the positional ones after it.</summary>
    private static async Task OfferNamesAsync(FixContext context, string title, string key, string[] names)
    {
        if (context.Around<ArgumentSyntax>() is not { Parent: ArgumentListSyntax list } first)
            return;
        var from = list.Arguments.IndexOf(first);
        var named = list.ReplaceNodes(
            list.Arguments.Skip(from).Take(names.Length).TakeWhile(a => a.NameColon is null),
            (old, changed) => changed.Named(names[list.Arguments.IndexOf(old) - from]));
        await context.OfferIfItCompilesAsync(title, key, list, named).ConfigureAwait(false);
    }

    /// <summary>
    /// Returns the experiments whose config could be meant: the receiver of the call, else this one, else the only one in scope.
    /// </summary>
    private static IEnumerable<string?> Instances(
        InvocationExpressionSyntax call,
        string experiment,
        SemanticModel model,
        ValuesInScope values
    )
    {
        if (call.Expression is MemberBindingExpressionSyntax)
            return [];
        if (call.Expression is MemberAccessExpressionSyntax { Expression: var receiver }
            && model.GetSymbolInfo(receiver).Symbol is not INamedTypeSymbol
            && ValuesInScope.Is(model.GetTypeInfo(receiver).Type, experiment))
            return IsPlain(receiver, model) ? [receiver.WithoutTrivia().ToString()] : [];
        var isOwn = call.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() is { } type
            && ValuesInScope.Is(model.GetDeclaredSymbol(type), experiment);
        return isOwn ? ["this", values.OnlyOne(experiment)] : [values.OnlyOne(experiment)];
    }

    /// <summary>Returns true if the expression can be evaluated twice.</summary>
    private static bool IsPlain(ExpressionSyntax expression, SemanticModel model) =>
        expression switch
        {
            ThisExpressionSyntax or BaseExpressionSyntax => true,
            IdentifierNameSyntax => model.GetSymbolInfo(expression).Symbol
                is ILocalSymbol
                    or IParameterSymbol
                    or IFieldSymbol
                    or IPropertySymbol,
            MemberAccessExpressionSyntax access => model.GetSymbolInfo(access).Symbol is IFieldSymbol or IPropertySymbol
                && (model.GetSymbolInfo(access.Expression).Symbol is INamedTypeSymbol || IsPlain(access.Expression, model)),
            ParenthesizedExpressionSyntax inner => IsPlain(inner.Expression, model),
            _ => false,
        };
}

/// <summary>The locals and parameters that an expression at a position can use.</summary>
internal sealed class ValuesInScope(SemanticModel model, int position)
{
    private const string Experiment = "{0}";
    private const string Run = "{1}";

    /// <summary>The members of a run, and the types of values that can replace them.</summary>
    private static readonly (string Member, string Type)[] s_ofRun =
    [
        (Run + ".CancellationToken", KnownNames.CancellationToken),
        (Run + ".Log", KnownNames.Logger),
        (Run + ".Services", KnownNames.ServiceProvider),
    ];

    /// <summary>
    /// Returns the name of the only value of a type, which is named in full or as in <see cref="KnownNames"/>, or null if there are none or
    /// several.
    /// </summary>
    public string? OnlyOne(string type)
    {
        var found = model.LookupSymbols(position)
            .Where(s => s switch
            {
                ILocalSymbol local => local.Locations[0].SourceSpan.End < position && Is(local.Type, type),
                IParameterSymbol parameter => Is(parameter.Type, type),
                _ => false,
            })
            .Take(2)
            .ToArray();
        return found.Length == 1 ? TypeModels.EscapedName(found[0].Name) : null;
    }

    /// <summary>
    /// Returns a template with <c>{0}</c> replaced by the experiment and <c>{1}</c> by the run, or null if one of them is not in scope.
    /// </summary>
    public string? Fill(string pattern, string? experiment)
    {
        var run = OnlyOne(KnownNames.Run);
        foreach (var (member, type) in s_ofRun)
        {
            if (run is null && pattern.EndsWith(" " + member, System.StringComparison.Ordinal))
                return Replaced(pattern, member, OnlyOne(type));
        }

        return Replaced(Replaced(pattern, Experiment, experiment), Run, run)?.Replace("{{", "{").Replace("}}", "}");
    }

    /// <summary>Returns true if a type is another one or derives from it.</summary>
    public static bool Is(ITypeSymbol? type, string name) =>
        (type as INamedTypeSymbol)
            ?.WithBaseTypes()
            .Any(t => t.Is(name) || t.WithNullableAnnotation(NullableAnnotation.None).FullName() == name)
            is true
        || type is { TypeKind: TypeKind.Interface } && type.Is(name);

    private static string? Replaced(string? text, string what, string? value) =>
        text is null || text.IndexOf(what, System.StringComparison.Ordinal) < 0 ? text : value is null ? null : text.Replace(what, value);
}

internal static class ArgumentSyntaxes
{
    /// <summary>Writes a name before the value.</summary>
    public static ArgumentSyntax Named(this ArgumentSyntax argument, string name) => argument
        .WithoutLeadingTrivia()
        .WithNameColon(
            SyntaxFactory.NameColon(
                SlidArguments.Identifier(name),
                SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space)))
        .WithLeadingTrivia(argument.GetLeadingTrivia());

    /// <summary>Adds arguments, each written <c>name: value</c>. Type names and <c>this</c> are simplified.</summary>
    public static ArgumentListSyntax With(this ArgumentListSyntax list, IEnumerable<string> added)
    {
        var arguments = list.Arguments.GetWithSeparators();
        var end = list.Arguments.LastOrDefault()?.GetTrailingTrivia() ?? default;
        if (list.Arguments.Count > 0)
            arguments = arguments.Replace(arguments.Last(), list.Arguments.Last().WithoutTrailingTrivia());
        foreach (var argument in SyntaxFactory.ParseArgumentList($"({string.Join(", ", added)})").Arguments)
        {
            if (arguments.Count > 0)
                arguments = arguments.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
            arguments = arguments.Add(argument.WithExpression(TypeNames.ToSimplify(argument.Expression)));
        }

        arguments = arguments.Replace(arguments.Last(), arguments.Last().AsNode()!.WithTrailingTrivia(end));
        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(arguments));
    }
}
