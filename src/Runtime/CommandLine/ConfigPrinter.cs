using System.Text;
using Gen.Configuration;

namespace Gen.CommandLine;

/// <summary>Prints a config for people: each entry, what it differs in from the default, who set it, and its doc.</summary>
internal static class ConfigPrinter
{
    private const string Changed = "\e[34m";
    private const string Added = "\e[32m";
    private const string TypeChanged = "\e[31m";

    /// <summary>Colours only for a terminal, and never against NO_COLOR (no-color.org).</summary>
    public static bool UseColor() => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static void Print<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config, TextWriter output, bool color)
        where TExperiment : class, IExperiment
    {
        var trace = config.Binding.Trace;
        var values = EntryLiterals.Of(schema, config);
        var defaults = EntryLiterals.Of(schema, schema.Create());
        using var page = new PageText(output);
        var lines = new ConfigLines(page, color);
        lines.Head(Changed, Added, TypeChanged);
        for (var i = 0; i < schema.Entries.Length; i++)
        {
            var entry = schema.Entries[i];
            var before = defaults[i];
            var style = Style(entry, before, values[i]);
            lines.Begin(entry.Key, values[i], style);
            var source = trace?[i];
            if (source is not null)
                lines.Note(source.ToString());
            if (source is not null && style.Length > 0)
                lines.Was(before);
            if (source is null && entry.Kind == ConfigEntryKind.Derived)
                lines.Note("derived");
            if (entry.Doc is not null)
                lines.Note(entry.Doc);
            lines.End();
        }

        foreach (var (key, text) in trace?.Added ?? [])
        {
            lines.Begin(key, Encoding.UTF8.GetBytes(text), Added);
            lines.Note("added, used by nothing");
            lines.End();
        }

        page.Flush();
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
