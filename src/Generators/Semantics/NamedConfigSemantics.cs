using System.Collections.Immutable;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>A property of a named config and the entry or block that it sets.</summary>
/// <param name="Property">The property.</param>
/// <param name="Key">The key that was looked for.</param>
/// <param name="Entry">The entry it sets, or, with a problem, the one the problem is about.</param>
/// <param name="Block">The block it sets as a whole.</param>
/// <param name="Problem">What is wrong; UnknownKey or TypeMismatch.</param>
internal sealed record NamedValueSemantics(
    IPropertySymbol Property,
    string Key,
    EntrySemantics? Entry,
    BlockSemantics? Block,
    FillProblem Problem
);

/// <summary>A named config as it stands in the source.</summary>
internal sealed class NamedConfigSemantics
{
    private NamedConfigSemantics(INamedTypeSymbol type, bool takesExperiment, bool canCreate, ImmutableArray<NamedValueSemantics> values) =>
        (Type, TakesExperiment, CanCreate, Values) = (type, takesExperiment, canCreate, values);

    public INamedTypeSymbol Type { get; }

    /// <summary>The recorded name, snake_case.</summary>
    public string Name => KeyName.ToSnakeCase(Type.Name);

    /// <summary>True if its constructor takes the config built so far.</summary>
    public bool TakesExperiment { get; }

    /// <summary>False if it has neither usable constructor, or generated code can't see it.</summary>
    public bool CanCreate { get; }

    public ImmutableArray<NamedValueSemantics> Values { get; }

    public static IEnumerable<INamedTypeSymbol> NestedIn(INamedTypeSymbol experiment) =>
        experiment.GetTypeMembers().Where(t => t.HasAttribute(KnownNames.NamedConfig));

    public static NamedConfigSemantics Read(
        INamedTypeSymbol type,
        INamedTypeSymbol experiment,
        ConfigSemantics config,
        Compilation compilation
    )
    {
        var matcher = new ParameterMatcher(experiment, config, compilation);
        var nested = SymbolEqualityComparer.Default.Equals(type.ContainingType, experiment);
        var (takesExperiment, takesNothing) = (false, false);
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.Length > 1 || !compilation.IsSymbolAccessibleWithin(constructor, experiment))
                continue;
            takesNothing |= constructor.Parameters.IsEmpty;
            takesExperiment |=
                constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, experiment);
        }

        var canCreate = !type.IsAbstract && !type.IsGenericType && (nested || compilation.IsSymbolAccessibleWithin(type, experiment))
            && (takesExperiment || takesNothing)
            && !type.GetMembers().Any(m => m is IPropertySymbol { IsRequired: true });
        return new NamedConfigSemantics(
            type,
            takesExperiment,
            canCreate,
            [.. ConfigSemanticsReader.PropertiesOf(type).Select(p => ReadValue(p, config, matcher))]
        );
    }

    private static NamedValueSemantics ReadValue(IPropertySymbol property, ConfigSemantics config, ParameterMatcher matcher)
    {
        var key = property.FindAttribute(KnownNames.FromConfig)?.StringArgument() ?? property.Name;
        if (config.FindBlock(key) is { } block)
            return new NamedValueSemantics(
                property,
                key,
                null,
                block,
                matcher.Converts(property.Type, block.Type) && !(CanBeNull(property) && Nullability.IsNeverNull(block.Property.Type))
                    ? FillProblem.None
                    : FillProblem.TypeMismatch
            );
        if (config.Find(key) is not { IsDerived: false } entry)
            return new NamedValueSemantics(
                property,
                key,
                config.Find(key) ?? config.Nearest(key, e => !e.IsDerived),
                null,
                FillProblem.UnknownKey
            );
        return new NamedValueSemantics(
            property,
            key,
            entry,
            null,
            Fits(property, entry, matcher) ? FillProblem.None : FillProblem.TypeMismatch
        );
    }

    private static bool Fits(IPropertySymbol property, EntrySemantics entry, ParameterMatcher matcher)
    {
        if (!entry.Value.IsNullable && CanBeNull(property))
            return false;
        return matcher.Converts(property.Type, matcher.SettableType(entry))
            && Nullability.ItemsFit(property.Type, entry.Type)
            && !InexactConversion.Is(property.Type, entry.Type);
    }

    private static bool CanBeNull(IPropertySymbol property) =>
        property.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };
}
