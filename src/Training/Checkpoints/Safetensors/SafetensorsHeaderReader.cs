using System.Globalization;
using System.Text.Json;
using Gen.IO;

namespace Gen.Training.Checkpoints;

/// <summary>Reader of the header of a safetensors file. It validates names, dtypes, shapes and offsets against each other and the size of
/// the file.</summary>
internal sealed class SafetensorsHeaderReader
{
    private const int MaxDimensions = 64;

    private readonly List<TensorInfo> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private SafetensorsHeaderReader()
    {
    }

    /// <summary>The tensors in the order of their offsets, without gaps.</summary>
    public IReadOnlyList<TensorInfo> Entries => _entries;

    /// <summary>The format of the file; null for a file of another program.</summary>
    public string? Format { get; private set; }

    /// <summary>The state other than tensors, as JSON; null if there is none.</summary>
    public string? State { get; private set; }

    /// <summary>The checksum of each tensor; null for a file of another program.</summary>
    public IReadOnlyDictionary<string, string>? Checksums { get; private set; }

    /// <summary>Reads a header.</summary>
    /// <param name="json">The header without its length. It is modified.</param>
    /// <param name="data">The number of bytes after the header.</param>
    /// <exception cref="InvalidDataException">The header is invalid. The message continues after the name of the file.</exception>
    public static SafetensorsHeaderReader Read(byte[] json, long data)
    {
        try
        {
            if (JsonLimits.Exceeded(json) is { } excess)
                throw new InvalidDataException($"is not a safetensors file, or corrupt: its header {excess}");
            using var document = JsonDocument.Parse(json);
            var reader = new SafetensorsHeaderReader();
            reader.ReadAll(document.RootElement, data);

            // A corrupt file of ours must not be taken for a file of another program.
            if (reader.Checksums is null && (json.AsSpan().IndexOf("crc32c"u8) >= 0 || json.AsSpan().IndexOf("\"gen-"u8) >= 0))
                throw Corrupt("its metadata are incomplete");
            if (reader.Checksums is not null && SafetensorsHeader.VerifyChecksum(json) is var (stated, actual) && stated != actual)
                throw Corrupt("its header does not match its checksum");
            return reader;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // Invalid JSON or UTF-8.
            throw new InvalidDataException("is not a safetensors file, or corrupt: its header cannot be read", e);
        }
    }

    /// <summary>Returns the tensors with a prefix, without it.</summary>
    public IReadOnlyList<TensorInfo> WithPrefix(string prefix) =>
    [
        .. _entries.Where(e => e.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(e => e with { Name = e.Name[prefix.Length..] }),
    ];

    private static InvalidDataException Corrupt(string why) => new($"is corrupt: {why}");

    private void ReadAll(JsonElement root, long data)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException("is not a safetensors file: its header is not an object");
        foreach (var property in root.EnumerateObject())
        {
            if (!_names.Add(property.Name))
                throw Corrupt($"the name '{property.Name}' occurs twice");
            if (property.Name == SafetensorsHeader.MetadataKey)
                ReadMetadata(property.Value);
            else
                _entries.Add(ReadTensor(property.Name, property.Value));
        }

        _entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        var end = 0L;
        foreach (var entry in _entries)
        {
            if (entry.Begin != end)
                throw Corrupt($"the data of '{entry.Name}' must begin at {end}, but begin at {entry.Begin}");
            end = entry.End;
        }

        if (end != data)
            throw Corrupt($"its tensors must have {end} bytes, but have {data}");
        if (Checksums is not null && (_entries.Find(e => !Checksums.ContainsKey(e.Name)) is not null || Checksums.Count != _entries.Count))
            throw Corrupt("it does not have a checksum for each tensor");
    }

    private void ReadMetadata(JsonElement element)
    {
        var metadata = ReadStrings(element);
        if (!metadata.TryGetValue(SafetensorsHeader.FormatKey, out var format) || !format.StartsWith("gen-", StringComparison.Ordinal))
            return;
        if (
            !metadata.TryGetValue(SafetensorsHeader.VersionKey, out var text)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || version < 1
        )
            throw Corrupt("its metadata have no version");
        if (version > SafetensorsHeader.Version)
            throw new InvalidDataException(
                $"was written in format {version} by a later version of Gen; this one reads formats up to {SafetensorsHeader.Version}"
            );
        if (
            !metadata.TryGetValue(SafetensorsHeader.ChecksumsKey, out var checksums)
            || !metadata.ContainsKey(SafetensorsHeader.HeaderChecksumKey)
        )
            throw Corrupt("its metadata have no checksums");
        using var table = JsonDocument.Parse(checksums);
        (Format, State, Checksums) = (format, metadata.GetValueOrDefault(SafetensorsHeader.StateKey), ReadStrings(table.RootElement));
    }

    private static Dictionary<string, string> ReadStrings(JsonElement element)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object)
            throw Corrupt("its metadata are not an object");
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String || !texts.TryAdd(property.Name, property.Value.GetString()!))
                throw Corrupt($"its metadata entry '{property.Name}' occurs twice or is not a string");
        }

        return texts;
    }

    private static TensorInfo ReadTensor(string name, JsonElement element)
    {
        if (
            element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("dtype", out var type)
            || type.ValueKind != JsonValueKind.String
            || !element.TryGetProperty("shape", out var shape)
            || !element.TryGetProperty("data_offsets", out var offsets)
        )
            throw Corrupt($"'{name}' does not have dtype, shape and data_offsets");
        if (SafetensorsTypes.Parse(type.GetString()!) is not var (scalar, bytes))
            throw new InvalidDataException($"has a tensor '{name}' of dtype {type.GetString()}, which torch does not have");
        var sizes = ReadSizes(shape, name);
        if (ReadSizes(offsets, name) is not [var begin, var end] || end < begin)
            throw Corrupt($"'{name}' has invalid data_offsets");

        // Next to a size of 0, absurd sizes would pass the product: torch would refuse them later.
        var product = sizes.Contains(0) ? 0 : (Int128)bytes;
        foreach (var size in sizes)
            product = product > long.MaxValue ? product : product * size;
        if (product != end - begin || (product == 0 && sizes.Any(s => s > int.MaxValue)))
            throw Corrupt($"'{name}' of shape {ShapeText.Format(sizes)} and dtype {type.GetString()} has {end - begin} bytes");
        return new TensorInfo(name, scalar, sizes, begin, end);
    }

    private static long[] ReadSizes(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() > MaxDimensions)
            throw Corrupt($"'{name}' has an invalid list of sizes");
        var numbers = new long[element.GetArrayLength()];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (element[i].ValueKind != JsonValueKind.Number || !element[i].TryGetInt64(out numbers[i]) || numbers[i] < 0)
                throw Corrupt($"'{name}' has an invalid size, {element[i]}");
        }

        return numbers;
    }
}
