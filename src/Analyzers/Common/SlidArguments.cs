using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>
/// A call of a generated overload whose positional arguments would be a valid call of the captured method itself, where they go to other
/// parameters: for <c>F(int width, int depth = 3)</c> with an entry <c>width</c>, <c>F(2)</c> passes <c>depth</c>.
/// </summary>
/// <param name="Captured">The captured method.</param>
/// <param name="Call">The call.</param>
/// <param name="Index">The index of the first argument that goes to another parameter.</param>
internal sealed record SlidArguments(CapturedSemantics Captured, InvocationExpressionSyntax Call, int Index)
{
    public ArgumentSyntax First => Call.ArgumentList.Arguments[Index];

    /// <summary>The parameter to which the argument goes.</summary>
    public IParameterSymbol Target => Captured.Kept[Index];

    /// <summary>The filled parameter at the argument's position.</summary>
    public IParameterSymbol Filled => Captured.Method.Parameters[Index];

    public ParameterFill Fill => Captured.Fills[Index];

    /// <summary>Returns the names of the overload's parameters that the arguments can be given, from the first slid one on.</summary>
    public string TargetNames => Names(Captured.Kept);

    /// <summary>Returns those of the method itself.</summary>
    public string FilledNames => Names(Captured.Method.Parameters);

    /// <summary>Returns null for a call whose arguments can be read in one way only.</summary>
    public static SlidArguments? Find(IInvocationOperation call, Experiments experiments)
    {
        if (call.Syntax is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } syntax
            || call.SemanticModel is not { } model
            || OriginalOf(call.TargetMethod, experiments) is not { } captured)
            return null;
        for (var i = 0; i < arguments.Count && i < captured.Kept.Length && arguments[i].NameColon is null; i++)
        {
            if (captured.Kept[i].Ordinal == i)
                continue;
            var slid = new SlidArguments(captured, syntax, i);

            // A faulty parameter has a rule of its own.
            return slid.Fill.Kind != FillKind.None && slid.IsCallOfMethodItself(model) ? slid : null;
        }

        return null;
    }

    /// <summary>Returns the captured method of a generated overload; null for any other method.</summary>
    private static CapturedSemantics? OriginalOf(IMethodSymbol called, Experiments experiments)
    {
        var overload = (called.ReducedFrom ?? called).OriginalDefinition;
        var experiment = overload.IsExtensionMethod ? overload.Parameters[0].Type as INamedTypeSymbol : overload.ContainingType;
        if (!Experiments.IsExperiment(experiment) || !GeneratedMembers.IsGenerated(overload))
            return null;
        var parameters = overload.IsExtensionMethod ? overload.Parameters.RemoveAt(0) : overload.Parameters;
        return experiments.CapturedMethods(experiment!, overload.Name)
            .Select(m => experiments.CapturedBy(m, experiment!))
            .FirstOrDefault(c => c.HasOverload && GeneratedMembers.SameSignature(c.Method, c.Kept, overload, parameters));
    }

    /// <summary>Returns true if the arguments, named as the method itself has its parameters, are a call of it.</summary>
    private bool IsCallOfMethodItself(SemanticModel model)
    {
        var names = FilledNames.Split('\n');
        var arguments = Call.ArgumentList.Arguments.Select((a, i) =>
            i >= Index && a.NameColon is null && i - Index < names.Length
                ? a.WithNameColon(SyntaxFactory.NameColon(Identifier(names[i - Index])))
                : a);
        var named = SyntaxFactory.InvocationExpression(
            Receiver() is { } receiver
                ? SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, CalledName)
                : CalledName,
            SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(arguments)));
        var bound = model.GetSpeculativeSymbolInfo(Call.SpanStart, named, SpeculativeBindingOption.BindAsExpression);
        return bound.Symbol is IMethodSymbol method
            && SymbolEqualityComparer.Default.Equals((method.ReducedFrom ?? method).OriginalDefinition, Captured.Method);
    }

    private SimpleNameSyntax CalledName => Call.CalledName()!;

    /// <summary>Returns what the method itself is called on: its type if it is static, else the receiver of the call.</summary>
    private ExpressionSyntax? Receiver() =>
        Captured.Method.IsStatic
            ? SyntaxFactory.ParseExpression(Captured.Method.ContainingType.FullName())
            : Call.Receiver();

    /// <summary>Returns the name as it is parsed, because <c>@class</c> means <c>class</c>.</summary>
    public static IdentifierNameSyntax Identifier(string name) => (IdentifierNameSyntax)SyntaxFactory.ParseName(name);

    private string Names(ImmutableArray<IParameterSymbol> parameters) =>
        string.Join("\n", NamesFrom(parameters, Index).Take(Call.ArgumentList.Arguments.Count - Index));

    private static IEnumerable<string> NamesFrom(ImmutableArray<IParameterSymbol> parameters, int index) =>
        parameters.Skip(index).Where(p => !p.IsParams).Select(p => TypeModels.EscapedName(p.Name));
}
