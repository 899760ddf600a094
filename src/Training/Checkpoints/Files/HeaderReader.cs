using System.Globalization;
using System.Text.Json;

namespace Gen.Training.Checkpoints;

/// <summary>Reads the head of a safetensors file and believes nothing of it: names, types, sizes and places are checked against one another and the file.</summary>
internal sealed class HeaderReader
{
    private const int MostAxes = 64;

    private readonly List<TensorEntry> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private HeaderReader()
    {
    }

    /// <summary>The tensors, in the order of their bytes, which follow one another without holes.</summary>
    public IReadOnlyList<TensorEntry> Entries => _entries;

    /// <summary>What the file is; null for one of another program.</summary>
    public string? Format { get; private set; }

    /// <summary>Everything that is no tensor; null for nothing.</summary>
    public string? State { get; private set; }

    /// <summary>Checksum of each tensor; null for a file of another program.</summary>
    public IReadOnlyDictionary<string, string>? Checksums { get; private set; }

    /// <param name="json">The head without its length. It is changed.</param>
    /// <param name="data">Bytes of the file after it.</param>
    /// <exception cref="InvalidDataException">It cannot be right; the message goes on after the file's name.</exception>
    public static HeaderReader Read(byte[] json, long data)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var reader = new HeaderReader();
            reader.ReadAll(document.RootElement, data);

            // A file of another program has none of our words; damage cannot make one of ours look so.
            if (reader.Checksums is null && (json.AsSpan().IndexOf("crc32c"u8) >= 0 || json.AsSpan().IndexOf("\"gen-"u8) >= 0))
                throw Damaged("its metadata is not whole");
            if (reader.Checksums is not null && FileHeader.OwnChecksum(json) is var (stated, actual) && stated != actual)
                throw Damaged("its header does not match its checksum");
            return reader;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // Not JSON, or text in it that is no UTF-8.
            throw new InvalidDataException("is no safetensors file, or damaged: its header cannot be read", e);
        }
    }

    private static InvalidDataException Damaged(string why) => new($"is damaged: {why}");

    private void ReadAll(JsonElement root, long data)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException("is no safetensors file: its header is not an object");
        foreach (var property in root.EnumerateObject())
        {
            if (!_names.Add(property.Name))
                throw Damaged($"the name '{property.Name}' occurs twice");
            if (property.Name == FileHeader.MetadataKey)
                ReadMetadata(property.Value);
            else
                _entries.Add(Entry(property.Name, property.Value));
        }

        _entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        var end = 0L;
        foreach (var entry in _entries)
        {
            if (entry.Begin != end)
                throw Damaged($"the bytes of '{entry.Name}' begin at {entry.Begin}, where {end} is due");
            end = entry.End;
        }

        if (end != data)
            throw Damaged($"its tensors have {end} bytes, and {data} are there");
        if (Checksums is not null && (_entries.Find(e => !Checksums.ContainsKey(e.Name)) is not null || Checksums.Count != _entries.Count))
            throw Damaged("it has not one checksum for each tensor");
    }

    private void ReadMetadata(JsonElement element)
    {
        var metadata = Texts(element);
        if (!metadata.TryGetValue(FileHeader.FormatKey, out var format) || !format.StartsWith("gen-", StringComparison.Ordinal))
            return;
        if (!metadata.TryGetValue(FileHeader.VersionKey, out var text) || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version < 1)
            throw Damaged("its metadata says no version");
        if (version > FileHeader.Version)
            throw new InvalidDataException($"was written in format {version} by a later version of Gen; this one reads formats up to {FileHeader.Version}");
        if (!metadata.TryGetValue(FileHeader.ChecksumsKey, out var checksums) || !metadata.ContainsKey(FileHeader.OwnChecksumKey))
            throw Damaged("its metadata has no checksums");
        using var table = JsonDocument.Parse(checksums);
        (Format, State, Checksums) = (format, metadata.GetValueOrDefault(FileHeader.StateKey), Texts(table.RootElement));
    }

    private static Dictionary<string, string> Texts(JsonElement element)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object)
            throw Damaged("its metadata is not an object");
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String || !texts.TryAdd(property.Name, property.Value.GetString()!))
                throw Damaged($"its metadata '{property.Name}' occurs twice or is no text");
        }

        return texts;
    }

    private static TensorEntry Entry(string name, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("dtype", out var type) || type.ValueKind != JsonValueKind.String
            || !element.TryGetProperty("shape", out var shape) || !element.TryGetProperty("data_offsets", out var offsets))
            throw Damaged($"'{name}' has not a type, a shape and a place");
        if (ElementTypes.Named(type.GetString()!) is not var (scalar, bytes))
            throw new InvalidDataException($"has the tensor '{name}' of type {type.GetString()}, which torch does not have here");
        var sizes = Numbers(shape, name);
        if (Numbers(offsets, name) is not [var begin, var end] || end < begin)
            throw Damaged($"'{name}' has no place in the file");

        // Sizes of 0 hide absurd ones: torch would refuse those later.
        var product = sizes.Contains(0) ? 0 : (Int128)bytes;
        foreach (var size in sizes)
            product = product > long.MaxValue ? product : product * size;
        if (product != end - begin || (product == 0 && sizes.Any(s => s > int.MaxValue)))
            throw Damaged($"'{name}' is {ShapeText.Format(sizes)} of {type.GetString()} and has {end - begin} bytes");
        return new TensorEntry(name, scalar, sizes, begin, end);
    }

    private static long[] Numbers(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() > MostAxes)
            throw Damaged($"'{name}' has no list of sizes");
        var numbers = new long[element.GetArrayLength()];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (element[i].ValueKind != JsonValueKind.Number || !element[i].TryGetInt64(out numbers[i]) || numbers[i] < 0)
                throw Damaged($"'{name}' has a size of {element[i]}");
        }

        return numbers;
    }
}
