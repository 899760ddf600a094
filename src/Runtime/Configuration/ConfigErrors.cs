using Gen.Shared;

namespace Gen.Configuration;

/// <summary>Error texts that name the thing and the nearest right one.</summary>
internal static class ConfigErrors
{
    /// <summary>Added where the configuration of a whole program was given, with all that is in it.</summary>
    public const string WholeConfiguration =
        "; this is the program's whole configuration: give the section that has the experiment's entries, GetSection(\"...\")";

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
        if (below.Count > 0)
            return $"'{key}' is a block of entries: set {string.Join(", ", below)}";
        return $"there is no config entry '{key}'" + DidYouMean(key, keys, "the entries are");
    }

    public static string UnknownNamedConfig<TExperiment>(ExperimentSchema<TExperiment> schema, string name)
        where TExperiment : class, IExperiment
    {
        var names = new List<string>();
        foreach (var named in schema.NamedConfigs)
            names.Add(named.Name);
        var message = $"there is no named config '{name}'" + DidYouMean(name, names, "the named configs are");
        return schema.IndexOf(KeyName.Normalize(name)) >= 0 ? $"{message}; to set the entry write {name}=VALUE" : message;
    }

    /// <summary>The end of a sentence about an unknown name: the nearest right one, else all of them if they fit on a line.</summary>
    public static string DidYouMean(string name, IReadOnlyList<string> candidates, string introduction)
    {
        if (NearestName.Find(name, candidates) is { } nearest)
            return $"; did you mean '{nearest}'?";
        if (candidates.Count == 0)
            return "; there are none";
        var all = string.Join(", ", candidates);
        return all.Length <= 400 ? $"; {introduction} {all}" : "; --help lists them";
    }

    public static string Shown(in ConfigValue value)
    {
        var text = value.ToString();
        text = text.Length <= 60 ? text : text[..57] + "...";
        return value.Text is null ? text : $"'{text}'";
    }
}
