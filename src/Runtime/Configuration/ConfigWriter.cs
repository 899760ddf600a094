using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gen.Configuration;

/// <summary>Writes configs as JSON: blocks as nested objects, and keys in ordinal order.</summary>
internal static class ConfigWriter
{
    /// <summary>The format of configs: indented, with as few escapes as possible.</summary>
    public static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is shown in place of a secret.</summary>
    public const string Hidden = "***";

    /// <summary>Writes all entries, including derived ones, as a run records them: without secrets.</summary>
    public static void WriteAll<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config, Utf8JsonWriter writer)
        where TExperiment : class, IExperiment => Write(schema, config, writer, static (_, _) => true);

    /// <summary>Returns the entries that were set, without secrets. Without the others, defaults that depend on other entries are computed
    /// again.</summary>
    public static string SetText<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config)
        where TExperiment : class, IExperiment =>
        Text(writer => Write(schema, config, writer, static (trace, entry) => trace?[entry] is not null));

    /// <summary>Returns all entries without secrets.</summary>
    public static string AllText<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config)
        where TExperiment : class, IExperiment => Text(writer => WriteAll(schema, config, writer));

    /// <summary>Returns the value of an entry as JSON on one line.</summary>
    public static string EntryText(PlacedEntry entry, object config) =>
        Text(writer => entry.Write(config, new EntryWriter(writer)), Options with { Indented = false });

    /// <summary>Returns the value of an entry as people are shown it.</summary>
    public static string ShownText(PlacedEntry entry, object config) => Shown(entry, EntryText(entry, config));

    /// <summary>Returns the text of an entry's value as people are shown it.</summary>
    public static string Shown(PlacedEntry entry, string text) => entry.Info.IsSecret && text != "null" ? Hidden : text;

    private static string Text(Action<Utf8JsonWriter> write, JsonWriterOptions? options = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options ?? Options))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write<TExperiment>(
        ExperimentSchema<TExperiment> schema, TExperiment config, Utf8JsonWriter writer, Func<ConfigTrace?, int, bool> include)
        where TExperiment : class, IExperiment
    {
        var trace = config.Binding.Trace;
        var entries = schema.Layout.Entries;
        var open = "";   // the prefix of the blocks whose objects are open: "dataset.files."
        writer.WriteStartObject();
        for (var i = 0; i < entries.Length; i++)
        {
            if (!include(trace, i) || entries[i].Info.IsSecret || !entries[i].IsIn(config))
                continue;
            var key = entries[i].Key;
            open = MoveTo(writer, open, key[..(key.LastIndexOf('.') + 1)]);
            writer.WritePropertyName(key.AsSpan(open.Length));
            entries[i].Write(config, new EntryWriter(writer));
        }

        MoveTo(writer, open, "");
        foreach (var (key, text) in trace?.Added ?? [])
            writer.WriteString(key, text);
        writer.WriteEndObject();
    }

    /// <summary>Closes and opens objects until those of a prefix are open.</summary>
    /// <returns>The prefix.</returns>
    private static string MoveTo(Utf8JsonWriter writer, string open, string wanted)
    {
        while (!wanted.StartsWith(open, StringComparison.Ordinal))
        {
            writer.WriteEndObject();
            open = open[..(open.LastIndexOf('.', open.Length - 2) + 1)];
        }

        while (open.Length < wanted.Length)
        {
            var end = wanted.IndexOf('.', open.Length);
            writer.WriteStartObject(wanted.AsSpan(open.Length, end - open.Length));
            open = wanted[..(end + 1)];
        }

        return open;
    }
}

/// <summary>Writes the value of an entry as JSON. Used by generated code.</summary>
/// <param name="json">The JSON writer.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct EntryWriter(Utf8JsonWriter json)
{
    /// <summary>Writes a Boolean value.</summary>
    public void Boolean(bool value) => json.WriteBooleanValue(value);

    /// <summary>Writes a 32-bit integer.</summary>
    public void Int32(int value) => json.WriteNumberValue(value);

    /// <summary>Writes a 64-bit integer.</summary>
    public void Int64(long value) => json.WriteNumberValue(value);

    /// <summary>Writes a nullable 64-bit integer.</summary>
    public void NullableInt64(long? value)
    {
        if (value is { } number)
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }

    /// <summary>Writes a single-precision number.</summary>
    public void Single(float value)
    {
        Span<byte> text = stackalloc byte[FloatingText.MaxLength];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        FloatingText.Write(json, text, length);
    }

    /// <summary>Writes a double-precision number.</summary>
    public void Double(double value)
    {
        Span<byte> text = stackalloc byte[FloatingText.MaxLength];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        FloatingText.Write(json, text, length);
    }

    /// <summary>Writes a string.</summary>
    public void String(string value) => ConfigTypes.String.Write(json, value);

    /// <summary>Writes a string or null.</summary>
    public void NullableString(string? value) => ConfigTypes.NullableString.Write(json, value);

    /// <summary>Writes a value of any other type.</summary>
    public void Value<T>(ConfigType<T> type, T value) => type.Write(json, value);
}
