using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Gen;

/// <summary>A value that says itself how it is recorded, e.g. as the result of a run.</summary>
public interface IJsonWritable
{
    /// <summary>Writes exactly one JSON value.</summary>
    void WriteJson(Utf8JsonWriter writer);
}

/// <summary>Writes any value as valid JSON without reflection: what is not known as a value or a collection is written as its text.</summary>
internal static class JsonValue
{
    /// <summary>Nesting beyond this is written as text: a collection may contain itself.</summary>
    private const int MaxDepth = 60;

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case double number: WriteNumber(writer, number); break;
            case float number when float.IsFinite(number): writer.WriteNumberValue(number); break;
            case float number: WriteNumber(writer, number); break;
            case Half number: WriteNumber(writer, (double)number); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case sbyte or short or byte or ushort or uint: writer.WriteNumberValue(((IConvertible)value).ToInt64(CultureInfo.InvariantCulture)); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case DateTime time: writer.WriteStringValue(time); break;
            case DateTimeOffset time: writer.WriteStringValue(time); break;
            case IJsonWritable writable: writable.WriteJson(writer); break;
            case IDictionary or IEnumerable or ITuple when writer.CurrentDepth >= MaxDepth: writer.WriteStringValue("…"); break;
            case IDictionary dictionary: WriteObject(writer, dictionary); break;
            case IEnumerable items: WriteArray(writer, items); break;
            case ITuple tuple: WriteTuple(writer, tuple); break;
            default: writer.WriteStringValue(Text(value)); break;
        }
    }

    /// <summary>JSON has no NaN and no infinities; they are written as the strings <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</summary>
    public static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The value as one line of a log.</summary>
    public static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static void WriteObject(Utf8JsonWriter writer, IDictionary dictionary)
    {
        var sorted = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in dictionary)
            sorted[Text(entry.Key)] = entry.Value;
        writer.WriteStartObject();
        foreach (var (key, value) in sorted)
        {
            writer.WritePropertyName(key);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, IEnumerable items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            Write(writer, item);
        writer.WriteEndArray();
    }

    private static void WriteTuple(Utf8JsonWriter writer, ITuple tuple)
    {
        writer.WriteStartArray();
        for (var i = 0; i < tuple.Length; i++)
            Write(writer, tuple[i]);
        writer.WriteEndArray();
    }
}

/// <summary>Looks for texts that the parser takes, and that fail only when they are asked for: half a surrogate pair (<c>"\ud800"</c>), bytes that are no UTF-8.</summary>
internal static class JsonTexts
{
    /// <summary>True if every text and name below can be read.</summary>
    public static bool AreReadable(JsonElement json)
    {
        try
        {
            Read(json);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            json.GetString();
        foreach (var item in json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : default)
            Read(item);
        foreach (var property in json.ValueKind == JsonValueKind.Object ? json.EnumerateObject() : default)
        {
            _ = property.Name;
            Read(property.Value);
        }
    }
}

/// <summary>Times as Sacred records them: UTC without saying so, microseconds, <c>2026-11-21T23:37:19.589272</c>.</summary>
internal static class Timestamp
{
    public const int Length = 26;

    // "O" is the one format with a fast path in .NET; its first 26 characters are ours.
    public static string Text(DateTime utc) => utc.ToString("O", CultureInfo.InvariantCulture)[..Length];

    /// <summary>Writes <see cref="Length"/> bytes of ASCII.</summary>
    public static void Write(DateTime utc, Span<byte> destination)
    {
        Span<byte> full = stackalloc byte[33];
        utc.TryFormat(full, out _, "O", CultureInfo.InvariantCulture);
        full[..Length].CopyTo(destination);
    }

    /// <summary>Hours, minutes and seconds as Sacred's log says them: <c>0:00:05</c>, <c>2 days, 1:00:00</c>.</summary>
    public static string Elapsed(TimeSpan time)
    {
        var rounded = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
        var clock = string.Concat(rounded.Hours.ToString(CultureInfo.InvariantCulture), rounded.ToString("\\:mm\\:ss", CultureInfo.InvariantCulture));
        return rounded.Days switch
        {
            0 => clock,
            1 => $"1 day, {clock}",
            var days => $"{days} days, {clock}",
        };
    }
}
