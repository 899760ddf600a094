using System.Text.Json;
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
internal sealed partial class ConfigBuilder<TExperiment>(ExperimentSchema<TExperiment> schema, bool allowUnknown)
    where TExperiment : class, IExperiment
{
    private readonly TExperiment _config = schema.Create();
    private readonly ConfigLayout _layout = schema.Layout;
    private readonly ConfigTrace _trace = new(schema.Layout);
    private readonly GivenEntries _given = new();
    private bool _allowUnknown = allowUnknown;
    private bool _isWholeConfiguration;
    private bool _isRecorded;

    /// <summary>Builds a config and validates it.</summary>
    /// <param name="updates">Named configs, JSON and YAML files and <c>key=value</c>, in any order.</param>
    /// <param name="configuration">The section of the program's configuration with the entries of the experiment; null for none.</param>
    /// <exception cref="ConfigException">A key or a value is not valid.</exception>
    public TExperiment Build(IReadOnlyList<string> updates, IConfiguration? configuration)
    {
        BuildUnchecked(updates, configuration);
        return Finish();
    }

    /// <summary>Builds a config that may violate validation attributes.</summary>
    /// <param name="updates">Named configs, JSON and YAML files and <c>key=value</c>, in any order.</param>
    /// <param name="configuration">The section of the program's configuration with the entries of the experiment; null for none.</param>
    /// <exception cref="ConfigException">A key is not known, or a value is not of the type of its entry.</exception>
    public TExperiment BuildUnchecked(IReadOnlyList<string> updates, IConfiguration? configuration)
    {
        _isWholeConfiguration = configuration is IConfigurationRoot;
        if (configuration is not null)
            Apply(new ConfigurationReader(_layout).Read(configuration));
        Apply(EnvironmentReader.Read(_layout));
        Apply(updates);
        _config.Binding.Trace = _trace;
        return _config;
    }

    /// <summary>Builds the config that a run was recorded with, with updates. The program's configuration and environment variables give
    /// secrets, which are not recorded, and nothing else.</summary>
    /// <param name="json">The recorded config.</param>
    /// <param name="origin">The name of the recorded file, for messages.</param>
    /// <param name="updates">The updates, as for <see cref="Build"/>.</param>
    /// <param name="allowUnknownUpdates">Whether keys of updates without an entry are recorded instead of rejected.</param>
    /// <exception cref="ConfigException">A key or a value is not valid.</exception>
    /// <param name="configuration">As for <see cref="Build"/>.</param>
    public TExperiment BuildResumed(
        string json, string origin, IReadOnlyList<string> updates, bool allowUnknownUpdates, IConfiguration? configuration)
    {
        _isRecorded = true;
        new ConfigFileReader(_layout, Apply).ApplyText(json, origin);
        _isRecorded = false;
        if (Array.Exists(_layout.Entries, e => e.Info.IsSecret))
        {
            if (configuration is not null)
                Apply(new ConfigurationReader(_layout).Read(configuration).FindAll(a => IsSecret(a.Key)));
            Apply(EnvironmentReader.Read(_layout).FindAll(a => IsSecret(a.Key)));
        }

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

        var assignments = new List<ConfigAssignment>();
        foreach (var update in updates)
        {
            if (update.IndexOf('=') < 0)
                continue;
            if (!ScalarText.TrySplitUpdate(update, out var key, out var text))
                throw new ConfigException($"Update '{update}' has no key before '='.");
            assignments.Add(new ConfigAssignment(key, new ConfigValue(text), new ConfigSource(ConfigSourceKind.Update, update)));
        }

        var recorded = Apply(assignments);
        for (var i = 0; i < recorded.Length; i++)
        {
            if (!IsSecret(recorded[i]))
                _trace.AddUpdate(recorded[i], assignments[i].Value.Text!);
        }
    }

    /// <summary>Applies the values of one source: choices of kinds first, those of outer blocks before those of the blocks in them, because
    /// what entries there are depends on them.</summary>
    /// <returns>The keys, as recorded.</returns>
    private string[] Apply(List<ConfigAssignment> assignments)
    {
        var recorded = new string[assignments.Count];
        if (recorded.Length == 0)
            return recorded;
        var order = Enumerable.Range(0, recorded.Length);
        if (_layout.HasKinds)
            order = order.OrderBy(i => ChoiceDepth(assignments[i].Key));
        foreach (var i in order)
            recorded[i] = assignments[i].Place is { } place ? SetAt(place, assignments[i]) : Set(assignments[i]);
        return recorded;
    }

    /// <summary>Sets a value of a file; messages name its place.</summary>
    private string SetAt(string place, ConfigAssignment assignment)
    {
        var origin = ConfigErrors.Origin(assignment.Source);
        try
        {
            return Set(assignment);
        }
        catch (ConfigException e) when (e.Message.StartsWith(origin, StringComparison.Ordinal))
        {
            throw new ConfigException($"{assignment.Source.Name}, {place}: {e.Message[origin.Length..]}");
        }
    }

    private int ChoiceDepth(string key) => _layout.FindAll(key).FirstOrDefault(e => e.IsChoice)?.Node.Depth ?? int.MaxValue;

    /// <summary>Builds a config from a JSON text alone.</summary>
    /// <exception cref="ConfigException">The text, a key or a value is not valid.</exception>
    public TExperiment BuildFromJson(string json)
    {
        new ConfigFileReader(_layout, Apply).ApplyText(json, "The JSON text");
        return Finish();
    }

    /// <summary>Validates a config by its attributes, and by <c>IValidatableObject</c>.</summary>
    /// <exception cref="ConfigException">The config is not valid. The message has a line for each violation.</exception>
    public static void Validate(ExperimentSchema<TExperiment> schema, TExperiment config)
    {
        var violations = new ConfigViolations();
        schema.ValidateAll(config, "", violations);
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
            schema.ApplyNamed(_config, index, null, _trace);
            return;
        }

        if (!ConfigFileName.Is(name))
            throw new ConfigException(ConfigErrors.UnknownNamedConfig(schema, name));
        new ConfigFileReader(_layout, Apply).Apply(name);
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

    /// <summary>Sets an entry, an item of a dictionary entry, or the kind of a block.</summary>
    /// <returns>The key, as recorded.</returns>
    private string Set(ConfigAssignment assignment)
    {
        var (key, value, source) = assignment;
        var entry = _layout.Find(_config, key);
        var item = default(string);
        if (entry < 0 && value.Text is { } text && TryDictionaryItem(key, out entry, out item))
            value = new ConfigValue(text, item) { IsLiteral = value.IsLiteral };
        else if (entry < 0 && value.Text is not null)
            TryListItem(key, source, ref value, ref entry, ref item);
        if (entry < 0)
            return AddUnknown(key, value, source);
        var placed = _layout.Entries[entry];
        if (placed.Info.Kind == ConfigEntryKind.Derived)
        {
            return source.Kind == ConfigSourceKind.File
                ? placed.Key
                : throw new ConfigException(
                    $"{ConfigErrors.Origin(source)}Entry '{placed.Key}' is derived from other entries and cannot be set."
                );
        }

        var recorded = item is null ? placed.Key : $"{placed.Key}.{item}";
        if (placed.Info.IsSecret && source.Kind == ConfigSourceKind.Update)
            source = source with { Name = placed.Key };
        if (_given.Add(key, recorded, source) is { } problem)
            throw new ConfigException(problem);
        Read(entry, recorded, value with { Key = recorded }, source);
        return recorded;
    }

    private void Read(int entry, string recorded, ConfigValue value, ConfigSource source)
    {
        var placed = _layout.Entries[entry];
        var reader = new EntryReader(value);
        if (!placed.IsChoice)
            placed.Node.Schema.ReadEntry(placed.Node.Find(_config)!, placed.Index, ref reader);
        else if (reader.Value(new KindType(placed.Node.Block), out var kind))
            Choose(entry, kind);
        // The block of a run that was recorded before its kinds had entries of their own: what its kind did not have is null.
        if (reader.Expected is not null && _isRecorded && value.IsNull && placed.Node.IsOfKinds)
            return;
        if (reader.Expected is { } expected)
        {
            var (shown, hint) = placed.Info.IsSecret ? (ConfigWriter.Hidden, "") : (ConfigErrors.Format(value), reader.Hint);
            var message = $"Entry '{recorded}' must be {expected}, but was {shown}.{hint}";
            throw new ConfigException(ConfigErrors.Origin(source) + message);
        }

        _trace[entry] = source;
    }

    private void Choose(int choice, string kind)
    {
        if (_layout.Entries[choice].Node.KindIn(_config) == kind)
            return;
        foreach (var (key, value, source) in new KindChoice<TExperiment>(schema).Choose(_config, choice, kind, _trace))
        {
            var entry = _layout.Find(_config, key);
            if (entry >= 0)
                Read(entry, key, value, source);
        }
    }

    /// <summary>Returns whether a recorded value is null or false, as those that a kind did not use when its block had all entries of all
    /// kinds.</summary>
    private bool IsOfFormerBlock(string key, ConfigValue value) =>
        (value.IsNull || value.Json.ValueKind == JsonValueKind.False)
        && (_layout.FindAny(key) >= 0
            || (key.LastIndexOf('.') is > 0 and var dot && _layout.FindAll(key[..dot]).Any(e => e.IsChoice)));

    /// <summary>Returns whether a key is that of a secret of this config, or of an item in one.</summary>
    private bool IsSecret(string key)
    {
        var entry = _layout.Find(_config, key);
        if (entry >= 0)
            return _layout.Entries[entry].Info.IsSecret;
        return key.LastIndexOf('.') is > 0 and var dot && IsSecret(key[..dot]);
    }

    private string AddUnknown(string key, ConfigValue value, ConfigSource source)
    {
        if (_isRecorded && IsOfFormerBlock(key, value))
            return key;
        if (!_allowUnknown)
        {
            var whole = source.Kind == ConfigSourceKind.Configuration && _isWholeConfiguration;
            throw new ConfigException(
                ConfigErrors.Origin(source)
                + ConfigErrors.UnknownEntry(_layout, _config, _trace, key)
                + (whole ? " Pass the section with the entries of the experiment, GetSection(\"...\"), not the whole configuration." : "")
            );
        }

        _trace.AddUnknown(key, value.ScalarText ?? value.ToString());
        return key;
    }
}
