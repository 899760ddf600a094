using System.Text;
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

    /// <summary>Where notes begin, unless the value is longer.</summary>
    private const int Width = 35;

    /// <summary>Colours only for a terminal, and never against NO_COLOR (no-color.org).</summary>
    public static bool UseColor() => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static void Print<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config, TextWriter output, bool color)
        where TExperiment : class, IExperiment
    {
        string Paint(string style, string text) => color ? style + text + Reset : text;

        var trace = config.Binding.Trace;
        var values = EntryLiterals.Of(schema, config);
        var defaults = EntryLiterals.Of(schema, schema.Create());
        var hasNote = false;
        // One text and one write: a console takes as long for a line as for a page.
        var page = new StringBuilder("Configuration (", 128 * (schema.Entries.Length + 1));
        page.Append($"{Paint(Changed, "changed")}, {Paint(Added, "added")}, {Paint(TypeChanged, "type-changed")}, {Paint(Dim, "doc")}):").AppendLine();
        for (var i = 0; i < schema.Entries.Length; i++)
        {
            var entry = schema.Entries[i];
            var before = defaults[i];
            var value = values[i];
            var style = Style(entry, before, value);
            Begin(entry.Key, Encoding.UTF8.GetString(value), style);
            if (trace?[i] is { } source)
            {
                Note(source.ToString());
                if (style.Length > 0)
                    page.Append(", was ").Append(Encoding.UTF8.GetString(before));
            }
            else if (entry.Kind == ConfigEntryKind.Derived)
            {
                Note("derived");
            }

            if (entry.Doc is not null)
                Note(entry.Doc);
            End();
        }

        foreach (var (key, text) in trace?.Added ?? [])
        {
            Begin(key, text, Added);
            Note("added, used by nothing");
            End();
        }

        output.Write(page);

        void Begin(string key, string value, string style)
        {
            hasNote = false;
            var paints = color && style.Length > 0;
            page.Append("  ").Append(paints ? style : "").Append(key).Append(" = ").Append(value);
            page.Append(' ', Math.Max(0, Width - key.Length - " = ".Length - value.Length)).Append(paints ? Reset : "");
        }

        void Note(string text)
        {
            page.Append(hasNote ? "; " : color ? Dim + "  # " : "  # ").Append(text);
            hasNote = true;
        }

        void End()
        {
            if (hasNote && color)
                page.Append(Reset);
            while (char.IsWhiteSpace(page[^1]))
                page.Length--;
            page.AppendLine();
        }
    }

    private static string Style(ConfigEntry entry, ReadOnlySpan<byte> before, ReadOnlySpan<byte> value)
    {
        if (value.SequenceEqual(before))
            return "";
        if (Kind(before) != Kind(value))
            return TypeChanged;
        var grew = entry.Kind == ConfigEntryKind.Dictionary && value.StartsWith(before[..^1]);
        return grew ? Added : Changed;
    }

    /// <summary>The JSON type of a literal: a null that became a number has changed its type.</summary>
    private static byte Kind(ReadOnlySpan<byte> json) => json[0] switch
    {
        (byte)'t' or (byte)'f' => (byte)'b',
        (byte)'"' or (byte)'[' or (byte)'{' or (byte)'n' => json[0],
        _ => (byte)'0',
    };
}
