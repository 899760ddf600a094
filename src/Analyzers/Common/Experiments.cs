using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Common;

/// <summary>
/// The experiments of one compilation, as the generator reads them. Each is read once for all rules. An instance lives as long as its
/// compilation.
/// </summary>
internal sealed class Experiments
{
    // Shared by all rules, collected with the compilation.
    private static readonly ConditionalWeakTable<Compilation, Experiments> s_compilations = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, ConfigSemantics> _configs = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, CachedNamedConfig> _namedConfigs = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, CachedSearchSpace> _searchSpaces = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, CapturedSemantics> _captured = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, IReadOnlyList<MatchedMethod>> _matched = new(SymbolEqualityComparer.Default);
    private readonly Lazy<ILookup<INamedTypeSymbol, INamedTypeSymbol>> _namedElsewhere;
    private readonly Lazy<IReadOnlyList<INamedTypeSymbol>> _allSearchSpaces;
    private readonly Lazy<ILookup<string, IMethodSymbol>> _capturedElsewhere;

    private Experiments(Compilation compilation)
    {
        Compilation = compilation;
        HasTraining = !compilation.GetTypesByMetadataName(KnownNames.ExperimentMetrics).IsEmpty;
        _namedElsewhere = new(() => Marked<INamedTypeSymbol>(KnownNames.NamedConfigOf)
            .SelectMany(t => ExperimentsOf(t).Select(e => (Experiment: e, Type: t)))
            .ToLookup<(INamedTypeSymbol Experiment, INamedTypeSymbol Type), INamedTypeSymbol, INamedTypeSymbol>(
                p => p.Experiment, p => p.Type, SymbolEqualityComparer.Default));
        _allSearchSpaces = new(() =>
            [.. Marked<INamedTypeSymbol>(KnownNames.SearchSpace), .. Marked<INamedTypeSymbol>(KnownNames.SearchSpaceOf)]);
        _capturedElsewhere = new(() => Marked<IMethodSymbol>(KnownNames.CapturedOf).ToLookup(m => m.Name));
    }

    public Compilation Compilation { get; }

    /// <summary>Whether the project references Gen.Training.</summary>
    public bool HasTraining { get; }

    /// <summary>Returns the experiments of a compilation.</summary>
    public static Experiments Get(Compilation compilation) => s_compilations.GetValue(compilation, c => new Experiments(c));

    /// <summary>Returns the entries of an experiment, or of a <c>[Config]</c> class.</summary>
    public ConfigSemantics ConfigOf(INamedTypeSymbol type) => _configs.GetOrAdd(type, t => ConfigSemanticsReader.Read(t, Compilation));

    /// <summary>The search spaces of this compilation, nested in experiments or elsewhere.</summary>
    public IReadOnlyList<INamedTypeSymbol> AllSearchSpaces => _allSearchSpaces.Value;

    // Nearly every method, named config and search space belongs to one experiment, so only the last one is cached.
    public CapturedSemantics CapturedBy(IMethodSymbol method, INamedTypeSymbol experiment) =>
        _captured.TryGetValue(method, out var last) && SymbolEqualityComparer.Default.Equals(last.Experiment, experiment)
            ? last
            : _captured[method] = CapturedSemantics.Read(method, experiment, ConfigOf(experiment), Compilation);

    public NamedConfigSemantics NamedConfig(INamedTypeSymbol type, INamedTypeSymbol experiment)
    {
        if (_namedConfigs.TryGetValue(type, out var last) && SymbolEqualityComparer.Default.Equals(last.Experiment, experiment))
            return last.Config;
        var config = NamedConfigSemantics.Read(type, experiment, ConfigOf(experiment), Compilation);
        _namedConfigs[type] = new(experiment, config);
        return config;
    }

    public SearchSpaceSemantics SearchSpace(INamedTypeSymbol type, INamedTypeSymbol experiment)
    {
        if (_searchSpaces.TryGetValue(type, out var last) && SymbolEqualityComparer.Default.Equals(last.Experiment, experiment))
            return last.Space;
        var space = SearchSpaceSemantics.Read(type, experiment, ConfigOf(experiment), Compilation);
        _searchSpaces[type] = new(experiment, space);
        return space;
    }

