using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Metrics;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN041: the objective of a search space is not a number: a vector that the experiment logs, the misspelled name of a scalar, or the
/// result of a <c>[Main]</c> that returns something else. A name that is near no value of the training may be one that the program logs
/// itself.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SearchObjectiveAnalyzer() : ExperimentAnalyzer(s_unknown, s_vector, s_result, s_both)
{
    private const string Result = "result";

    private static readonly DiagnosticDescriptor s_unknown = new(
        RuleIds.SearchObjective,
        "Search objective is not a logged scalar",
        "Experiment '{0}' does not log '{1}', the objective of search space '{2}'{3}",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.SearchObjective));

    private static readonly DiagnosticDescriptor s_vector = s_unknown.WithMessage(
        "Objective '{0}' of search space '{1}' is not a number but a {2}");

    private static readonly DiagnosticDescriptor s_result = s_unknown.WithMessage(
        "The objective of search space '{0}' is the result of '{1}', which is no number but '{2}'. Set Minimize or Maximize to a scalar "
        + "that runs log.");

    private static readonly DiagnosticDescriptor s_both = s_unknown.WithMessage("Search space '{0}' cannot minimize and maximize");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, experiments), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, Experiments experiments)
    {
        var space = (INamedTypeSymbol)context.Symbol;
        foreach (var (experiment, attribute) in SearchSpaceSemantics.ExperimentsOf(space))
        {
            if (experiments.IsWhole(experiment) && experiments.IsWhole(space))
                Analyze(context, space, experiment, attribute, experiments);
        }
    }

    private static void Analyze(
        SymbolAnalysisContext context,
        INamedTypeSymbol space,
        INamedTypeSymbol experiment,
        AttributeData attribute,
        Experiments experiments)
    {
        var given = attribute.NamedArguments.Where(a => a.Key is "Minimize" or "Maximize").ToArray();
        if (given.Length == 2)
        {
            context.Report(s_both.At(experiments.LocationOf(space), space.Name));
            return;
        }

        var key = given.Select(a => a.Value.ScalarValue() as string).FirstOrDefault();
        var diagnostic = given.Length == 0 || key == Result
            ? DescribeResult(space, experiment, experiments)
            : key is null || !experiments.HasTraining || !experiments.IsHere(experiment)
                ? null
                : Describe(key, space, experiment, attribute, experiments);
        if (diagnostic is not null)
            context.Report(diagnostic);
    }

    private static Diagnostic? DescribeResult(INamedTypeSymbol space, INamedTypeSymbol experiment, Experiments experiments)
    {
        var main = experiment.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(m => m.HasAttribute(KnownNames.Main));
        if (main is null || !experiments.IsHere(experiment) || main.ReturnType.TypeKind == TypeKind.Error)
            return null;
        var type = main.ReturnType is INamedTypeSymbol { Arity: 1 } task
            && (task.Is("System.Threading.Tasks.Task") || task.Is("System.Threading.Tasks.ValueTask"))
                ? task.TypeArguments[0]
                : main.ReturnType;
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            type = ((INamedTypeSymbol)type).TypeArguments[0];
        return type.TypeKind == TypeKind.Error
            || ValueSemanticsReader.Read(type) is { Kind: ValueKind.Integer or ValueKind.Floating or ValueKind.Decimal }
                ? null
                : s_result.At(experiments.LocationOf(space), space.Name, main.Name, type.Display());
    }

    private static Diagnostic? Describe(
        string key, INamedTypeSymbol space, INamedTypeSymbol experiment, AttributeData attribute, Experiments experiments)
    {
        var arguments = (attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments;
        var location = arguments is { Count: > 0 } ? arguments.Value[0].Expression.GetLocation() : experiments.LocationOf(space);
        var logged = Hooks.Logged(experiment, experiments);
        if (logged.FirstOrDefault(m => m.Key == key) is { } member)
            return member.Shape == MetricShapeModel.Scalar
                ? null
                : s_vector.At(location, key, space.Name, member.Shape == MetricShapeModel.Matrix ? "matrix" : "vector");
        var scalars = logged.Where(m => m.Shape == MetricShapeModel.Scalar).Select(m => m.Key).ToArray();
        return NearestName.Find(key, scalars) is { } nearest
            ? s_unknown.At(
                location, null, FixHints.Create(FixHints.Name, nearest), experiment.Name, key, space.Name, Messages.DidYouMean(nearest))
            : null;
    }
}
