using System.Collections.Immutable;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>Reads the entries of an experiment and of its blocks.</summary>
internal sealed partial class ConfigSemanticsReader
{
    private readonly Compilation _compilation;
    private readonly List<ConfigProblem> _problems = [];
    private Dictionary<string, EntrySemantics> _entries = [];
    private List<BlockSemantics> _blocks = [];
    private bool _isShallow;

    private ConfigSemanticsReader(Compilation compilation) => _compilation = compilation;

    public static ConfigSemantics Read(INamedTypeSymbol experiment, Compilation compilation)
    {
        var reader = new ConfigSemanticsReader(compilation);
        if (!Kinds.HasKinds(experiment) || experiment.HasAttribute(KnownNames.Experiment))
            reader.CheckCreatable(experiment);
        reader.ReadProperties(PropertiesOf(experiment), experiment, "", [], [experiment]);
        if (Kinds.HasKinds(experiment))
            reader.ReadKinds(Kinds.NestedIn(experiment), experiment, "", [], [experiment]);
        reader.AddImplicit(
            experiment,
            ImplicitEntries.Seed,
            compilation.GetSpecialType(SpecialType.System_Int64),
            ValueKind.Integer,
            isNullable: true
        );
        if (ImplicitEntries.HaveDevice(compilation))
            reader.AddImplicit(
                experiment,
                ImplicitEntries.Device,
                compilation.GetSpecialType(SpecialType.System_String),
                ValueKind.String,
                isNullable: false
            );
        return new ConfigSemantics(reader._entries, [.. reader._blocks], [.. reader._problems]);
    }

    /// <summary>Reads the entries and blocks of a block itself, without those of the blocks in it, in ordinal order of their keys.</summary>
    public static (IEnumerable<EntrySemantics> Entries, IEnumerable<BlockSemantics> Blocks) ReadOwn(
        INamedTypeSymbol type,
        IEnumerable<IPropertySymbol> properties,
        Compilation compilation
    )
    {
        var reader = new ConfigSemanticsReader(compilation) { _isShallow = true };
        reader.ReadProperties(properties, type, "", [], [type]);
        return (reader._entries.Values.OrderBy(e => e.Key, System.StringComparer.Ordinal), reader._blocks);
    }

