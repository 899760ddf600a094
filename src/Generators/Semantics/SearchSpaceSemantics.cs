using System.Collections.Immutable;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>What a property of a search space gives.</summary>
internal enum SearchValueKind
{
    Choice,
    Interval,
    NamedConfigs,
}

/// <summary>A property of a search space and the entry that it varies.</summary>
/// <param name="Property">The property.</param>
/// <param name="Kind">What it gives.</param>
/// <param name="Key">The key that was looked for.</param>
/// <param name="Entry">The entry it varies, or, with a problem, the one the problem is about; null for named configs.</param>
/// <param name="Block">The block of which it varies the kind; null for anything else.</param>
/// <param name="ValueType">The type of its values; null for named configs.</param>
/// <param name="Problem">What is wrong; UnknownKey or TypeMismatch.</param>
internal sealed record SearchDimensionSemantics(
    IPropertySymbol Property,
    SearchValueKind Kind,
    string Key,
    EntrySemantics? Entry,
    BlockSemantics? Block,
    ITypeSymbol? ValueType,
    FillProblem Problem);

/// <summary>A search space as it stands in the source.</summary>
internal sealed class SearchSpaceSemantics
{
    // Of both attributes.
    private const string PlainName = KnownNames.SearchSpace;

    private SearchSpaceSemantics(INamedTypeSymbol type, string? whyNotCreated, ImmutableArray<SearchDimensionSemantics> dimensions) =>
        (Type, WhyNotCreated, Dimensions) = (type, whyNotCreated, dimensions);

    public INamedTypeSymbol Type { get; }

    /// <summary>The recorded name, snake_case.</summary>
    public string Name => KeyName.ToSnakeCase(Type.Name);

    /// <summary>Why generated code cannot create it; null if it can.</summary>
    public string? WhyNotCreated { get; }

    public ImmutableArray<SearchDimensionSemantics> Dimensions { get; }

    public static IEnumerable<INamedTypeSymbol> NestedIn(INamedTypeSymbol experiment) =>
        experiment.GetTypeMembers().Where(t => t.HasAttribute(KnownNames.SearchSpace));

