using Gen.Shared;

namespace Gen.Configuration;

/// <summary>
/// All entries of an experiment, also those of its blocks and of their kinds, by key. The entries are in ordinal order of their keys, a
/// block's choice of kind before its other entries; which of them a config has depends on the kinds in it.
/// </summary>
internal sealed class ConfigLayout
{
    private const string KindKey = "kind";

    private readonly Dictionary<string, int> _first = [];
    private readonly int[] _next;
    private readonly HashSet<string> _blocks = [];
    private readonly List<ConfigNode> _nodes = [];

    public ConfigLayout(ConfigSchema schema)
    {
        var entries = new List<PlacedEntry>(schema.OwnEntries.Length);
        Add(new ConfigNode(null, schema, ""), entries);
        Entries = [.. entries];
        HasKinds = entries.Exists(e => e.IsChoice);
        _next = new int[Entries.Length];
        for (var i = Entries.Length - 1; i >= 0; i--)
        {
            var key = KeyName.Normalize(Entries[i].Key);
            _next[i] = _first.TryGetValue(key, out var next) ? next : -1;
            _first[key] = i;
            if (Entries[i].IsChoice)
                _first.TryAdd(KeyName.Normalize(Entries[i].Node.BlockKey), i);
        }
    }

    /// <summary>All entries, also those of kinds that a config does not have.</summary>
    public PlacedEntry[] Entries { get; }

    /// <summary>The places that have entries: the experiment, its blocks, and their kinds.</summary>
    public IReadOnlyList<ConfigNode> Nodes => _nodes;

    /// <summary>Whether a block is one of several.</summary>
    public bool HasKinds { get; }

    /// <summary>Returns the index of the entry that a config has under a key, or of the choice of the block with that key; -1 if there is
    /// none.</summary>
    public int Find(object config, string key)
    {
        var index = FindAny(key);
        while (index >= 0 && !Entries[index].IsIn(config))
            index = _next[index];
        return index;
    }

    /// <summary>Returns the index of the first entry that any config has under a key, or of a block's choice; -1 if there is none.</summary>
    public int FindAny(string key) => _first.TryGetValue(KeyName.Normalize(key), out var first) ? first : -1;

    /// <summary>Returns all entries under a key, of whatever kinds.</summary>
    public IEnumerable<PlacedEntry> FindAll(string key)
    {
        for (var i = FindAny(key); i >= 0; i = _next[i])
            yield return Entries[i];
    }

    /// <summary>Returns whether a key is that of a block.</summary>
    public bool IsBlock(string key) => _blocks.Contains(KeyName.Normalize(key));

    private void Add(ConfigNode node, List<PlacedEntry> entries)
    {
        var schema = node.Schema;
        _nodes.Add(node);
        for (var i = 0; i < schema.OwnEntries.Length; i++)
        {
            var info = schema.OwnEntries[i];
            Insert(new PlacedEntry(node.Prefix.Length == 0 ? info : info with { Key = node.Prefix + info.Key }, node, i), entries);
        }

        for (var i = 0; i < schema.Blocks.Length; i++)
        {
            var block = schema.Blocks[i];
            var prefix = $"{node.Prefix}{block.Key}.";
            var child = new ConfigNode(node, block.Schema, prefix, i);
            _blocks.Add(KeyName.Normalize(child.BlockKey));
            if (block.HasKinds)
                Insert(new PlacedEntry(new ConfigEntry(prefix + KindKey, string.Join('|', block.Names), block.Doc), child, -1), entries);
            Add(child, entries);
            foreach (var kind in block.Kinds)
                Add(new ConfigNode(child, kind.Schema, prefix, kind: kind), entries);
        }
    }

    // From the end, because the entries of a class come in order. A sort by LINQ takes 1.5 ms, compiled at every start of a program.
    private static void Insert(PlacedEntry entry, List<PlacedEntry> entries)
    {
        var index = entries.Count;
        while (index > 0 && string.CompareOrdinal(SortKey(entries[index - 1]), SortKey(entry)) > 0)
            index--;
        entries.Insert(index, entry);
    }

    private static string SortKey(PlacedEntry entry) => entry.IsChoice ? entry.Node.Prefix : entry.Key;
}
