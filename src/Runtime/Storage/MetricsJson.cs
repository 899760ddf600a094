using System.Text.Json;
using Gen.IO;

namespace Gen.Storage;

/// <summary>
/// Writes <c>metrics.json</c> as Sacred does: for each scalar the arrays <c>steps</c>, <c>timestamps</c> and <c>values</c>.
/// </summary>
internal static class MetricsJson
{
    private const int FlushSize = 64 << 10;

    public static void Write(Stream stream, ScalarColumns[] scalars)
    {
        using var writer = new Utf8JsonWriter(stream, JsonFile.Options with { Encoder = null });
        writer.WriteStartObject();
        foreach (var scalar in scalars)
        {
            writer.WriteStartObject(scalar.Name);
            WriteArray(writer, "steps"u8, scalar.Steps.Span, static (writer, step) => writer.WriteNumberValue(step));
            WriteArray(writer, "timestamps"u8, scalar.Times.Span, Timestamp.Write);
            WriteArray(writer, "values"u8, scalar.Values.Span, JsonValue.WriteNumber);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteArray<T>(
        Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(writer, item);
            if (writer.BytesPending >= FlushSize)
                writer.Flush();
        }

        writer.WriteEndArray();
    }
}