    /// <summary>The experiments of which a class is a search space, with the attribute that says so.</summary>
    public static IEnumerable<(INamedTypeSymbol Experiment, AttributeData Attribute)> ExperimentsOf(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            var experiment = attribute.AttributeClass is not { } marking ? null
                : marking is { Arity: 1 } && marking.Is(PlainName) ? marking.TypeArguments[0] as INamedTypeSymbol
                : marking is { Arity: 0 } && marking.Is(PlainName) ? type.ContainingType
                : null;
            if (experiment is not null && experiment.HasAttribute(KnownNames.Experiment))
                yield return (experiment, attribute);
        }
    }

    /// <summary>Returns what a property of a type gives to a search space, and the type of its values; null for another type.</summary>
    public static (SearchValueKind Kind, ITypeSymbol? ValueType)? KindOf(ITypeSymbol type) =>
        type is not INamedTypeSymbol named ? null
        : named.Is(KnownNames.NamedConfigs) ? (SearchValueKind.NamedConfigs, null)
        : named is { Arity: 1 } && named.Is(KnownNames.Choice) ? (SearchValueKind.Choice, named.TypeArguments[0])
        : named is { Arity: 1 } && named.Is(KnownNames.Interval) ? (SearchValueKind.Interval, named.TypeArguments[0])
        : null;

    public static SearchSpaceSemantics Read(
        INamedTypeSymbol type, INamedTypeSymbol experiment, ConfigSemantics config, Compilation compilation)
    {
        var matcher = new ParameterMatcher(experiment, config, compilation);
        return new SearchSpaceSemantics(
            type,
            DescribeCreation(type, experiment, compilation),
            [
                .. from property in ConfigSemanticsReader.PropertiesOf(type)
                let kind = KindOf(property.Type)
                where kind is not null
                select Read(property, kind.Value.Kind, kind.Value.ValueType, config, matcher),
            ]);
    }

    // What creates it is in the experiment or, for one of another project, in a class of its own.
    private static string? DescribeCreation(INamedTypeSymbol type, INamedTypeSymbol experiment, Compilation compilation)
    {
        var isHere = SymbolEqualityComparer.Default.Equals(experiment.ContainingAssembly, compilation.Assembly);
        var creator = isHere ? experiment : (ISymbol)compilation.Assembly;
        var required = ConfigSemanticsReader.PropertiesOf(type).FirstOrDefault(p => p.IsRequired);
        return type switch
        {
            { IsStatic: true } => "it is static",
            { IsAbstract: true } => "it is abstract",
            { IsGenericType: true } => "it is generic",
            _ when !IsAccessible(type, creator, compilation) => "it is not accessible from generated code",
            _ when required is not null => $"its property '{required.Name}' is required",
            _ when !type.InstanceConstructors.Any(c => c.Parameters.IsEmpty && IsAccessible(c, creator, compilation)) =>
                "it has no accessible constructor without parameters",
            _ => null,
        };
    }

    private static bool IsAccessible(ISymbol symbol, ISymbol creator, Compilation compilation)
    {
        for (var t = symbol as INamedTypeSymbol ?? symbol.ContainingType; t is not null; t = t.ContainingType)
        {
            if (t.IsFileLocal || t.IsGenericType)
                return false;
        }

        return compilation.IsSymbolAccessibleWithin(symbol, creator);
    }

    private static SearchDimensionSemantics Read(
        IPropertySymbol property, SearchValueKind kind, ITypeSymbol? type, ConfigSemantics config, ParameterMatcher matcher)
    {
        if (kind == SearchValueKind.NamedConfigs)
            return new(property, kind, property.Name, null, null, null, FillProblem.None);
        var key = property.FindAttribute(KnownNames.FromConfig)?.StringArgument() ?? property.Name;
        if (BlockOf(key, config) is { } block)
        {
            var isKind = kind == SearchValueKind.Choice
                && (type!.SpecialType == SpecialType.System_String || matcher.Converts(type, block.Type));
            return new(property, kind, key, null, block, type, isKind ? FillProblem.None : FillProblem.TypeMismatch);
        }

        var entries = config.Find(key) is { } found ? [found] : config.FindInKinds(key).Select(f => f.Entry).ToArray();
        if (entries.FirstOrDefault(e => !e.IsDerived) is not { } entry)
        {
            var meant = entries.FirstOrDefault() ?? config.Nearest(key, e => !e.IsDerived);
            return new(property, kind, key, meant, null, type, FillProblem.UnknownKey);
        }

        var fitting = entries.FirstOrDefault(e => !e.IsDerived
            && matcher.Converts(type!, matcher.SettableType(e))
            && !InexactConversion.Is(type!, e.Type)
            && (kind == SearchValueKind.Choice || HasRange(e, type!)));
        return new(property, kind, key, fitting ?? entry, null, type, fitting is null ? FillProblem.TypeMismatch : FillProblem.None);
    }

    // The key of the block, or of its choice.
    private static BlockSemantics? BlockOf(string key, ConfigSemantics config)
    {
        var normalized = KeyName.Normalize(key);
        var end = "." + Kinds.Key;
        if (normalized.EndsWith(end, StringComparison.Ordinal))
            normalized = normalized.Substring(0, normalized.Length - end.Length);
        return config.AllBlocks.Select(b => b.Block).FirstOrDefault(b => !b.Kinds.IsEmpty && b.NormalizedKey == normalized);
    }

    // A range of integers is not one of the numbers between them.
    private static bool HasRange(EntrySemantics entry, ITypeSymbol type) => entry.Value.Kind switch
    {
        ValueKind.Integer => true,
        ValueKind.Floating or ValueKind.Decimal => ValueSemanticsReader.Read(type) is not { Kind: ValueKind.Integer },
        _ => false,
    };
}
