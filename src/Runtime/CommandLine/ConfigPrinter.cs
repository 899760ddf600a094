using Gen.Configuration;

namespace Gen.CommandLine;

/// <summary>Prints a config for people: each entry, what it differs in from the default, who set it, and its doc.</summary>
internal static class ConfigPrinter
{
    private const string Changed = "\e[34m";
    private const string Added = "\e[32m";
    private const string TypeChanged = "\e[31m";
    private const string Dim = "\e[2m";
    private const string Reset = "\e[0m";

    /// <summary>Colours only for a terminal, and never against NO_COLOR (no-color.org).</summary>
    public static bool UseColor() => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static void Print<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config, TextWriter output, bool color)
        where TExperiment : class, IExperiment
    {
        string Paint(string style, string text) => color ? style + text + Reset : text;

        var defaults = schema.Create();
        var trace = config.Binding.Trace;
        var rows = new List<(string Text, string Style, string Note)>();
        for (var i = 0; i < schema.Entries.Length; i++)
        {
            var entry = schema.Entries[i];
            var value = ConfigWriter.ValueText(schema, config, i);
            var before = ConfigWriter.ValueText(schema, defaults, i);
            var style = Style(entry, before, value);
            rows.Add(($"{entry.Key} = {value}", style, Note(entry, trace?[i], style, before)));
        }

        foreach (var (key, text) in trace?.Added ?? [])
            rows.Add(($"{key} = {text}", Added, "added, used by nothing"));

        var legend = $"{Paint(Changed, "changed")}, {Paint(Added, "added")}, {Paint(TypeChanged, "type-changed")}, {Paint(Dim, "doc")}";
        output.WriteLine($"Configuration ({legend}):");
        var width = 35;
        foreach (var (text, style, note) in rows)
        {
            var padded = text.PadRight(width);
            var line = style.Length > 0 ? Paint(style, padded) : padded;
            output.WriteLine("  " + (note.Length > 0 ? line + Paint(Dim, "  # " + note) : line).TrimEnd());
        }
    }

    private static string Style(ConfigEntry entry, string before, string value)
    {
        if (value == before)
            return "";
        if (Kind(before) != Kind(value))
            return TypeChanged;
        var grew = entry.Kind == ConfigEntryKind.Dictionary && value.StartsWith(before[..^1], StringComparison.Ordinal);
        return grew ? Added : Changed;
    }

    private static string Note(ConfigEntry entry, ConfigSource? source, string style, string before)
    {
        var parts = new List<string>();
        if (source is not null)
            parts.Add(style.Length > 0 ? $"{source}, was {before}" : source.ToString());
        else if (entry.Kind == ConfigEntryKind.Derived)
            parts.Add("derived");
        if (entry.Doc is not null)
            parts.Add(entry.Doc);
        return string.Join("; ", parts);
    }

    /// <summary>The JSON type of a literal: a null that became a number has changed its type.</summary>
    private static char Kind(string json) => json[0] switch
    {
        't' or 'f' => 'b',
        '"' or '[' or '{' or 'n' => json[0],
        _ => '0',
    };
}
