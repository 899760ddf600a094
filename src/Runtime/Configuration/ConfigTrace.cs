namespace Gen.Configuration;

/// <summary>Remembers, for one config, which entries were set and by whom; the last one to set an entry counts.</summary>
public sealed class ConfigTrace
{
    private readonly ConfigSource?[] _sources;
    private List<KeyValuePair<string, string>>? _added;
    private List<string>? _namedConfigs;
    private List<KeyValuePair<string, string>>? _updates;

    internal ConfigTrace(int entryCount) => _sources = new ConfigSource?[entryCount];

    /// <summary>Names of the named configs and files that were applied, in order.</summary>
    public IReadOnlyList<string> NamedConfigs => _namedConfigs ?? [];

    /// <summary>The <c>key=value</c> updates as they were given, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Updates => _updates ?? [];

    /// <summary>Keys that no entry has, taken in by <c>--force</c>, with their texts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Added => _added ?? [];

    /// <summary>Who set the entry; null if it has its default.</summary>
    /// <param name="entry">The entry's position in the schema.</param>
    public ConfigSource? this[int entry] => _sources[entry];

    /// <summary>Notes that an entry was set.</summary>
    /// <param name="entry">The entry's position in the schema.</param>
    /// <param name="source">Who set it.</param>
    public void Set(int entry, ConfigSource source) => _sources[entry] = source;

    internal ConfigTrace Copy()
    {
        var copy = new ConfigTrace(_sources.Length)
        {
            _added = _added is null ? null : [.. _added],
            _namedConfigs = _namedConfigs is null ? null : [.. _namedConfigs],
            _updates = _updates is null ? null : [.. _updates],
        };
        _sources.CopyTo(copy._sources, 0);
        return copy;
    }

    internal void AddNamedConfig(string name) => (_namedConfigs ??= []).Add(name);

    internal void AddUpdate(string key, string text) => (_updates ??= []).Add(new(key, text));

    internal void AddUnknown(string key, string text)
    {
        _added ??= [];
        _added.RemoveAll(a => a.Key == key);   // the last one counts, as for entries
        _added.Add(new(key, text));
    }
}

/// <summary>Who set an entry.</summary>
/// <param name="Kind">The kind of source.</param>
/// <param name="Name">Name of the environment variable, file or named config; path in the configuration; the option's own text for the
/// command line.</param>
public sealed record ConfigSource(ConfigSourceKind Kind, string Name)
{
    /// <summary>As <c>print-config</c> shows it.</summary>
    public override string ToString() => Kind switch
    {
        ConfigSourceKind.Configuration => $"configuration {Name}",
        ConfigSourceKind.Update => "command line",
        _ => Name,
    };
}

/// <summary>The kinds of places that a value can come from, beside the property's initializer.</summary>
public enum ConfigSourceKind
{
    /// <summary>A section of the program's configuration (<see cref="RunOptions.Configuration"/>).</summary>
    Configuration,

    /// <summary>An environment variable, <c>GEN__EPOCHS=3</c>.</summary>
    Environment,

    /// <summary>A JSON file named on the command line.</summary>
    File,

    /// <summary>A named config.</summary>
    NamedConfig,

    /// <summary>A <c>key=value</c> update.</summary>
    Update,
}
