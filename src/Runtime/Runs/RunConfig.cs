using System.Buffers;
using System.Text.Json;

namespace Gen.Runs;

/// <summary>A run's configuration as flat entries.</summary>
internal static class RunConfig
{
    /// <summary>What <paramref name="write"/> writes, an object; the keys of objects inside are joined by dots.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Read(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        var entries = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        Add(entries, "", document.RootElement);
        return entries;
    }

    private static void Add(SortedDictionary<string, JsonElement> entries, string prefix, JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            // An empty object is a value: nothing else would tell that the entry is there.
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.EnumerateObject().Any())
                Add(entries, $"{prefix}{property.Name}.", property.Value);
            else
                entries[prefix + property.Name] = property.Value.Clone();
        }
    }
}
