using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>The sources of the values of a config. If an entry is set more than once, the last source counts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConfigTrace
{
    private readonly ConfigSource?[] _sources;
    private List<KeyValuePair<string, string>>? _added;
    private List<string>? _namedConfigs;
    private List<KeyValuePair<string, string>>? _updates;

    internal ConfigTrace(int entryCount) => _sources = new ConfigSource?[entryCount];

    /// <summary>The names of the named configs and config files that were applied, in order.</summary>
    public IReadOnlyList<string> NamedConfigs => _namedConfigs ?? [];

    /// <summary>The <c>key=value</c> updates, in order: recorded keys and the texts as given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Updates => _updates ?? [];

    /// <summary>The keys without an entry that <c>--force</c> allowed, with their texts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Added => _added ?? [];

    /// <summary>The source of the value of an entry; null for the default value.</summary>
    /// <param name="entry">The index of the entry in the schema.</param>
    public ConfigSource? this[int entry] => _sources[entry];

    /// <summary>Sets the source of the value of an entry.</summary>
    /// <param name="entry">The index of the entry in the schema.</param>
    /// <param name="source">The source.</param>
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

/// <summary>The source of a value.</summary>
/// <param name="Kind">The kind of source.</param>
/// <param name="Name">The name of the environment variable, file or named config, the path in the configuration, or the text of the
/// update.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ConfigSource(ConfigSourceKind Kind, string Name)
{
    /// <summary>Returns the source as <c>print-config</c> shows it.</summary>
    public override string ToString() => Kind switch
    {
        ConfigSourceKind.Configuration => $"configuration {Name}",
        ConfigSourceKind.Update => "command line",
        _ => Name,
    };
}

/// <summary>Specifies where a value comes from, if not from the property's initializer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
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
