using System.Text.Json;

namespace Gen.Configuration;

/// <summary>Changes the kinds of a config's blocks.</summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
/// <param name="schema">The schema of the experiment.</param>
internal sealed class KindChoice<TExperiment>(ExperimentSchema<TExperiment> schema)
    where TExperiment : class, IExperiment
{
    private readonly ConfigLayout _layout = schema.Layout;

    /// <summary>
    /// Gives a block another kind: the block of the code's own config if that has the kind, else a new one. The sources of the values in the
    /// old block are removed.
    /// </summary>
    /// <returns>The values of the base class that a source set, which the new block is to have too.</returns>
    public List<ConfigAssignment> Choose(TExperiment config, int choice, string kind, ConfigTrace trace)
    {
        var node = _layout.Entries[choice].Node;
        var kept = new List<ConfigAssignment>();
        for (var i = 0; i < _layout.Entries.Length; i++)
        {
            var entry = _layout.Entries[i];
            if (i == choice || trace[i] is not { } source || !entry.Node.IsIn(node))
                continue;
            trace[i] = null;
            if (!entry.IsIn(config))
                continue;
            if (entry.Node.KindWithin(node) is null)
                kept.Add(new ConfigAssignment(entry.Key, Value(entry, config), source));
            else
                trace.AddDropped(choice, entry.Key, source);
        }

        node.Set(config, Create(node, kind));
        return kept;
    }

    /// <summary>Creates a config with the kinds of another one, and the values that the code gives to blocks of these kinds.</summary>
    public TExperiment CreateLike(TExperiment config)
    {
        var created = schema.Create();
        // Outer blocks before the blocks in them.
        foreach (var choice in _layout.Entries.Where(e => e.IsChoice).OrderBy(e => e.Node.Depth))
        {
            var node = choice.Node;
            if (choice.IsIn(config) && choice.IsIn(created) && node.KindIn(config) != node.KindIn(created))
                node.Set(created, Create(node, node.KindIn(config)));
        }

        return created;
    }

    /// <summary>Creates a config that has a place, with the values that the code gives to it.</summary>
    public TExperiment CreateFor(ConfigNode place)
    {
        var created = schema.Create();
        foreach (var node in place.Path)
        {
            if (node.Find(created) is not null)
                continue;
            // Any kind has the entries of the base class.
            var (block, kind) = node.Kind is { } own ? (node.KindOwner, own) : (node, node.Block.Kinds[0]);
            block.Set(created, Create(block, kind.Name));
        }

        return created;
    }

    private object? Create(ConfigNode node, string kind)
    {
        if (kind == ConfigBlock.None)
            return null;
        var code = schema.Create();
        return node.HasOwner(code) && node.KindIn(code) == kind ? node.Find(code) : New(node.Block, node.Block.FindKind(kind)!);
    }

    private static object New(ConfigBlock block, ConfigKind kind)
    {
        var created = kind.Schema.CreateInstance();
        block.Schema.OwnBlocks(created);
        return created;
    }

    private static ConfigValue Value(PlacedEntry entry, TExperiment config)
    {
        using var document = JsonDocument.Parse(ConfigWriter.EntryText(entry, config));
        return new ConfigValue(document.RootElement.Clone());
    }
}
