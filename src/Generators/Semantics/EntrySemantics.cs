using System.Collections.Immutable;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>An entry of a config, or the implicit one of a name that the user did not take.</summary>
internal sealed class EntrySemantics(
    string key,
    ImmutableArray<IPropertySymbol> path,
    ITypeSymbol type,
    ValueSemantics value,
    bool isDerived,
    INamedTypeSymbol? implicitOwner = null
)
{
    /// <summary>The recorded key: snake_case, dotted in a block.</summary>
    public string Key { get; } = key;

    /// <summary>The key under which names match.</summary>
    public string NormalizedKey { get; } = KeyName.Normalize(key);

    /// <summary>The properties that lead to the value, the blocks first; empty for an implicit entry.</summary>
    public ImmutableArray<IPropertySymbol> Path { get; } = path;

    /// <summary>The property that holds the value; null for an implicit entry.</summary>
    public IPropertySymbol? Property => Path.IsEmpty ? null : Path[Path.Length - 1];

    public ITypeSymbol Type { get; } = type;

    public ValueSemantics Value { get; } = value;

    /// <summary>True if it is computed from other entries.</summary>
    public bool IsDerived { get; } = isDerived;

    /// <summary>True if the value is neither recorded nor shown.</summary>
    public bool IsSecret { get; } = IsMarkedSecret(path);

    /// <summary>True for <c>seed</c> and <c>device</c>, which the generator adds.</summary>
    public bool IsImplicit => ImplicitOwner is not null;

    /// <summary>The experiment that an implicit entry was added to: this one, or one that it derives from.</summary>
    public INamedTypeSymbol? ImplicitOwner { get; } = implicitOwner;

    /// <summary>True if it stands at the top, where plain parameter names are looked up.</summary>
    public bool IsTopLevel => Path.Length <= 1;

    /// <summary>The block that it is in and that may be null; null if there is none.</summary>
    public IPropertySymbol? NullableBlock => PropertyPath.Nullable(Path, Path.Length - 1);

    /// <summary>How C# reads it from a config that has all its blocks: <c>Dataset!.Path</c>.</summary>
    public string Access => field ??= IsImplicit ? ImplicitEntries.PropertyName(Key) : PropertyPath.Access(Path);

    /// <summary>How C# reads it from any experiment, null where it is in a block that is null: <c>Dataset?.Path</c>.</summary>
    public string Reading => NullableBlock is null ? Access : PropertyPath.Reading(Path);

    private static bool IsMarkedSecret(ImmutableArray<IPropertySymbol> path)
    {
        for (var property = path.IsEmpty ? null : path[path.Length - 1]; property is not null; property = property.OverriddenProperty)
        {
            if (property.HasAttribute(KnownNames.Secret))
                return true;
        }

        return false;
    }
}

/// <summary>A property that holds a block of entries.</summary>
internal sealed class BlockSemantics(
    string key,
    ImmutableArray<IPropertySymbol> path,
    INamedTypeSymbol type,
    ImmutableArray<KindSemantics> kinds
)
{
    /// <summary>The kinds of which the block is one; empty for a block of one type.</summary>
    public ImmutableArray<KindSemantics> Kinds { get; } = kinds;


    public string Key { get; } = key;

    public string NormalizedKey { get; } = KeyName.Normalize(key);

    public ImmutableArray<IPropertySymbol> Path { get; } = path;

    public IPropertySymbol Property => Path[Path.Length - 1];

    public INamedTypeSymbol Type { get; } = type;

    /// <summary>True if it, or a block that it is in, may be null.</summary>
    public bool CanBeNull => PropertyPath.Nullable(Path, Path.Length) is not null;

    public string Access => field ??= PropertyPath.Access(Path);

    /// <summary>How C# reads it from any experiment: null where it, or a block that it is in, is null.</summary>
    public string Reading => CanBeNull ? PropertyPath.Reading(Path) : Access;
}

/// <summary>A kind of a block.</summary>
/// <param name="Type">The class.</param>
/// <param name="Entries">The entries that it adds to those of the block, with whole keys.</param>
/// <param name="Blocks">The blocks that it adds.</param>
internal sealed record KindSemantics(
    INamedTypeSymbol Type,
    ImmutableArray<EntrySemantics> Entries,
    ImmutableArray<BlockSemantics> Blocks
)
{
    /// <summary>The name by which it is chosen, in snake_case.</summary>
    public string Name => KeyName.ToSnakeCase(Type.Name);
}

/// <summary>Properties that lead from an experiment to a value, as C#.</summary>
internal static class PropertyPath
{
    /// <summary>With <c>!</c> after each block, since one that may be null is made before its entries are touched.</summary>
    public static string Access(ImmutableArray<IPropertySymbol> path) =>
        path.Length == 1 ? TypeModels.EscapedName(path[0].Name) : string.Join("!.", path.Select(p => TypeModels.EscapedName(p.Name)));

    /// <summary>With <c>?</c> after each block that may be null.</summary>
    public static string Reading(ImmutableArray<IPropertySymbol> path) =>
        string.Concat(path.Select((p, i) => TypeModels.EscapedName(p.Name) + (i == path.Length - 1 ? "" : CanBeNull(p) ? "?." : "!.")));

    /// <summary>The first of so many properties that may be null.</summary>
    public static IPropertySymbol? Nullable(ImmutableArray<IPropertySymbol> path, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (CanBeNull(path[i]))
                return path[i];
        }

        return null;
    }

    private static bool CanBeNull(IPropertySymbol property) => property.NullableAnnotation == NullableAnnotation.Annotated;
}

/// <summary>The entries that an experiment has without declaring them.</summary>
internal static class ImplicitEntries
{
    public const string Seed = "seed";
    public const string Device = "device";

    /// <summary>What an entry is if nobody sets it, as help texts show it; null for the seed, which is drawn.</summary>
    public static string? Default(string key) => key == Seed ? null : "auto";

    /// <summary>What help texts say of an entry.</summary>
    public static string Doc(string key) =>
        key == Seed ? "Seed of every random stream; drawn if not given." : "Where torch computes: auto, cpu, cuda or cuda:N.";

    /// <summary>True if a project's experiments have a device.</summary>
    public static bool HaveDevice(Compilation compilation) => compilation.GetTypeByMetadataName(KnownNames.TrainingDevices) is not null;

    public static string PropertyName(string key) => key == Seed ? "Seed" : "Device";

    /// <summary>True if the experiment has something of that name, inherited or its own, so that the property cannot be added.</summary>
    public static bool HasMember(INamedTypeSymbol experiment, string key)
    {
        for (var type = experiment; type is not null && type.SpecialType != SpecialType.System_Object; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(PropertyName(key)))
            {
                if (!member.IsImplicitlyDeclared && !GeneratedMembers.IsGenerated(member)
                    && (member.DeclaredAccessibility != Accessibility.Private || SymbolEqualityComparer.Default.Equals(type, experiment)))
                    return true;
            }
        }

        return false;
    }

    /// <summary>True if a member takes the name of an implicit entry without being an entry, which would replace it.</summary>
    public static bool IsTaken(ISymbol member, INamedTypeSymbol experiment) =>
        member.Name is "Seed" or "Device"
        && !ConfigSemanticsReader.PropertiesOf(experiment).Contains(member, SymbolEqualityComparer.Default);
}
