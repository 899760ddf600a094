using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gen.Training.Checkpoints;

/// <summary>
/// The head of a file: its length, then JSON that says what the file is and where each tensor lies. Checksums always have the same number of
/// digits, so that the head can be written before they are known, and once more afterwards.
/// </summary>
internal static class FileHeader
{
    public const string Weights = "gen-weights";
    public const string Checkpoint = "gen-checkpoint";
    public const int Version = 1;

    /// <summary>Longer ones are refused, as safetensors' own library does.</summary>
    public const int MostBytes = 100_000_000;

    public const string MetadataKey = "__metadata__";
    public const string FormatKey = "format";
    public const string VersionKey = "version";
    public const string StateKey = "state";
    public const string ChecksumsKey = "crc32c";
    public const string OwnChecksumKey = "header_crc32c";

    private const string NoChecksum = "00000000";
    private const int Alignment = 8;

    // Readable in an editor; nothing here ends up in a web page.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The head, length included.</summary>
    /// <param name="format">What the file is.</param>
    /// <param name="state">Everything that is no tensor; null for nothing.</param>
    /// <param name="entries">The tensors, in the order of their bytes.</param>
    /// <param name="checksums">Checksum of each; null while they are not known.</param>
    public static byte[] Write(string format, string? state, IReadOnlyList<TensorEntry> entries, IReadOnlyList<string>? checksums)
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
            json.WriteString(ChecksumsKey, ChecksumsText(entries, checksums));
            json.WriteString(OwnChecksumKey, NoChecksum);
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
            Encoding.ASCII.GetBytes(Crc.Of(bytes.AsSpan(sizeof(ulong)))).CopyTo(Digits(bytes.AsSpan(sizeof(ulong))));
        return bytes;
    }

    /// <summary>The checksum that a head states, and the one that it has.</summary>
    public static (string Stated, string Actual) OwnChecksum(Span<byte> json)
    {
        var digits = Digits(json);
        if (digits.IsEmpty)
            return ("", Crc.Of(json));
        var stated = Encoding.Latin1.GetString(digits);
        digits.Fill((byte)'0');
        return (stated, Crc.Of(json));
    }

    // Inside a string its quotes would be escaped: what is found is the key.
    private static Span<byte> Digits(Span<byte> json)
    {
        var key = Encoding.ASCII.GetBytes($"\"{OwnChecksumKey}\":\"");
        var at = json.IndexOf(key);
        return at < 0 || json.Length < at + key.Length + Crc.Digits ? [] : json.Slice(at + key.Length, Crc.Digits);
    }

    private static string ChecksumsText(IReadOnlyList<TensorEntry> entries, IReadOnlyList<string>? checksums)
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

    private static void Write(Utf8JsonWriter json, TensorEntry entry)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", ElementTypes.NameOf(entry.Type, entry.Name));
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
