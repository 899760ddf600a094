using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments;

/// <summary>Search spaces to models.</summary>
internal static class SearchSpaceParser
{
    /// <summary>The name of the dimension of the named configs: no entry's key has it.</summary>
    public const string NamedConfigKey = "named_config";

    public static IEnumerable<SearchSpaceModel> ParseNested(
        INamedTypeSymbol experiment, ConfigSemantics config, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var type in SearchSpaceSemantics.NestedIn(experiment))
        {
            var attribute = type.FindAttribute(KnownNames.SearchSpace)!;
            if (Parse(type, attribute, experiment, config, compilation, cancellationToken) is { } space)
                yield return space;
        }
    }

    /// <summary>Reads the search spaces that a class outside of its experiments is.</summary>
    public static IEnumerable<SearchSpaceModel> ParseElsewhere(
        INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var (experiment, attribute) in SearchSpaceSemantics.ExperimentsOf(type))
        {
            if (attribute.AttributeClass!.Arity == 0)
                continue;
            var config = ConfigSemanticsReader.Read(experiment, compilation);
            if (Parse(type, attribute, experiment, config, compilation, cancellationToken) is not { } space)
                continue;
            if (SymbolEqualityComparer.Default.Equals(experiment.ContainingAssembly, compilation.Assembly))
                yield return space;
            else if (ResultOf(experiment) is { } result)
                yield return space with { Foreign = Extension(type, experiment, result) };
        }
    }

    private static SearchSpaceModel? Parse(
        INamedTypeSymbol type,
        AttributeData attribute,
        INamedTypeSymbol experiment,
        ConfigSemantics config,
        Compilation compilation,
        CancellationToken cancellationToken)
    {
        var space = SearchSpaceSemantics.Read(type, experiment, config, compilation);
        return space.WhyNotCreated is not null
            ? null
            : new SearchSpaceModel(
                space.Name,
                type.FullName(),
                NamedConfigParser.AccessibilityIn(type, experiment),
                experiment.FullName(),
                DocComment.Summary(type, cancellationToken),
                ObjectiveExpression.Read(attribute, "Minimize", compilation, cancellationToken),
                ObjectiveExpression.Read(attribute, "Maximize", compilation, cancellationToken),
                space.Dimensions
                    .Where(d => d.Problem == FillProblem.None)
                    .Select(d => new SearchDimensionModel(d.Property.Name, d.Entry?.Key ?? d.Block?.Key ?? NamedConfigKey))
                    .ToEquatableArray(),
                null);
    }

    // The method marked [Main] can be private, and is then missing in the metadata of its project. The generated RunAsync is not.
    private static string? ResultOf(INamedTypeSymbol experiment)
    {
        foreach (var member in experiment.GetMembers(GeneratedMembers.RunMethod))
        {
            if (member is IMethodSymbol { IsStatic: true, ReturnType: INamedTypeSymbol { Arity: 1 } task }
                && GeneratedMembers.IsGenerated(member)
                && task.TypeArguments[0] is INamedTypeSymbol run
                && run.Is(KnownNames.Run))
                return run.Arity == 0 ? "object?" : run.TypeArguments[0].FullName();
        }

        return null;
    }

    private static SearchExtensionModel Extension(INamedTypeSymbol type, INamedTypeSymbol experiment, string result)
    {
        var hint = $"{TypeModels.HintName(type)}.SearchSpaceOf.{TypeModels.HintName(experiment)}";
        var ns = experiment.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : null;
        var isPublic = CapturedTypes.IsPublic(type) && CapturedTypes.IsPublic(experiment);
        return new SearchExtensionModel(ns, hint.Replace('.', '_'), isPublic ? "public" : "internal", result, hint);
    }
}