    /// <summary>
    /// Returns true if the files that declare a type, its base classes and its blocks have no syntax error. Else the rules say nothing
    /// about what it declares and what it lacks.
    /// </summary>
    public bool IsWhole(INamedTypeSymbol type) =>
        !type.WithBaseTypes().Any(UnfinishedCode.IsIn)
        && !(IsExperiment(type) && ConfigOf(type).AllBlocks.Any(b => UnfinishedCode.IsIn(b.Block.Type)));

    /// <summary>
    /// Returns true for a type of this project. The metadata of another one may lack its private and internal members: no rule concludes
    /// that there are none.
    /// </summary>
    public bool IsHere(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Compilation.Assembly);

    /// <summary>Returns true if no file has a syntax error, so that what nothing uses is known.</summary>
    public bool IsWhole() => !Compilation.SyntaxTrees.Any(UnfinishedCode.IsIn);

    public static bool IsExperiment(INamedTypeSymbol? type) => type is not null && type.HasAttribute(KnownNames.Experiment);

    /// <summary>Returns the experiments of which a class is a named config.</summary>
    public static IEnumerable<INamedTypeSymbol> ExperimentsOf(INamedTypeSymbol namedConfig)
    {
        if (IsExperiment(namedConfig.ContainingType) && namedConfig.HasAttribute(KnownNames.NamedConfig))
            yield return namedConfig.ContainingType;
        foreach (var attribute in namedConfig.FindAttributes(KnownNames.NamedConfigOf))
        {
            if (attribute.AttributeClass!.TypeArguments[0] is INamedTypeSymbol experiment && IsExperiment(experiment))
                yield return experiment;
        }
    }

    /// <summary>Returns the named configs of an experiment whose class names satisfy a condition.</summary>
    public IEnumerable<INamedTypeSymbol> NamedConfigsOf(INamedTypeSymbol experiment, Func<string, bool> name)
    {
        foreach (var nested in NamedConfigSemantics.NestedIn(experiment).Where(t => name(t.Name)))
            yield return nested;
        foreach (var type in _namedElsewhere.Value[experiment])
        {
            if (name(type.Name) && !SymbolEqualityComparer.Default.Equals(type.ContainingType, experiment))
                yield return type;
        }
    }

