using System.Collections.Immutable;
using Gen.Generators.Experiments;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>All entries and blocks of an experiment: the one understanding of a config that generator and analyzers share.</summary>
internal sealed class ConfigSemantics
{
    private readonly Dictionary<string, EntrySemantics> _byKey;

    public ConfigSemantics(
        Dictionary<string, EntrySemantics> entries,
        ImmutableArray<BlockSemantics> blocks,
        ImmutableArray<ConfigProblem> problems
    )
    {
        // Ordinal order keeps the entries of a block together, which the JSON writer relies on.
        Entries = entries.Values.ToImmutableArray().Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        Blocks = blocks;
        Problems = problems;
        _byKey = entries;
    }

    /// <summary>Entries in ordinal order of their keys; no two with one normalised key.</summary>
    public ImmutableArray<EntrySemantics> Entries { get; }

    public ImmutableArray<BlockSemantics> Blocks { get; }

    public ImmutableArray<ConfigProblem> Problems { get; }

    /// <summary>True if generated code can make the class.</summary>
    public bool CanCreate => !Problems.Any(p => p.Kind is ConfigProblemKind.CannotCreate or ConfigProblemKind.Required);

    /// <summary>All blocks, also those of kinds, each with the kinds that it is within, the outermost first.</summary>
    public IEnumerable<(BlockSemantics Block, ImmutableArray<KindPlace> Within)> AllBlocks => Blocks.SelectMany(b => WithInner(b, []));

    /// <summary>Returns the entries of blocks' kinds with a key, each with the kinds that it is within, the outermost first.</summary>
    public IEnumerable<(EntrySemantics Entry, ImmutableArray<KindPlace> Within)> FindInKinds(string key)
    {
        var normalized = KeyName.Normalize(key);
        return from block in AllBlocks
               from kind in block.Block.Kinds
               from entry in kind.Entries
               where entry.NormalizedKey == normalized
               select (entry, block.Within.Add(new KindPlace(block.Block, kind)));
    }

    private static IEnumerable<(BlockSemantics Block, ImmutableArray<KindPlace> Within)> WithInner(
        BlockSemantics block,
        ImmutableArray<KindPlace> within
    )
    {
        yield return (block, within);
        foreach (var kind in block.Kinds)
        {
            foreach (var inner in kind.Blocks.SelectMany(b => WithInner(b, within.Add(new KindPlace(block, kind)))))
                yield return inner;
        }
    }

    public EntrySemantics? Find(string key) => _byKey.TryGetValue(KeyName.Normalize(key), out var entry) ? entry : null;

    public BlockSemantics? FindBlock(string key)
    {
        if (Blocks.IsEmpty)
            return null;
        var normalized = KeyName.Normalize(key);
        foreach (var block in Blocks)
        {
            if (block.NormalizedKey == normalized)
                return block;
        }

        return null;
    }

    /// <summary>The fitting entry with the nearest key; null if none is near.</summary>
    public EntrySemantics? Nearest(string key, System.Func<EntrySemantics, bool> fits)
    {
        var normalized = KeyName.Normalize(key);
        EntrySemantics? nearest = null;
        var least = int.MaxValue;
        foreach (var entry in Entries)
        {
            // What fits takes longest to tell, so only of keys that are near.
            if (NearestName.IsNear(normalized, entry.NormalizedKey, out var distance) && distance < least && fits(entry))
                (nearest, least) = (entry, distance);
        }

        return nearest;
    }
}

/// <summary>A kind of a block, in which an entry or another block is.</summary>
internal sealed record KindPlace(BlockSemantics Block, KindSemantics Kind);

/// <summary>Why something in a config class cannot be what it looks like.</summary>
internal enum ConfigProblemKind
{
    /// <summary>A property of a type that no entry can have.</summary>
    UnsupportedType,

    /// <summary>An auto-property without init or set that is public.</summary>
    NoSetter,

    /// <summary>A block that contains itself.</summary>
    RecursiveBlock,

    /// <summary>A class that generated code cannot make: no usable parameterless constructor, abstract, or generic.</summary>
    CannotCreate,

    /// <summary>A property marked required, which generated code cannot satisfy.</summary>
    Required,

    /// <summary>An init property declared by a generic base class: there is no accessor for it.</summary>
    GenericBase,

    /// <summary>Two entries, or two named configs, with one normalised key.</summary>
    Collision,

    /// <summary>A property of a block with kinds that has the key of the choice.</summary>
    ReservedKey,

    /// <summary>A key that is an entry in one kind of a block and a block in another.</summary>
    KindCollision,

    /// <summary>A block of an abstract class without kinds.</summary>
    NoKinds,

    /// <summary>A class in <c>[Kind]</c> of a property that does not derive from the property's type.</summary>
    AddedKind,

    /// <summary>A class that cannot be a kind of a block.</summary>
    InvalidKind,
}

/// <summary>A problem with the symbol it is about.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Symbol">The property or class.</param>
/// <param name="Detail">The other party of a collision, or the type's name.</param>
internal sealed record ConfigProblem(ConfigProblemKind Kind, ISymbol Symbol, string Detail);
