using System.Text;
using Gen.Configuration;

namespace Gen.CommandLine;

/// <summary>Prints a config for people: each entry, how it differs from its default, what set it, and its doc comment.</summary>
internal static class ConfigPrinter
{
    private const string Changed = "\e[34m";
    private const string Added = "\e[32m";
    private const string TypeChanged = "\e[31m";
    private const string Dim = "\e[2m";
    private const string Reset = "\e[0m";

    /// <summary>Characters before a note, unless the value is longer.</summary>
    private const int Width = 35;

    /// <summary>True for a terminal, unless NO_COLOR is set (no-color.org).</summary>
    public static bool UseColor() => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static void Print<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config, TextWriter output, bool color)
        where TExperiment : class, IExperiment
    {
        var trace = config.Binding.Trace;
        var (code, defaults) = (schema.Create(), new KindChoice<TExperiment>(schema).CreateLike(config));
        var text = new StringBuilder();
        text.Append("Configuration (")
            .Append(Painted("changed", Changed, color))
            .Append(", ")
            .Append(Painted("added", Added, color))
            .Append(", ")
            .Append(Painted("type-changed", TypeChanged, color))
            .Append(", ")
            .Append(Painted("doc", Dim, color))
            .AppendLine("):");
        for (var i = 0; i < schema.Layout.Entries.Length; i++)
        {
            var placed = schema.Layout.Entries[i];
            if (!placed.IsIn(config))
                continue;
            // A value is compared with what the code gives to a block of the same kind.
            var (entry, without) = (placed.Info, placed.IsChoice && placed.IsIn(code) ? code : defaults);
            var (value, before) = (ConfigWriter.EntryText(placed, config), ConfigWriter.EntryText(placed, without));
            var style = Style(entry, before, value);
            (value, before) = (ConfigWriter.Shown(placed, value), ConfigWriter.Shown(placed, before));
            var source = trace?[i];
            var notes = new List<string>();
            if (source is not null)
                notes.Add(style.Length > 0 ? $"{source}, was {before}" : source.ToString());
            else if (entry.Kind == ConfigEntryKind.Derived)
                notes.Add("derived");
            if (trace?.DroppedBy(i) is { Count: > 0 } dropped)
                notes.Add("drops " + string.Join(", ", dropped));
            if (entry.Doc is not null)
                notes.Add(entry.Doc);
            AppendLine(text, entry.Key, value, style, string.Join("; ", notes), color);
        }

        foreach (var (key, value) in trace?.Added ?? [])
            AppendLine(text, key, value, Added, "added, unused", color);
        output.Write(ConsoleText.Wrap(text.ToString(), ConsoleText.Width));
    }

    private static void AppendLine(StringBuilder text, string key, string value, string style, string note, bool color)
    {
        var line =
            "  " + Painted($"{key} = {value}".PadRight(Width), style, color) + (note.Length > 0 ? Painted("  # " + note, Dim, color) : "");
        text.AppendLine(line.TrimEnd());
    }

    private static string Painted(string text, string style, bool color) => color && style.Length > 0 ? style + text + Reset : text;

    private static string Style(ConfigEntry entry, string before, string value)
    {
        if (value == before)
            return "";
        if (JsonKind(before) != JsonKind(value))
            return TypeChanged;
        return entry.Kind == ConfigEntryKind.Dictionary && value.StartsWith(before[..^1], StringComparison.Ordinal) ? Added : Changed;
    }

    /// <summary>The JSON type of a literal: a null that became a number has changed its type.</summary>
    private static char JsonKind(string json) => json[0] switch
    {
        't' or 'f' => 'b',
        '"' or '[' or '{' or 'n' => json[0],
        _ => '0',
    };
}
