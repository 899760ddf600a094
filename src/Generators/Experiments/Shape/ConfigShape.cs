using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments.Shape;

/// <summary>All entries and blocks of an experiment: the one understanding of a config that generator and analyzers share.</summary>
internal sealed class ConfigShape
{
    private readonly Dictionary<string, EntryShape> _byKey;

    public ConfigShape(IEnumerable<EntryShape> entries, ImmutableArray<BlockShape> blocks, ImmutableArray<ShapeProblem> problems)
    {
        // Ordinal order keeps the entries of a block together, which the JSON writer relies on.
        Entries = entries.ToImmutableArray().Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        Blocks = blocks;
        Problems = problems;
        _byKey = new(Entries.Length);
        foreach (var entry in Entries)
            _byKey[entry.NormalizedKey] = entry;
    }

    /// <summary>Entries in ordinal order of their keys; no two with one normalised key.</summary>
    public ImmutableArray<EntryShape> Entries { get; }

    public ImmutableArray<BlockShape> Blocks { get; }

    public ImmutableArray<ShapeProblem> Problems { get; }

    /// <summary>True if generated code can make the class.</summary>
    public bool CanCreate => !Problems.Any(p => p.Kind is ShapeProblemKind.CannotCreate or ShapeProblemKind.Required);

    public EntryShape? Find(string key) => _byKey.TryGetValue(KeyName.Normalize(key), out var entry) ? entry : null;

    public BlockShape? FindBlock(string key)
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
    public EntryShape? Nearest(string key, System.Func<EntryShape, bool> fits)
    {
        // What fits takes longest to tell, so only of keys that are near.
        var normalized = KeyName.Normalize(key);
        var candidates = new List<EntryShape>();
        foreach (var entry in Entries)
        {
            if (NearestName.IsNear(normalized, entry.NormalizedKey, out _) && fits(entry))
                candidates.Add(entry);
        }

        return candidates.Count > 0 && NearestName.Find(key, candidates.Select(e => e.Key)) is { } near ? candidates.Find(e => e.Key == near) : null;
    }
}
