using Gen.Shared;

namespace Gen.Configuration;

/// <summary>The messages about unknown names, and how messages show values.</summary>
internal static class ConfigErrors
{
    private const int LongestText = 60;

    /// <summary>Returns the message for a key without an entry.</summary>
    public static string UnknownEntry(ConfigLayout layout, object config, ConfigTrace trace, string key)
    {
        if (OfOtherKinds(layout, config, trace, key) is { } message)
            return message;
        var keys = layout.Entries.Where(e => e.Info.Kind != ConfigEntryKind.Derived && e.IsIn(config)).Select(e => e.Key).ToList();
        var prefix = KeyName.Normalize(key) + ".";
        var below = keys.FindAll(k => KeyName.Normalize(k).StartsWith(prefix, StringComparison.Ordinal));
        if (below.Count > 0)
            return $"'{key}' is a block and cannot be set as a whole. Its entries are {string.Join(", ", below)}.";
        if (NearestName.Find(key, keys) is null
            && NearestName.Find(key, layout.Entries.Where(e => !e.IsIn(config)).Select(e => e.Key)) is { } near)
            return $"Entry '{key}' does not exist.{NearestName.DidYouMean([near])} {OfOtherKinds(layout, config, trace, near)}";
        return $"Entry '{key}' does not exist.{NearestName.Hint(key, keys, "The entries are")}";
    }

    /// <summary>Returns the message for a key that only other kinds of a block have; null for any other key.</summary>
    private static string? OfOtherKinds(ConfigLayout layout, object config, ConfigTrace trace, string key)
    {
        // Also for an item of a dictionary.
        var entries = layout.FindAll(key).ToList();
        for (var dot = key.LastIndexOf('.'); dot > 0 && entries.Count == 0; dot = key.LastIndexOf('.', dot - 1))
            entries = [.. layout.FindAll(key[..dot]).Where(e => e.Info.Kind == ConfigEntryKind.Dictionary)];

        // The outermost block of another kind than the entry needs: the blocks around it are in the config.
        var misfits = entries.Select(e => Misfit(e.Node, config)).OfType<ConfigNode>().ToList();
        if (misfits.Count == 0)
            return null;
        var block = misfits[0].Kind is null ? misfits[0] : misfits[0].KindOwner;
        var kinds = misfits
            .SelectMany(n => n == block ? block.Block.Kinds : n.Kind is not null && n.KindOwner == block ? [n.Kind] : [])
            .Select(k => k.Name)
            .Distinct()
            .ToList();
        var (blockKey, kind) = (block.BlockKey, block.KindIn(config));
        var source = trace[layout.FindAny(blockKey)];
        var chosen = source is null ? "by default" : $"by {source}";
        return $"Entry '{entries[0].Key}' does not exist because '{blockKey}' is {kind} ({chosen}). {string.Join(", ", kinds)} "
            + $"{(kinds.Count == 1 ? "has" : "have")} it: write {blockKey}={kinds[0]}.";
    }

    /// <summary>Returns the kind that a place is in and a config does not have, or the block that is null; null if there is none.</summary>
    private static ConfigNode? Misfit(ConfigNode place, object config)
    {
        var missing = place.Path.Where(n => n.Find(config) is null).Take(2).ToArray();
        return missing.Length == 2 && missing[1].Kind is not null ? missing[1] : missing.FirstOrDefault();
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
        return schema.Layout.FindAny(name) >= 0 ? $"{message} To set the entry '{name}', write {name}=VALUE." : message;
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
