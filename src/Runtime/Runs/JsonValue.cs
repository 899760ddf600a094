using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Gen;

/// <summary>A value that writes its own JSON, for example the result of a run.</summary>
public interface IJsonWritable
{
    /// <summary>Writes exactly one JSON value.</summary>
    void WriteJson(Utf8JsonWriter writer);
}

/// <summary>
/// Writes any value as valid JSON without reflection. A value that is neither known nor a collection is written as its text.
/// </summary>
internal static class JsonValue
{
    /// <summary>Deeper nesting is written as text, since a collection may contain itself.</summary>
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
            case sbyte or short or byte or ushort or uint: writer.WriteNumberValue(Convert.ToInt64(value, null)); break;
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

    /// <summary>
    /// Writes a number. NaN and infinities, which JSON lacks, are written as the strings <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.
    /// </summary>
    public static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Returns the value as text for a log.</summary>
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

/// <summary>
/// Finds strings that the JSON parser accepts, but that throw when they are read: half of a surrogate pair (<c>"\ud800"</c>), bytes that
/// are not UTF-8.
/// </summary>
internal static class JsonStrings
{
    /// <summary>Returns whether all strings and names in an element can be read.</summary>
    public static bool AreValid(JsonElement json)
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

/// <summary>Times in the format of Sacred: UTC without an offset, with microseconds, <c>2026-11-21T23:37:19.589272</c>.</summary>
internal static class Timestamp
{
    public const string Format = "yyyy-MM-ddTHH:mm:ss.ffffff";

    public static string ToText(DateTime utc) => utc.ToString(Format, CultureInfo.InvariantCulture);

    public static void Write(Utf8JsonWriter writer, DateTime utc) => writer.WriteStringValue(ToText(utc));

    /// <summary>Returns a duration in the format of Sacred's log: <c>0:00:05</c>, <c>2 days, 1:00:00</c>.</summary>
    public static string ToText(TimeSpan duration)
    {
        var rounded = TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds));
        var clock = string.Create(CultureInfo.InvariantCulture, $"{rounded.Hours}:{rounded:mm\\:ss}");
        return rounded.Days switch
        {
            0 => clock,
            1 => $"1 day, {clock}",
            var days => $"{days} days, {clock}",
        };
    }
}
