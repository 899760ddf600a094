namespace Gen.Configuration;

/// <summary>
/// A place in an experiment's config that has entries: the experiment, a block, or a kind of a block. That of a kind exists in configs in
/// which the block is of that kind.
/// </summary>
/// <param name="parent">The place that has the block, or the block that has the kind; null for the experiment.</param>
/// <param name="schema">The schema of the entries.</param>
/// <param name="prefix">The prefix of the keys, as in <c>optimizer.</c>; empty for the experiment.</param>
/// <param name="index">The index of the block in the schema of the parent; -1 for the experiment or a kind.</param>
/// <param name="kind">The kind; null for the experiment or a block.</param>
internal sealed class ConfigNode(ConfigNode? parent, ConfigSchema schema, string prefix, int index = -1, ConfigKind? kind = null)
{
    public ConfigSchema Schema => schema;

    public string Prefix => prefix;

    /// <summary>The number of blocks that the keys are within.</summary>
    public int Depth => prefix.Count(c => c == '.');

    /// <summary>Whether the place is a block.</summary>
    public bool IsBlock => index >= 0;

    /// <summary>The key of the block.</summary>
    public string BlockKey => prefix[..^1];

    /// <summary>The block of the place.</summary>
    public ConfigBlock Block => parent!.Schema.Blocks[index];

    /// <summary>The kind; null for the experiment or a block.</summary>
    public ConfigKind? Kind => kind;

    /// <summary>The block that has the kind.</summary>
    public ConfigNode KindOwner => parent!;

    /// <summary>Whether the place is in a block that is one of several.</summary>
    public bool IsOfKinds => Path.Any(n => n.IsBlock && n.Block.HasKinds);

    /// <summary>Returns the object with the entries; null if there is none in a config.</summary>
    public object? Find(object config)
    {
        if (parent is null)
            return config;
        if (parent.Find(config) is not { } owner)
            return null;
        return kind is null ? parent.Schema.BlockOf(owner, index) : kind.Schema.Describes(owner) ? owner : null;
    }

    /// <summary>Returns whether the object that has the block is in a config.</summary>
    public bool HasOwner(object config) => parent!.Find(config) is not null;

    /// <summary>Returns the name of the kind of the block in a config; <c>none</c> if there is no block.</summary>
    public string KindIn(object config) => Block.KindOf(Find(config))?.Name ?? ConfigBlock.None;

    /// <summary>Sets the block.</summary>
    public void Set(object config, object? value) => parent!.Schema.SetBlockOf(parent.Find(config)!, index, value);

    /// <summary>Returns whether this place is another one or in it.</summary>
    public bool IsIn(ConfigNode other) => this == other || (parent?.IsIn(other) ?? false);

    /// <summary>The places that this one is in, the outermost first, and this one.</summary>
    public IEnumerable<ConfigNode> Path => (parent?.Path ?? []).Append(this);

    /// <summary>Returns the kind of a block that this place depends on; null if it is not in a kind of that block.</summary>
    public ConfigKind? KindWithin(ConfigNode block) => kind is not null && parent == block ? kind : parent?.KindWithin(block);
}

/// <summary>An entry at its place in an experiment's config, or the choice of a block's kind.</summary>
/// <param name="Info">The entry with its whole key.</param>
/// <param name="Node">The place. For a choice, the block.</param>
/// <param name="Index">The index in the schema of the place; -1 for a choice.</param>
internal sealed record PlacedEntry(ConfigEntry Info, ConfigNode Node, int Index)
{
    public string Key => Info.Key;

    /// <summary>Whether the entry is the choice of a block's kind.</summary>
    public bool IsChoice => Index < 0;

    /// <summary>Returns whether a config has the entry: those of a block's other kinds do not exist.</summary>
    public bool IsIn(object config) => IsChoice ? Node.HasOwner(config) : Node.Find(config) is not null;

    /// <summary>Writes the value.</summary>
    public void Write(object config, EntryWriter writer)
    {
        if (IsChoice)
            writer.String(Node.KindIn(config));
        else
            Node.Schema.WriteEntry(Node.Find(config)!, Index, writer);
    }
}
