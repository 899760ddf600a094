using System.Collections.Immutable;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <content>Blocks, of one type or one of several kinds.</content>
internal sealed partial class ConfigSemanticsReader
{
    private void ReadBlock(
        IPropertySymbol property,
        INamedTypeSymbol block,
        string key,
        ImmutableArray<IPropertySymbol> path,
        ImmutableArray<INamedTypeSymbol> containers
    )
    {
        if (IsComputed(property))
            return;   // hands out a block that another property holds
        if (IsEndless(containers, block))
        {
            _problems.Add(new ConfigProblem(ConfigProblemKind.RecursiveBlock, property, block.Name));
            return;
        }

        if (!IsFree(property, key))
            return;
        CheckAccessor(property);
        if (_isShallow)
        {
            _blocks.Add(new BlockSemantics(key, path, block, []));
            return;
        }

        if (!Kinds.HasKinds(block))
        {
            CheckCreatable(block);
            _blocks.Add(new BlockSemantics(key, path, block, []));
            ReadProperties(PropertiesOf(block), block, key + ".", path, containers.Add(block));
            return;
        }

        if (!IsSettable(property))
            _problems.Add(new ConfigProblem(ConfigProblemKind.NoSetter, property, ""));
        ReadProperties(PropertiesOf(block), block, key + ".", path, containers.Add(block));
        var added = Kinds.AddedBy(property).ToArray();
        foreach (var other in added.Where(k => !Kinds.DerivesFrom(k, block)))
            _problems.Add(new ConfigProblem(ConfigProblemKind.AddedKind, property, $"'{other.Name}' does not derive from '{block.Name}'"));
        var kinds = Kinds.NestedIn(block).Concat(added.Where(k => Kinds.DerivesFrom(k, block)));
        var read = ReadKinds(kinds, block, key + ".", path, containers.Add(block));
        if (read.IsEmpty)
            _problems.Add(new ConfigProblem(ConfigProblemKind.NoKinds, property, block.Name));
        _blocks.Add(new BlockSemantics(key, path, block, read));
    }

    private ImmutableArray<KindSemantics> ReadKinds(
        IEnumerable<INamedTypeSymbol> candidates,
        INamedTypeSymbol block,
        string prefix,
        ImmutableArray<IPropertySymbol> path,
        ImmutableArray<INamedTypeSymbol> containers
    )
    {
        var kinds = ImmutableArray.CreateBuilder<KindSemantics>();
        foreach (var kind in candidates)
        {
            if (Kinds.WhyInvalid(kind, block, _compilation) is { } reason)
                _problems.Add(new ConfigProblem(ConfigProblemKind.InvalidKind, kind, reason));
            else if (kinds.FirstOrDefault(k => KeyName.Normalize(k.Name) == KeyName.Normalize(kind.Name)) is { } other)
                _problems.Add(new ConfigProblem(ConfigProblemKind.Collision, kind, other.Type.Name));
            else
                kinds.Add(ReadKind(kind, block, prefix, path, containers));
        }

        var entries = new HashSet<string>(kinds.SelectMany(k => k.Entries).Select(e => e.NormalizedKey));
        foreach (var inner in kinds.SelectMany(k => k.Blocks).Where(b => entries.Contains(b.NormalizedKey)))
            _problems.Add(new ConfigProblem(ConfigProblemKind.KindCollision, inner.Property, block.Name));
        return kinds.ToImmutable();
    }

    /// <summary>Reads what a kind adds to its block. Other kinds may have the same keys.</summary>
    private KindSemantics ReadKind(
        INamedTypeSymbol kind,
        INamedTypeSymbol block,
        string prefix,
        ImmutableArray<IPropertySymbol> path,
        ImmutableArray<INamedTypeSymbol> containers
    )
    {
        var (entries, blocks) = (_entries, _blocks);
        (_entries, _blocks) = (new Dictionary<string, EntrySemantics>(entries), [.. blocks]);
        ReadProperties(Kinds.PropertiesOf(kind, block), kind, prefix, path, containers.Add(kind));
        var read = new KindSemantics(
            kind,
            [.. _entries.Values.Where(e => !entries.ContainsKey(e.NormalizedKey)).OrderBy(e => e.Key, System.StringComparer.Ordinal)],
            [.. _blocks.Skip(blocks.Count)]
        );
        (_entries, _blocks) = (entries, blocks);
        return read;
    }

    // A generic block can go on without ever repeating itself: G<T> that holds a G<G<T>>. One that ends has smaller arguments further in.
    private static bool IsEndless(ImmutableArray<INamedTypeSymbol> containers, INamedTypeSymbol block)
    {
        foreach (var container in containers)
        {
            if (IsEndless(container, block))
                return true;
        }

        return false;
    }

    private static bool IsEndless(INamedTypeSymbol container, INamedTypeSymbol block) =>
        SymbolEqualityComparer.Default.Equals(container.OriginalDefinition, block.OriginalDefinition)
        && TypesIn(block) >= TypesIn(container);

    private static int TypesIn(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => 1 + TypesIn(array.ElementType),
        INamedTypeSymbol named => 1 + named.TypeArguments.Sum(TypesIn) + (named.ContainingType is { } outer ? TypesIn(outer) : 0),
        _ => 1,
    };
}
