namespace Gen.Configuration;

/// <summary>
/// The entries and items that the current source has given a value. A second value is refused where the order of keys means nothing: in
/// the environment, a file, or a program's configuration. Of several updates the last counts.
/// </summary>
internal sealed class GivenEntries
{
    private readonly Dictionary<string, (string Key, ConfigSource Source)> _given = [];
    private ConfigSource? _current;

    /// <summary>Adds an entry or item.</summary>
    /// <param name="key">The key, as given.</param>
    /// <param name="recorded">The key, as recorded.</param>
    /// <param name="source">The source of the value.</param>
    /// <returns>The message about a second value; null for the first one.</returns>
    public string? Add(string key, string recorded, ConfigSource source)
    {
        if (source.Kind == ConfigSourceKind.Update)
            return null;
        // A file has one source, which is another one if the same file is applied again; the others have one for each key.
        if (_current?.Kind != source.Kind || (source.Kind == ConfigSourceKind.File && !ReferenceEquals(source, _current)))
            _given.Clear();
        _current = source;
        if (_given.TryAdd(recorded, (key, source)))
            return null;
        var (otherKey, other) = _given[recorded];
        return source.Kind switch
        {
            ConfigSourceKind.Environment => Message("Environment variables", other.Name, source.Name, recorded),
            ConfigSourceKind.Configuration => Message("Configuration keys", other.Name, source.Name, recorded),
            _ => ConfigErrors.Origin(source) + Message("Properties", $"'{otherKey}'", $"'{key}'", recorded),
        };
    }

    private static string Message(string kind, string first, string second, string entry) =>
        $"{kind} {first} and {second} both set entry '{entry}'. Remove one of them.";
}
