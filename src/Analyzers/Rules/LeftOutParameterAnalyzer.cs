using System.Collections.Generic;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN018: a call of a captured method that does not compile because it leaves out a parameter that no entry fills, as after an entry was
/// renamed. The compiler only says that there is no such overload.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LeftOutParameterAnalyzer() : ExperimentAnalyzer(s_rule)
{
    // More parameters are more combinations than a call is worth.
    private const int MostParameters = 8;

    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.LeftOutParameter,
        "Call leaves out a parameter that no entry fills",
        "Call of '{0}' leaves out parameter '{1}', but '{2}' has no such entry{3}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.LeftOutParameter));

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterOperationAction(operation => Analyze(operation, experiments), OperationKind.Invalid);

    private static void Analyze(OperationAnalysisContext context, Experiments experiments)
    {
        if (context.Operation is not { Syntax: InvocationExpressionSyntax call, SemanticModel: { } model }
            || call.CalledName() is not { } name
            || ExperimentOf(call, model, context.ContainingSymbol) is not { } experiment
            || !experiments.IsWhole(experiment))
            return;
        var arguments = call.ArgumentList.Arguments;
        foreach (var method in experiments.CapturedMethods(experiment, name.Identifier.ValueText))
        {
            var captured = experiments.CapturedBy(method, experiment);
            if (LeftOut(captured, arguments, model) is not { } missing)
                continue;
            foreach (var parameter in missing)
                context.Report(Describe(name, parameter, captured, experiments));
            return;
        }
    }

    private static Diagnostic Describe(
        SimpleNameSyntax name, IParameterSymbol parameter, CapturedSemantics captured, Experiments experiments)
    {
        var fitting = FittingEntries.For(parameter, captured.Experiment, experiments);
        var id = DocumentationCommentId.CreateDeclarationId(captured.Method);
        return s_rule.At(
            name.GetLocation(),
            experiments.LocationOf(parameter),
            FixHints.Create(FixHints.FromConfig, FittingEntries.Hint(parameter, captured.Experiment, experiments))
                .And(FixHints.Method, id)
                .And(FixHints.Name, parameter.Name),
            captured.Method.Name,
            parameter.Name,
            captured.Experiment.Name,
            fitting.Length == 0 ? "" : $". Entries that fit are {string.Join(", ", fitting.Select(e => e.Key))}.");
    }

    /// <summary>
    /// Returns the fewest parameters without which the arguments are a call of the overload, or null if there are none.
    /// </summary>
    private static IParameterSymbol[]? LeftOut(
        CapturedSemantics captured, SeparatedSyntaxList<ArgumentSyntax> arguments, SemanticModel model)
    {
        var open = captured.Kept
            .Where(p => !p.IsOptional && ParameterMatcher.CanFill(p) && !p.HasAttribute(KnownNames.FromCaller))
            .ToArray();
        if (open.Length > MostParameters)
            return null;
        return Enumerable.Range(1, (1 << open.Length) - 1)
            .Select(set => open.Where((_, i) => (set & (1 << i)) != 0).ToArray())
            .OrderBy(missing => missing.Length)
            .FirstOrDefault(missing =>
                Accepts([.. captured.Kept.Where(p => !missing.Contains(p, SymbolEqualityComparer.Default))], arguments, model));
    }

    /// <summary>Returns true if a method with these parameters can be called with the arguments.</summary>
    private static bool Accepts(
        IReadOnlyList<IParameterSymbol> parameters, SeparatedSyntaxList<ArgumentSyntax> arguments, SemanticModel model)
    {
        var given = new HashSet<IParameterSymbol>(SymbolEqualityComparer.Default);
        for (var i = 0; i < arguments.Count; i++)
        {
            var parameter = arguments[i].NameColon is { Name.Identifier.ValueText: var name }
                ? parameters.FirstOrDefault(p => p.Name == name)
                : parameters.ElementAtOrDefault(i);
            if (parameter is null || !given.Add(parameter) || !Converts(arguments[i], parameter, model))
                return false;
        }

        return parameters.All(p => p.IsOptional || p.IsParams || given.Contains(p));
    }

    private static bool Converts(ArgumentSyntax argument, IParameterSymbol parameter, SemanticModel model) =>
        !argument.RefKindKeyword.IsKind(SyntaxKind.None)
        || ((IMethodSymbol)parameter.ContainingSymbol).TypeParameters.Any(t => CapturedSemantics.Mentions(parameter.Type, t))
        || model.ClassifyConversion(argument.Expression, parameter.Type).IsImplicit;

    /// <summary>Returns the experiment on which the call is made; null in static code, where there is no config.</summary>
    private static INamedTypeSymbol? ExperimentOf(InvocationExpressionSyntax call, SemanticModel model, ISymbol caller)
    {
        var receiver = call.Receiver();
        var type = receiver is null ? caller.IsStatic ? null : caller.ContainingType
            : model.GetSymbolInfo(receiver).Symbol is INamedTypeSymbol ? null
            : model.GetTypeInfo(receiver).Type as INamedTypeSymbol;
        return type?.WithBaseTypes().FirstOrDefault(Experiments.IsExperiment);
    }
}