    /// <summary>Returns true for a captured method that a generated overload can call.</summary>
    public static bool IsExtendable(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Ordinary && (method.HasAttribute(KnownNames.Captured) || CapturedTypes.CanExtend(method));

    /// <summary>Returns the methods of a name that get an overload for an experiment, its own and those of other classes.</summary>
    public IEnumerable<IMethodSymbol> CapturedMethods(INamedTypeSymbol experiment, string name) =>
        experiment.GetMembers(name).OfType<IMethodSymbol>().Concat(_capturedElsewhere.Value[name])
            .Where(m => IsExtendable(m) && CapturedSemantics.ExperimentsOf(m).Contains(experiment, SymbolEqualityComparer.Default));

    /// <summary>Returns the methods of other classes that get an overload for an experiment.</summary>
    public IEnumerable<IMethodSymbol> CapturedElsewhere(INamedTypeSymbol experiment) =>
        _capturedElsewhere.Value.SelectMany(group => group)
            .Where(m => CapturedSemantics.ExperimentsOf(m).Contains(experiment, SymbolEqualityComparer.Default));

    /// <summary>
    /// Returns what fills the parameters of a captured method, <c>[Main]</c>, <c>[Command]</c>, metric or hook, for each of its
    /// experiments.
    /// </summary>
    public IReadOnlyList<MatchedMethod> Match(IMethodSymbol method) =>
        method.GetAttributes().IsEmpty ? [] : _matched.GetOrAdd(method, ReadMatched);

    private IReadOnlyList<MatchedMethod> ReadMatched(IMethodSymbol method)
    {
        var matched = CapturedSemantics.ExperimentsOf(method);
        if (IsExperiment(method.ContainingType) && CommandParser.IsCommand(method))
            matched = matched.Append(method.ContainingType);
        var captured = matched
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Select(e => new MatchedMethod(method, e, CapturedBy(method, e).Fills))
            .ToArray();
        if (captured.Length > 0 || !IsExperiment(method.ContainingType))
            return captured;
        if (Hooks.IsOfExperiment(method))
            return [new MatchedMethod(method, method.ContainingType, Hooks.Fills(method, this))];
        return Metrics.IsMetric(method) ? [MatchMetric(method)] : [];
    }

    /// <summary>Returns what fills the config parameters of an experiment's metric. Its batch tensors are filled by nothing.</summary>
    public MatchedMethod MatchMetric(IMethodSymbol metric)
    {
        var matcher = new ParameterMatcher(metric.ContainingType, ConfigOf(metric.ContainingType), Compilation);
        var fills = metric.Parameters.Select(p => MetricSignature.IsBatch(p) ? ParameterFill.None : matcher.Match(p));
        return new(metric, metric.ContainingType, [.. fills]);
    }

    /// <summary>
    /// Returns the location of a symbol in the source of this compilation, or that of another symbol if it is declared elsewhere.
    /// </summary>
    public Location LocationOf(ISymbol symbol, ISymbol? otherwise = null)
    {
        foreach (var location in symbol.Locations)
        {
            if (location.SourceTree is { } tree && Compilation.ContainsSyntaxTree(tree))
                return location;
        }

        return otherwise is null ? Location.None : LocationOf(otherwise);
    }

    /// <summary>Returns true if one symbol is declared before another: by file path, then by position.</summary>
    public bool IsEarlier(ISymbol a, ISymbol b)
    {
        var (first, second) = (LocationOf(a), LocationOf(b));
        if (first.SourceTree == second.SourceTree)
            return first.SourceSpan.Start < second.SourceSpan.Start;
        var order = string.CompareOrdinal(first.SourceTree?.FilePath, second.SourceTree?.FilePath);
        return order != 0 ? order < 0 : string.CompareOrdinal(a.ToDisplayString(), b.ToDisplayString()) < 0;
    }

    /// <summary>
    /// Returns the symbols of this compilation with an attribute. They are found by its name, because binding every declaration is slow.
    /// </summary>
    private IEnumerable<T> Marked<T>(string attribute)
        where T : ISymbol =>
#pragma warning disable RS1030 // Once a compilation, for declarations alone.
        AttributeSearch.Find(Compilation, attribute)
            .Select(node => Compilation.GetSemanticModel(node.SyntaxTree).GetDeclaredSymbol(node))
            .OfType<T>()
            .Where(s => s.HasAttribute(attribute))
            .GroupBy(s => (ISymbol)s, SymbolEqualityComparer.Default)
            .Select(g => g.First());
#pragma warning restore RS1030

    /// <summary>A named config as read for one of its experiments.</summary>
    private sealed record CachedNamedConfig(INamedTypeSymbol Experiment, NamedConfigSemantics Config);

    /// <summary>A search space as read for one of its experiments.</summary>
    private sealed record CachedSearchSpace(INamedTypeSymbol Experiment, SearchSpaceSemantics Space);
}

/// <summary>A method that generated code calls for an experiment, and what fills each of its parameters.</summary>
/// <param name="Method">The method.</param>
/// <param name="Experiment">The experiment.</param>
/// <param name="Fills">The value of each parameter.</param>
internal sealed record MatchedMethod(IMethodSymbol Method, INamedTypeSymbol Experiment, ImmutableArray<ParameterFill> Fills)
{
    public IEnumerable<(IParameterSymbol Parameter, ParameterFill Fill)> Parameters => Method.Parameters.Select((p, i) => (p, Fills[i]));
}

/// <summary>
/// The problems of config classes. A problem of a block is reported at the block only, not at each experiment that uses it.
/// </summary>
internal static class ConfigProblems
{
    /// <summary>Returns the problems to report at an experiment or a <c>[Config]</c> class.</summary>
    public static IEnumerable<ConfigProblem> ReportedAt(INamedTypeSymbol type, Experiments experiments)
    {
        if (!Experiments.IsExperiment(type) && !type.HasAttribute(KnownNames.Config))
            return [];
        var config = experiments.ConfigOf(type);
        if (config.Problems.IsEmpty)
            return [];
        var reportedAtBlocks = config.AllBlocks
            .Select(b => b.Block.Type)
            .Concat(config.Problems.Where(p => p.Kind == ConfigProblemKind.RecursiveBlock).Select(p => p.Symbol.ContainingType))
            .Where(b => IsHere(b, experiments) && !SymbolEqualityComparer.Default.Equals(b, type))
            .SelectMany(b => experiments.ConfigOf(b).Problems)
            .ToArray();
        return config.Problems.Where(p =>
            !reportedAtBlocks.Any(t => t.Kind == p.Kind && SymbolEqualityComparer.Default.Equals(t.Symbol, p.Symbol))
        );
    }

    private static bool IsHere(INamedTypeSymbol block, Experiments experiments) =>
        experiments.IsHere(block) && block.HasAttribute(KnownNames.Config);
}
