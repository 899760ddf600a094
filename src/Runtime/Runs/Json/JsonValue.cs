using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Gen.Runs;

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
