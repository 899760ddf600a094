using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Gen.IO;

namespace Gen.Storage;

/// <summary>
/// Appends scalars to <c>metrics.jsonl</c> in the order in which they were logged, one line
/// <c>{"name":"loss","step":0,"value":0.5,"timestamp":"…"}</c> for each.
/// </summary>
internal sealed class MetricsLog(string path)
{
    private readonly AppendFile _file = new(path);
    private readonly ArrayBufferWriter<byte> _lines = new();

    /// <summary>The number of bytes dropped because the file could not be written for too long.</summary>
    public long Lost => _file.Lost;

    /// <summary>The length of the file in bytes, buffered ones included.</summary>
    public long Length => _file.Length;

    public void Append(IReadOnlyList<ScalarPoint> points)
    {
        _lines.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_lines);
        foreach (var point in points)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, point.Name);
            writer.WriteNumber("step"u8, point.Step);
            writer.WritePropertyName("value"u8);
            JsonValue.WriteNumber(writer, point.Value);
            writer.WritePropertyName("timestamp"u8);
            Timestamp.Write(writer, point.Timestamp);
            writer.WriteEndObject();
            writer.Flush();
            writer.Reset();
            _lines.Write("\n"u8);
        }

        _file.Append(_lines.WrittenSpan);
    }

    public void Flush() => _file.Flush();

    /// <inheritdoc cref="AppendFile.ContinueAt"/>
    public long ContinueAt(long length) => _file.ContinueAt(length);
}

/// <summary>Reads <c>metrics.jsonl</c>.</summary>
internal static class MetricsLogReader
{
    /// <summary>The longest line that is read, in bytes. Lines have fewer, so that a longer one is none: reading stops there.</summary>
    public const int MaxLine = 1 << 20;

    /// <summary>Reads the points in the first bytes of the file.</summary>
    /// <param name="path">The file; a missing one has no points.</param>
    /// <param name="length">The number of bytes to read, if there are so many.</param>
    /// <param name="take">Receives each point, in order.</param>
    /// <returns>The end of the last complete line, and the number of damaged lines.</returns>
    /// <exception cref="IOException">The file could not be read.</exception>
    public static (long End, int Damaged) Read(string path, long length, Action<ScalarPoint> take)
    {
        if (!File.Exists(path) || new FileInfo(RunPath.Folder(path)).Length == 0)
            return (0, 0);
        using var stream = new FileStream(
            RunPath.ForReading(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var buffer = new byte[1 << 16];
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var (end, held, damaged) = (0L, 0, 0);
        while (true)
        {
            if (held >= MaxLine)
                return (end, damaged + 1);
            if (held == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
            var wanted = (int)Math.Min(buffer.Length - held, length - end - held);
            var read = wanted > 0 ? stream.Read(buffer, held, wanted) : 0;
            if (read == 0)
                return (end, damaged);
            held += read;
            var start = 0;
            for (int newline; (newline = buffer.AsSpan(start, held - start).IndexOf((byte)'\n')) >= 0; start += newline + 1)
            {
                if (TryParse(buffer.AsMemory(start, newline), names, out var point))
                    take(point);
                else
                    damaged++;
            }

            buffer.AsSpan(start, held - start).CopyTo(buffer);
            (end, held) = (end + start, held - start);
        }
    }

    private static bool TryParse(ReadOnlyMemory<byte> line, Dictionary<string, string> names, out ScalarPoint point)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            var name = json.GetProperty("name").GetString() ?? throw new FormatException();
            // One string for all points of a scalar.
            if (!names.TryGetValue(name, out var known))
                names.Add(name, known = name);
            var time = DateTime.ParseExact(json.GetProperty("timestamp").GetString()!, Timestamp.Format, CultureInfo.InvariantCulture);
            var (step, value) = (json.GetProperty("step").GetInt64(), Number(json.GetProperty("value")));
            point = new ScalarPoint(known, step, value, DateTime.SpecifyKind(time, DateTimeKind.Utc));
            return name.Length > 0;
        }
        catch (Exception e) when (
            e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            point = default;
            return false;
        }
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetDouble() is var number && double.IsFinite(number) ? number : throw new FormatException();
}
