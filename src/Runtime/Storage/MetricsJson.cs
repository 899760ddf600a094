using Gen.IO;

namespace Gen.Storage;

/// <summary>Writes <c>metrics.json</c> as Sacred does: for each scalar the arrays <c>steps</c>, <c>timestamps</c> and <c>values</c>.</summary>
internal static class MetricsJson
{
    private const int ChunkSize = 64 << 10;

    public static void Write(Stream stream, ScalarColumns[] all)
    {
        var buffer = new Utf8JsonBuffer();
        buffer.Raw("{"u8);
        for (var i = 0; i < all.Length; i++)
        {
            buffer.Raw(i == 0 ? "\n  \""u8 : ",\n  \""u8);
            buffer.Raw(all[i].Name.EncodedUtf8Bytes);
            buffer.Raw("\": {\n    \"steps\": ["u8);
            Array(stream, buffer, all[i].Steps.Span, static (buffer, step) => buffer.Integer(step));
            buffer.Raw(",\n    \"timestamps\": ["u8);
            Array(stream, buffer, all[i].Times.Span, static (buffer, time) => buffer.Time(time));
            buffer.Raw(",\n    \"values\": ["u8);
            Array(stream, buffer, all[i].Values.Span, static (buffer, value) => buffer.Number(value));
            buffer.Raw("\n  }"u8);
        }

        buffer.Raw(all.Length == 0 ? "}"u8 : "\n}"u8);
        stream.Write(buffer.Written);
    }

    private static void Array<T>(Stream stream, Utf8JsonBuffer buffer, ReadOnlySpan<T> items, Action<Utf8JsonBuffer, T> write)
    {
        for (var i = 0; i < items.Length; i++)
        {
            buffer.Raw(i == 0 ? "\n      "u8 : ",\n      "u8);
            write(buffer, items[i]);
            if (buffer.Count < ChunkSize)
                continue;
            stream.Write(buffer.Written);
            buffer.Clear();
        }

        buffer.Raw(items.IsEmpty ? "]"u8 : "\n    ]"u8);
    }
}
