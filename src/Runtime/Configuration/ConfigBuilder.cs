using Gen.Shared;
using Microsoft.Extensions.Configuration;

namespace Gen.Configuration;

/// <summary>
/// Builds a config. Later sources replace the values of earlier ones: property initializers, the configuration of the program, environment
/// variables, files and named configs in the order given, and then every <c>key=value</c>.
/// </summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
/// <param name="schema">The schema of the experiment.</param>
/// <param name="allowUnknown">Whether keys without an entry are recorded instead of rejected.</param>
internal sealed class ConfigBuilder<TExperiment>(ExperimentSchema<TExperiment> schema, bool allowUnknown)
    where TExperiment : class, IExperiment
{
    private readonly TExperiment _config = schema.Create();
    private bool _allowUnknown = allowUnknown;
    private bool _isWholeConfiguration;
    private readonly ConfigTrace _trace = new(schema.Entries.Length);
    private readonly GivenEntries _given = new();

    /// <summary>Builds a config and validates it.</summary>
    /// <param name="updates">Named configs, <c>*.json</c> files and <c>key=value</c>, in any order.</param>
    /// <param name="configuration">The section of the program's configuration with the entries of the experiment; null for none.</param>
    /// <exception cref="ConfigException">A key or a value is not valid.</exception>
    public TExperiment Build(IReadOnlyList<string> updates, IConfiguration? configuration)
    {
        _isWholeConfiguration = configuration is IConfigurationRoot;
        if (configuration is not null)
            new ConfigurationReader<TExperiment>(schema, Set).Apply(configuration);
        new EnvironmentReader<TExperiment>(schema, Set).Apply();
        Apply(updates);
        return Finish();
    }

    /// <summary>Builds the config that a run was recorded with, with updates. Environment variables are ignored.</summary>
    /// <param name="json">The recorded config.</param>
    /// <param name="origin">The name of the recorded file, for messages.</param>
    /// <param name="updates">The updates, as for <see cref="Build"/>.</param>
    /// <param name="allowUnknownUpdates">Whether keys of updates without an entry are recorded instead of rejected.</param>
    /// <exception cref="ConfigException">A key or a value is not valid.</exception>
    public TExperiment BuildResumed(string json, string origin, IReadOnlyList<string> updates, bool allowUnknownUpdates)
    {
        new ConfigFileReader<TExperiment>(schema, Set).ApplyText(json, origin);
        _allowUnknown = allowUnknownUpdates;
        Apply(updates);
        return Finish();
    }

    private void Apply(IReadOnlyList<string> updates)
    {
        foreach (var update in updates)
        {
            if (update.IndexOf('=') < 0)
                ApplyNamed(update);
        }

        foreach (var update in updates)
        {
            if (update.IndexOf('=') >= 0)
                ApplyUpdate(update);
        }
    }

    /// <summary>Builds a config from a JSON text alone.</summary>
    /// <exception cref="ConfigException">The text, a key or a value is not valid.</exception>
    public TExperiment BuildFromJson(string json)
    {
        new ConfigFileReader<TExperiment>(schema, Set).ApplyText(json, "The JSON text");
        return Finish();
    }

    /// <summary>Validates a config by its attributes, and by <c>IValidatableObject</c>.</summary>
    /// <exception cref="ConfigException">The config is not valid. The message has a line for each violation.</exception>
    public static void Validate(ExperimentSchema<TExperiment> schema, TExperiment config)
    {
        var violations = new ConfigViolations();
        schema.Validate(config, violations);
        if (violations.Messages.Count > 0)
            throw new ConfigException(string.Join('\n', violations.Messages));
    }

    private TExperiment Finish()
    {
        Validate(schema, _config);
        _config.Binding.Trace = _trace;
        return _config;
    }

    private void ApplyNamed(string name)
    {
        var index = IndexOfNamed(name);
        if (index >= 0)
        {
            var known = schema.NamedConfigs[index].Name;
            schema.Apply(_config, index, null, _trace, new ConfigSource(ConfigSourceKind.NamedConfig, known));
            _trace.AddNamedConfig(known);
            return;
        }

        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            throw new ConfigException(ConfigErrors.UnknownNamedConfig(schema, name));
        new ConfigFileReader<TExperiment>(schema, Set).Apply(name);
        _trace.AddNamedConfig(name);
    }

    private int IndexOfNamed(string name)
    {
        var normalized = KeyName.Normalize(name);
        for (var i = 0; i < schema.NamedConfigs.Length; i++)
        {
            if (KeyName.Normalize(schema.NamedConfigs[i].Name) == normalized)
                return i;
        }

        return -1;
    }

    private void ApplyUpdate(string update)
    {
        if (!ScalarText.TrySplitUpdate(update, out var key, out var text))
            throw new ConfigException($"Update '{update}' has no key before '='.");
        var recorded = Set(key, IndexOf(key), new ConfigValue(text), new ConfigSource(ConfigSourceKind.Update, update));
        _trace.AddUpdate(recorded, text);
    }

    /// <summary>Sets an entry, or an item of a dictionary entry.</summary>
    /// <param name="key">The key, as given.</param>
    /// <param name="entry">The index of the entry with that key; -1 if there is none.</param>
    /// <param name="value">The value.</param>
    /// <param name="source">The source of the value.</param>
    /// <returns>The key, as recorded.</returns>
    private string Set(string key, int entry, ConfigValue value, ConfigSource source)
    {
        var item = default(string);
        if (entry < 0 && value.Text is { } text && TryDictionaryItem(key, out entry, out item))
            value = new ConfigValue(text, item) { IsLiteral = value.IsLiteral };
        if (entry < 0)
            return AddUnknown(key, value, source);
        var info = schema.Entries[entry];
        if (info.Kind == ConfigEntryKind.Derived)
            throw new ConfigException($"{ConfigErrors.Origin(source)}Entry '{info.Key}' is derived from other entries and cannot be set.");
        var recorded = item is null ? info.Key : $"{info.Key}.{item}";
        if (_given.Add(key, recorded, source) is { } problem)
            throw new ConfigException(problem);
        var reader = new EntryReader(value);
        schema.Read(_config, entry, ref reader);
        if (reader.Expected is { } expected)
        {
            var message = $"Entry '{recorded}' must be {expected}, but was {ConfigErrors.Format(value)}.{reader.Hint}";
            throw new ConfigException(ConfigErrors.Origin(source) + message);
        }

        _trace.Set(entry, source);
        return recorded;
    }

    private int IndexOf(string key) => schema.IndexOf(KeyName.Normalize(key));

    private bool TryDictionaryItem(string key, out int entry, out string item)
    {
        for (var dot = key.LastIndexOf('.'); dot > 0; dot = key.LastIndexOf('.', dot - 1))
        {
            entry = IndexOf(key[..dot]);
            item = key[(dot + 1)..];
            if (entry >= 0 && item.Length > 0 && schema.Entries[entry].Kind == ConfigEntryKind.Dictionary)
                return true;
        }

        (entry, item) = (-1, "");
        return false;
    }

    private string AddUnknown(string key, ConfigValue value, ConfigSource source)
    {
        if (!_allowUnknown)
        {
            var whole = source.Kind == ConfigSourceKind.Configuration && _isWholeConfiguration;
            throw new ConfigException(
                ConfigErrors.Origin(source)
                + ConfigErrors.UnknownEntry(schema, key)
                + (whole ? " Pass the section with the entries of the experiment, GetSection(\"...\"), not the whole configuration." : "")
            );
        }

        _trace.AddUnknown(key, value.ScalarText ?? value.ToString());
        return key;
    }
}