    /// <summary>Public instance properties that count, the most derived of each name.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        var seen = type.HasOwnBaseType() ? new HashSet<string>() : null;
        foreach (var declaring in type.WithBaseTypes())
        {
            foreach (var member in declaring.GetMembers())
            {
                if (member is IPropertySymbol property && IsRead(property) && seen?.Add(property.Name) != false)
                    yield return property;
            }
        }
    }

    /// <summary>Whether a property is looked at: a public one of an instance.</summary>
    public static bool IsRead(IPropertySymbol property) =>
        property
            is {
                IsStatic: false,
                IsIndexer: false,
                DeclaredAccessibility: Accessibility.Public,
                IsImplicitlyDeclared: false,
                GetMethod.DeclaredAccessibility: Accessibility.Public
            }
        && !property.HasAttribute(KnownNames.ImplicitEntry);

    private void ReadProperties(
        IEnumerable<IPropertySymbol> properties,
        INamedTypeSymbol type,
        string prefix,
        ImmutableArray<IPropertySymbol> path,
        ImmutableArray<INamedTypeSymbol> containers
    )
    {
        foreach (var property in properties)
        {
            var key = prefix + KeyName.ToSnakeCase(property.Name);
            var propertyPath = path.Add(property);
            if (property.IsRequired)
                _problems.Add(new ConfigProblem(ConfigProblemKind.Required, property, type.Name));
            if (!Kinds.CanHave(property) && Kinds.AddedBy(property).Any())
                _problems.Add(
                    new ConfigProblem(ConfigProblemKind.AddedKind, property, "its type is not an abstract [Config] class"));
            if (KeyName.Normalize(property.Name) == Kinds.Key && Kinds.AreIn(containers))
                _problems.Add(new ConfigProblem(ConfigProblemKind.ReservedKey, property, type.Name));
            else if (property.Type is INamedTypeSymbol block && block.HasAttribute(KnownNames.Config))
                ReadBlock(property, block, key, propertyPath, containers);
            else
                ReadEntry(property, key, propertyPath);
        }
    }

    private void ReadEntry(IPropertySymbol property, string key, ImmutableArray<IPropertySymbol> path)
    {
        var value = ValueSemanticsReader.Read(property.Type);
        var computed = IsComputed(property);
        if (value is null)
        {
            // A computed property of any other type is the user's own business: it is not recorded.
            if (!computed && property.Type.TypeKind != TypeKind.Error)
                _problems.Add(
                    new ConfigProblem(
                        ConfigProblemKind.UnsupportedType,
                        property,
                        property.Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)
                    )
                );
            return;
        }

        if (!computed && !IsSettable(property))
        {
            _problems.Add(new ConfigProblem(ConfigProblemKind.NoSetter, property, ""));
            return;
        }

        if (!computed && !CheckAccessor(property))
            return;
        var entry = new EntrySemantics(key, path, property.Type, value, computed);
        if (IsFree(property, key))
            _entries.Add(entry.NormalizedKey, entry);
    }

    /// <summary>True if no entry or block has the key yet; else the collision is noted.</summary>
    private bool IsFree(IPropertySymbol property, string key)
    {
        var normalized = KeyName.Normalize(key);
        var other = _entries.TryGetValue(normalized, out var entry) ? entry.Property : BlockOf(normalized)?.Property;
        if (other is not null)
            _problems.Add(new ConfigProblem(ConfigProblemKind.Collision, property, other.Name));
        return other is null;
    }

    private BlockSemantics? BlockOf(string normalizedKey)
    {
        foreach (var block in _blocks)
        {
            if (block.NormalizedKey == normalizedKey)
                return block;
        }

        return null;
    }

    private void AddImplicit(INamedTypeSymbol experiment, string key, ITypeSymbol type, ValueKind kind, bool isNullable)
    {
        if (_entries.ContainsKey(key) || ImplicitEntries.HasMember(experiment, key))
            return;

        // An experiment that derives from another has that one's.
        var owner = experiment.HasOwnBaseType()
            ? experiment.WithBaseTypes().LastOrDefault(t => t.HasAttribute(KnownNames.Experiment)) ?? experiment
            : experiment;
        _entries.Add(key, new EntrySemantics(key, [], type, new ValueSemantics(kind, type.FullName(), isNullable), false, owner));
    }

    /// <summary>True for a get-only property with a body: its value is made from others. One without a body is an entry that lacks
    /// init.</summary>
    private static bool IsComputed(IPropertySymbol property)
    {
        if (property.SetMethod is not null)
            return false;
        foreach (var member in property.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property))
                return false;
        }

        return true;
    }

    private static bool IsSettable(IPropertySymbol property) => property.SetMethod is { DeclaredAccessibility: Accessibility.Public };

    private bool CheckAccessor(IPropertySymbol property)
    {
        if (property.SetMethod is not { IsInitOnly: true } || !property.ContainingType.IsGenericType)
            return true;
        _problems.Add(new ConfigProblem(ConfigProblemKind.GenericBase, property, property.ContainingType.Name));
        return false;
    }

    /// <summary>True if generated code can create the class.</summary>
    public static bool CanCreate(INamedTypeSymbol type) =>
        !type.IsAbstract && !type.IsGenericType && HasConstructor(type) && !PropertiesOf(type).Any(p => p.IsRequired);

    private void CheckCreatable(INamedTypeSymbol type)
    {
        // The metadata of another assembly may lack the constructor, which was checked where that was built.
        var isElsewhere = !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly);
        if (!type.IsAbstract && !type.IsGenericType && (isElsewhere || HasConstructor(type)))
            return;
        var reason = type.IsAbstract ? "it is abstract" : type.IsGenericType ? "it is generic" : "it has no parameterless constructor";
        _problems.Add(new ConfigProblem(ConfigProblemKind.CannotCreate, type, reason));
    }

    private static bool HasConstructor(INamedTypeSymbol type)
    {
        var own = type.HasAttribute(KnownNames.Experiment);
        return type.InstanceConstructors.Any(c =>
            c.Parameters.IsEmpty && (own || c.DeclaredAccessibility != Accessibility.Private || c.IsImplicitlyDeclared));
    }
}
