using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>The sources of the values of a config. If an entry is set more than once, the last source counts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConfigTrace
{
    private readonly ConfigLayout _layout;
    private readonly ConfigSource?[] _sources;
    private Dictionary<int, List<string>>? _dropped;
    private List<KeyValuePair<string, string>>? _added;
    private List<string>? _namedConfigs;
    private List<KeyValuePair<string, string>>? _updates;

    internal ConfigTrace(ConfigLayout layout) => (_layout, _sources) = (layout, new ConfigSource?[layout.Entries.Length]);

    /// <summary>The names of the named configs and config files that were applied, in order.</summary>
    public IReadOnlyList<string> NamedConfigs => _namedConfigs ?? [];

    /// <summary>The <c>key=value</c> updates, in order: recorded keys and the texts as given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Updates => _updates ?? [];

    /// <summary>The keys without an entry that <c>--force</c> allowed, with their texts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Added => _added ?? [];

    /// <summary>The source of the value of an entry; null for the default value.</summary>
    internal ConfigSource? this[int entry]
    {
        get => _sources[entry];
        set => _sources[entry] = value;
    }

    /// <summary>Sets the source of an entry, or of all entries of a block.</summary>
    /// <param name="key">The recorded key of the entry or block.</param>
    /// <param name="source">The source.</param>
    public void Set(string key, ConfigSource source)
    {
        var prefix = key + ".";
        for (var i = 0; i < _sources.Length; i++)
        {
            var entry = _layout.Entries[i];
            var isSet = entry.Key == key || entry.Key.StartsWith(prefix, StringComparison.Ordinal);
            if (isSet && entry.Info.Kind != ConfigEntryKind.Derived)
                _sources[i] = source;
        }
    }

    /// <summary>Throws if a config has no entry with a key, because a block that it is in is null.</summary>
    /// <param name="config">The config.</param>
    /// <param name="key">The recorded key of the entry.</param>
    /// <param name="source">What sets the entry.</param>
    /// <exception cref="ConfigException">There is no such entry.</exception>
    public void Require(object config, string key, ConfigSource source)
    {
        if (_layout.Find(config, key) < 0)
            throw new ConfigException($"Named config '{source.Name}': {ConfigErrors.UnknownEntry(_layout, config, this, key)}");
    }

    /// <summary>The keys that were set, each with its source, and that a choice of another kind has dropped; empty for none.</summary>
    internal IReadOnlyList<string> DroppedBy(int choice) => _dropped?.GetValueOrDefault(choice) ?? [];

    /// <summary>Notes that a choice of another kind dropped a value that was set.</summary>
    internal void AddDropped(int choice, string key, ConfigSource source)
    {
        _dropped ??= [];
        if (!_dropped.TryGetValue(choice, out var keys))
            _dropped.Add(choice, keys = []);
        keys.Add($"{key} ({source})");
    }

    internal ConfigTrace Copy()
    {
        var copy = new ConfigTrace(_layout)
        {
            _dropped = _dropped?.ToDictionary(d => d.Key, d => new List<string>(d.Value)),
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
