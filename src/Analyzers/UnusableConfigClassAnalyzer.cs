using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN008: a property that no entry can be, or an experiment, block or named config that generated code cannot make.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusableConfigClassAnalyzer() : ExperimentAnalyzer(Descriptors.UnusableConfigClass)
{
    private const string Types = "bool, numbers, string, enums, DateTime, DateTimeOffset, TimeSpan, Guid, "
        + "arrays, IReadOnlyList and IReadOnlyDictionary<string, ...> of these, and [Config] classes";

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                foreach (var problem in ShapeProblems.ReportedAt(type, experiments))
                {
                    if (Describe(problem, type) is { } message)
                        symbol.ReportDiagnostic(Report(experiments.LocationOf(problem.Symbol, type), null, FixHints.Of(FixHints.Change, problem.Kind.ToString()), message));
                }

                foreach (var experiment in Experiments.ExperimentsOf(type))
                {
                    if (!experiments.NamedConfig(type, experiment).CanCreate)
                        symbol.ReportDiagnostic(Report(experiments.LocationOf(type), null, DescribeNamedConfig(type, experiment, experiments.Compilation)));
                }
            },
            SymbolKind.NamedType);

    private static string? Describe(ShapeProblem problem, INamedTypeSymbol type) => problem.Kind switch
    {
        ShapeProblemKind.UnsupportedType => $"Property '{problem.Symbol.Name}' can't be a config entry: '{problem.Detail}' is not among {Types}",
        ShapeProblemKind.NoSetter => $"Entry '{problem.Symbol.Name}' can't be set: it needs a public 'init' or 'set', or a body if it is derived from other entries",
        ShapeProblemKind.RecursiveBlock => $"Block '{problem.Symbol.Name}' contains itself: '{problem.Detail}' is already around it",
        ShapeProblemKind.Required => $"Property '{problem.Symbol.Name}' can't be 'required': generated code makes '{problem.Symbol.ContainingType.Name}' first and sets its entries after",
        ShapeProblemKind.GenericBase => $"Entry '{problem.Symbol.Name}' of the generic class '{problem.Detail}' can't be set: give it 'set' in place of 'init'",

        // An experiment that nothing can be generated for is GEN017's subject.
        ShapeProblemKind.CannotCreate when Experiments.IsExperiment(type) && !ExperimentParser.CanContinue(type) => null,
        ShapeProblemKind.CannotCreate => $"Generated code can't make '{problem.Symbol.Name}': {problem.Detail}",
        _ => null,
    };

    private static string DescribeNamedConfig(INamedTypeSymbol type, INamedTypeSymbol experiment, Compilation compilation)
    {
        var required = ConfigShapeReader.PropertiesOf(type).FirstOrDefault(p => p.IsRequired);
        var reason = type switch
        {
            { IsStatic: true } => "it is static",
            { IsAbstract: true } => "it is abstract",
            { IsGenericType: true } => "it is generic",
            _ when !compilation.IsSymbolAccessibleWithin(type, experiment) => $"'{experiment.Name}' can't see it",
            _ when required is not null => $"its property '{required.Name}' is required",
            _ => $"it needs an accessible constructor without parameters, or with one of type '{experiment.Name}'",
        };
        return $"Generated code can't make the named config '{type.Name}': {reason}";
    }
}
