using System.Buffers;
using System.ComponentModel;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gen.Configuration;

/// <summary>Writes configs as JSON, blocks as nested objects, keys in ordinal order.</summary>
internal static class ConfigWriter
{
    /// <summary>How a config looks: indented, and text as people write it.</summary>
    public static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All entries, derived ones too: what a run records.</summary>
    public static void WriteAll<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config, Utf8JsonWriter writer)
        where TExperiment : class, IExperiment => Write(schema, config, writer, static (_, _) => true);

    /// <summary>Only what was set, so that defaults that depend on other entries stay live.</summary>
    public static string SetText<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config)
        where TExperiment : class, IExperiment =>
        Text(writer => Write(schema, config, writer, static (trace, entry) => trace?[entry] is not null));

    /// <summary>All entries as a text.</summary>
    public static string AllText<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config)
        where TExperiment : class, IExperiment => Text(writer => WriteAll(schema, config, writer));

    /// <summary>The value of one entry as a JSON literal on one line.</summary>
    public static string EntryText<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config, int entry)
        where TExperiment : class, IExperiment =>
        Text(writer => schema.Write(config, entry, new EntryWriter(writer)), Options with { Indented = false });

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
        var entries = schema.Entries;
        var open = "";   // the blocks that are open, as a key prefix: "dataset.files."
        writer.WriteStartObject();
        for (var i = 0; i < entries.Length; i++)
        {
            if (!include(trace, i))
                continue;
            var key = entries[i].Key;
            open = MoveTo(writer, open, key[..(key.LastIndexOf('.') + 1)]);
            writer.WritePropertyName(key.AsSpan(open.Length));
            schema.Write(config, i, new EntryWriter(writer));
        }

        MoveTo(writer, open, "");
        foreach (var (key, text) in trace?.Added ?? [])
            writer.WriteString(key, text);
        writer.WriteEndObject();
    }

    /// <summary>Closes and opens objects until the open ones are those of <paramref name="wanted"/>.</summary>
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

/// <summary>Writes one entry's value as JSON, as generated code hands it over; the counterpart of <see cref="EntryReader"/>.</summary>
/// <param name="json">Where it is written.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct EntryWriter(Utf8JsonWriter json)
{
    /// <summary>Writes true or false.</summary>
    public void Boolean(bool value) => json.WriteBooleanValue(value);

    /// <summary>Writes an integer of 32 bits.</summary>
    public void Int32(int value) => json.WriteNumberValue(value);

    /// <summary>Writes an integer of 64 bits.</summary>
    public void Int64(long value) => json.WriteNumberValue(value);

    /// <summary>Writes an integer of 64 bits or null.</summary>
    public void NullableInt64(long? value) => ConfigTypes.NullableInt64.Write(json, value);

    /// <summary>Writes a floating number of 32 bits.</summary>
    public void Single(float value) => FloatingType<float>.Instance.Write(json, value);

    /// <summary>Writes a floating number of 64 bits.</summary>
    public void Double(double value) => FloatingType<double>.Instance.Write(json, value);

    /// <summary>Writes a text.</summary>
    public void String(string value) => ConfigTypes.String.Write(json, value);

    /// <summary>Writes a text or null.</summary>
    public void NullableString(string? value) => ConfigTypes.NullableString.Write(json, value);

    /// <summary>Writes a value of any other type.</summary>
    public void Value<T>(ConfigType<T> type, T value) => type.Write(json, value);
}
