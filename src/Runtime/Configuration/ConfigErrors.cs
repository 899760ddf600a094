using Gen.Shared;

namespace Gen.Configuration;

/// <summary>The messages about unknown names, and how messages show values.</summary>
internal static class ConfigErrors
{
    private const int LongestText = 60;

    /// <summary>Returns the message for a key without an entry.</summary>
    public static string UnknownEntry<TExperiment>(ExperimentSchema<TExperiment> schema, string key)
        where TExperiment : class, IExperiment
    {
        var keys = new List<string>();
        foreach (var entry in schema.Entries)
        {
            if (entry.Kind != ConfigEntryKind.Derived)
                keys.Add(entry.Key);
        }

        var prefix = KeyName.Normalize(key) + ".";
        var below = keys.FindAll(k => KeyName.Normalize(k).StartsWith(prefix, StringComparison.Ordinal));
        return below.Count > 0
            ? $"'{key}' is a block and cannot be set as a whole. Its entries are {string.Join(", ", below)}."
            : $"Entry '{key}' does not exist.{NearestName.Hint(key, keys, "The entries are")}";
    }

    /// <summary>Returns the message for an unknown named config.</summary>
    public static string UnknownNamedConfig<TExperiment>(ExperimentSchema<TExperiment> schema, string name)
        where TExperiment : class, IExperiment
    {
        var names = new List<string>();
        foreach (var named in schema.NamedConfigs)
            names.Add(named.Name);
        var hint = names.Count == 0 ? " There are none." : NearestName.Hint(name, names, "The named configs are");
        var message = $"Named config '{name}' does not exist.{hint}";
        return schema.IndexOf(KeyName.Normalize(name)) >= 0 ? $"{message} To set the entry '{name}', write {name}=VALUE." : message;
    }

    /// <summary>Returns the start of a message about a value: where it comes from, if the value itself does not show it.</summary>
    public static string Origin(ConfigSource source) => source.Kind switch
    {
        ConfigSourceKind.Configuration => $"Configuration {source.Name}: ",
        ConfigSourceKind.Environment => $"Environment variable {source.Name}: ",
        ConfigSourceKind.File => $"{source.Name}: ",
        _ => "",
    };

    /// <summary>Returns a value as messages show it: a text in quotes, or JSON.</summary>
    public static string Format(in ConfigValue value) => value.Text is { } text ? Quote(text) : Shorten(value.ToString());

    /// <summary>Returns a text in quotes, shortened if it is long.</summary>
    public static string Quote(string text) => $"'{Shorten(text)}'";

    private static string Shorten(string text) => text.Length <= LongestText ? text : text[..(LongestText - 3)] + "...";
}
