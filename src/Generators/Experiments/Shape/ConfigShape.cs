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
        Entries = [.. entries.OrderBy(e => e.Key, System.StringComparer.Ordinal)];
        Blocks = blocks;
        Problems = problems;
        _byKey = [];
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
        var normalized = KeyName.Normalize(key);
        return Blocks.FirstOrDefault(b => b.NormalizedKey == normalized);
    }

    /// <summary>The settable entry with the nearest key; null if none is near.</summary>
    public EntryShape? Nearest(string key, System.Func<EntryShape, bool> fits)
    {
        var candidates = Entries.Where(fits).ToArray();
        return NearestName.Find(key, candidates.Select(e => e.Key)) is { } near ? candidates.First(e => e.Key == near) : null;
    }
}
