using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gen.Training.Checkpoints;

/// <summary>
/// Writer of the header: its length, then JSON with the metadata and the dtype, shape and offsets of each tensor. Checksums have a fixed
/// number of digits, so that the header can be written first without them and later again with them.
/// </summary>
internal static class SafetensorsHeader
{
    public const string Weights = "gen-weights";
    public const string Checkpoint = "gen-checkpoint";
    public const int Version = 1;

    /// <summary>The maximum size, as in the safetensors library.</summary>
    public const int MaxSize = 100_000_000;

    public const string MetadataKey = "__metadata__";
    public const string FormatKey = "format";
    public const string VersionKey = "version";
    public const string StateKey = "state";
    public const string ChecksumsKey = "crc32c";
    public const string HeaderChecksumKey = "header_crc32c";

    private const string NoChecksum = "00000000";
    private const int Alignment = 8;

    // Readable in an editor; the output is not embedded in web pages.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the bytes of a header with its length.</summary>
    /// <param name="format">The format of the file.</param>
    /// <param name="state">The state other than tensors, as JSON; null for none.</param>
    /// <param name="entries">The tensors in the order of their offsets.</param>
    /// <param name="checksums">The checksum of each tensor; null if not yet known.</param>
    public static byte[] Write(string format, string? state, IReadOnlyList<TensorInfo> entries, IReadOnlyList<string>? checksums)
    {
        using var memory = new MemoryStream();
        memory.Write(stackalloc byte[sizeof(ulong)]);
        using (var json = new Utf8JsonWriter(memory, s_options))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            json.WriteString(FormatKey, format);
            json.WriteString(VersionKey, $"{Version}");
            if (state is not null)
                json.WriteString(StateKey, state);
            json.WriteString(ChecksumsKey, FormatChecksums(entries, checksums));
            json.WriteString(HeaderChecksumKey, NoChecksum);
            json.WriteEndObject();
            foreach (var entry in entries)
                Write(json, entry);
            json.WriteEndObject();
        }

        while (memory.Length % Alignment != 0)
            memory.WriteByte((byte)' ');
        var bytes = memory.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)(bytes.Length - sizeof(ulong)));
        if (checksums is not null)
            Encoding.ASCII.GetBytes(Crc32C.Compute(bytes.AsSpan(sizeof(ulong)))).CopyTo(FindDigits(bytes.AsSpan(sizeof(ulong))));
        return bytes;
    }

    /// <summary>Returns the checksum in a header, and the one computed from it.</summary>
    public static (string Stated, string Actual) VerifyChecksum(Span<byte> json)
    {
        var digits = FindDigits(json);
        if (digits.IsEmpty)
            return ("", Crc32C.Compute(json));
        var stated = Encoding.Latin1.GetString(digits);
        digits.Fill((byte)'0');
        return (stated, Crc32C.Compute(json));
    }

    // In a string the quotes would be escaped, so this finds only the key.
    private static Span<byte> FindDigits(Span<byte> json)
    {
        var key = Encoding.ASCII.GetBytes($"\"{HeaderChecksumKey}\":\"");
        var at = json.IndexOf(key);
        return at < 0 || json.Length < at + key.Length + Crc32C.Digits ? [] : json.Slice(at + key.Length, Crc32C.Digits);
    }

    private static string FormatChecksums(IReadOnlyList<TensorInfo> entries, IReadOnlyList<string>? checksums)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, s_options))
        {
            json.WriteStartObject();
            for (var i = 0; i < entries.Count; i++)
                json.WriteString(entries[i].Name, checksums?[i] ?? NoChecksum);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length);
    }

    private static void Write(Utf8JsonWriter json, TensorInfo entry)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", SafetensorsTypes.NameOf(entry.Type, entry.Name));
        json.WriteStartArray("shape");
        foreach (var size in entry.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(entry.Begin);
        json.WriteNumberValue(entry.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>CRC-32C (Castagnoli), for which CPUs have an instruction.</summary>
internal struct Crc32C
{
    /// <summary>The number of hexadecimal digits.</summary>
    public const int Digits = 8;

    private uint _inverted;

    /// <summary>The checksum of the bytes so far.</summary>
    public readonly uint Value => ~(_inverted ^ uint.MaxValue);

    /// <summary>The checksum as <see cref="Digits"/> hexadecimal digits.</summary>
    public readonly string Text => Value.ToString("x8", CultureInfo.InvariantCulture);

    public static string Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = default(Crc32C);
        crc.Add(bytes);
        return crc.Text;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        // Stored inverted, so that the default value is the checksum of no bytes.
        var state = _inverted ^ uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var last in bytes)
            state = BitOperations.Crc32C(state, last);
        _inverted = state ^ uint.MaxValue;
    }
}
