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
/// <param name="ValueType">The type of its values; null for named configs.</param>
/// <param name="Problem">What is wrong; UnknownKey or TypeMismatch.</param>
internal sealed record SearchDimensionSemantics(
    IPropertySymbol Property, SearchValueKind Kind, string Key, EntrySemantics? Entry, ITypeSymbol? ValueType, FillProblem Problem);

/// <summary>A search space as it stands in the source.</summary>
internal sealed class SearchSpaceSemantics
{
    private SearchSpaceSemantics(INamedTypeSymbol type, bool canCreate, ImmutableArray<SearchDimensionSemantics> dimensions) =>
        (Type, CanCreate, Dimensions) = (type, canCreate, dimensions);

    public INamedTypeSymbol Type { get; }

    /// <summary>The recorded name, snake_case.</summary>
    public string Name => KeyName.ToSnakeCase(Type.Name);

    /// <summary>False if generated code cannot call a parameterless constructor.</summary>
    public bool CanCreate { get; }

    public ImmutableArray<SearchDimensionSemantics> Dimensions { get; }

    public static IEnumerable<INamedTypeSymbol> NestedIn(INamedTypeSymbol experiment) =>
        experiment.GetTypeMembers().Where(t => t.HasAttribute(KnownNames.SearchSpace));

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
        var canCreate = type is { IsAbstract: false, IsGenericType: false }
            && type.InstanceConstructors.Any(c => c.Parameters.IsEmpty && compilation.IsSymbolAccessibleWithin(c, experiment));
        return new SearchSpaceSemantics(
            type,
            canCreate,
            [
                .. from property in ConfigSemanticsReader.PropertiesOf(type)
                let kind = KindOf(property.Type)
                where kind is not null
                select Read(property, kind.Value.Kind, kind.Value.ValueType, config, matcher),
            ]);
    }

    private static SearchDimensionSemantics Read(
        IPropertySymbol property, SearchValueKind kind, ITypeSymbol? type, ConfigSemantics config, ParameterMatcher matcher)
    {
        if (kind == SearchValueKind.NamedConfigs)
            return new(property, kind, property.Name, null, null, FillProblem.None);
        var key = property.FindAttribute(KnownNames.FromConfig)?.StringArgument() ?? property.Name;
        if (config.Find(key) is not { IsDerived: false } entry)
            return new(
                property, kind, key, config.Find(key) ?? config.Nearest(key, e => !e.IsDerived), type, FillProblem.UnknownKey);
        var fits = matcher.Converts(type!, matcher.SettableType(entry))
            && !InexactConversion.Is(type!, entry.Type)
            && (kind == SearchValueKind.Choice || HasRange(entry, type!));
        return new(property, kind, key, entry, type, fits ? FillProblem.None : FillProblem.TypeMismatch);
    }

    // A range of integers is not one of the numbers between them.
    private static bool HasRange(EntrySemantics entry, ITypeSymbol type) => entry.Value.Kind switch
    {
        ValueKind.Integer => true,
        ValueKind.Floating or ValueKind.Decimal => ValueSemanticsReader.Read(type) is not { Kind: ValueKind.Integer },
        _ => false,
    };
}
