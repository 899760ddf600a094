using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN008: a property that cannot be an entry, or an experiment, block or named config that generated code cannot create.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidConfigClassAnalyzer() : ExperimentAnalyzer(
    s_unsupportedType, s_noSetter, s_recursiveBlock, s_required, s_genericBase, s_cannotCreate, s_namedConfig, s_noKinds,
    s_invalidKind, s_addedKind)
{
    private static readonly DiagnosticDescriptor s_unsupportedType = new(
        RuleIds.InvalidConfigClass,
        "Config class or entry is not valid",
        "Property '{0}' cannot be an entry because type '{1}' is not supported. Supported types are bool, numbers, string, enums, "
        + "DateTime, "
            + "DateTimeOffset, TimeSpan, Guid, arrays, IReadOnlyList and IReadOnlyDictionary<string, ...> of these, and [Config] classes.",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.InvalidConfigClass));

    private static readonly DiagnosticDescriptor s_noSetter = s_unsupportedType.WithMessage(
        "Entry '{0}' cannot be set. Add a public 'init' or 'set' accessor, or a getter body if it is derived from other entries.");

    private static readonly DiagnosticDescriptor s_recursiveBlock = s_unsupportedType.WithMessage(
        "Block '{0}' contains itself because it is inside '{1}'");

    private static readonly DiagnosticDescriptor s_required = s_unsupportedType.WithMessage(
        "Property '{0}' cannot be 'required' because generated code creates '{1}' before it sets the entries");

    private static readonly DiagnosticDescriptor s_genericBase = s_unsupportedType.WithMessage(
        "Entry '{0}' of generic class '{1}' cannot be set. Use 'set' instead of 'init'.");

    private static readonly DiagnosticDescriptor s_cannotCreate = s_unsupportedType.WithMessage(
        "Generated code cannot create '{0}' because {1}");

    private static readonly DiagnosticDescriptor s_noKinds = s_unsupportedType.WithMessage(
        "Block '{0}' has no kinds. Derive a sealed class nested in '{1}', or add a kind to the property by [Kind<...>].");

    private static readonly DiagnosticDescriptor s_invalidKind = s_unsupportedType.WithMessage(
        "'{0}' cannot be a kind of a block because {1}");

    private static readonly DiagnosticDescriptor s_addedKind = s_unsupportedType.WithMessage(
        "Attribute [Kind] of '{0}' is not valid because {1}");

    private static readonly DiagnosticDescriptor s_namedConfig = s_unsupportedType.WithMessage(
        "Generated code cannot create named config '{0}' because {1}");

    private static readonly DiagnosticDescriptor s_searchSpace = s_unsupportedType.WithMessage(
        "Generated code cannot create search space '{0}' because {1}");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                foreach (var problem in ConfigProblems.ReportedAt(type, experiments))
                {
                    if (problem.Kind == ConfigProblemKind.NoKinds && !experiments.IsWhole(type))
                        continue;
                    if (Describe(problem, type, experiments.LocationOf(problem.Symbol, type)) is { } diagnostic)
                        symbol.Report(diagnostic);
                }

                foreach (var experiment in Experiments.ExperimentsOf(type))
                {
                    if (experiments.NamedConfig(type, experiment).CanCreate)
                        continue;
                    var reason = WhyNotCreated(type, experiment, experiments.Compilation);
                    symbol.Report(s_namedConfig.At(experiments.LocationOf(type), type.Name, reason));
                }

                foreach (var experiment in SearchSpaces.ExperimentsOf(type))
                {
                    if (experiments.SearchSpace(type, experiment).WhyNotCreated is { } reason)
                        symbol.Report(s_searchSpace.At(experiments.LocationOf(type), type.Name, reason));
                }
            },
            SymbolKind.NamedType);

    private static Diagnostic? Describe(ConfigProblem problem, INamedTypeSymbol type, Location location)
    {
        var message = problem.Kind switch
        {
            ConfigProblemKind.UnsupportedType => s_unsupportedType,
            ConfigProblemKind.NoSetter => s_noSetter,
            ConfigProblemKind.RecursiveBlock => s_recursiveBlock,
            ConfigProblemKind.Required => s_required,
            ConfigProblemKind.GenericBase => s_genericBase,

            // GEN017 reports an experiment for which nothing can be generated.
            ConfigProblemKind.CannotCreate when Experiments.IsExperiment(type) && !ExperimentParser.CanContinue(type) => null,
            ConfigProblemKind.CannotCreate => s_cannotCreate,
            ConfigProblemKind.NoKinds => s_noKinds,
            ConfigProblemKind.InvalidKind => s_invalidKind,
            ConfigProblemKind.AddedKind => s_addedKind,
            _ => null,
        };
        var detail = problem.Kind == ConfigProblemKind.Required ? problem.Symbol.ContainingType.Name : problem.Detail;
        return message?.At(location, null, FixHints.Create(FixHints.Change, problem.Kind.ToString()), problem.Symbol.Name, detail);
    }

    private static string WhyNotCreated(INamedTypeSymbol type, INamedTypeSymbol experiment, Compilation compilation)
    {
        var required = ConfigSemanticsReader.PropertiesOf(type).FirstOrDefault(p => p.IsRequired);
        return type switch
        {
            { IsStatic: true } => "it is static",
            { IsAbstract: true } => "it is abstract",
            { IsGenericType: true } => "it is generic",
            _ when !compilation.IsSymbolAccessibleWithin(type, experiment) => $"it is not accessible from '{experiment.Name}'",
            _ when required is not null => $"its property '{required.Name}' is required",
            _ => $"it needs an accessible constructor without parameters, or with one of type '{experiment.Name}'",
        };
    }
}
