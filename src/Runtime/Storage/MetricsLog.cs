using System.Globalization;
using System.Text.Json;
using Gen.IO;

namespace Gen.Storage;

/// <summary>
/// <c>metrics.jsonl</c>: every scalar as it came, one line <c>{"name":"loss","step":0,"value":0.5,"timestamp":"…"}</c> each, only ever appended to.
/// </summary>
internal sealed class MetricsLog(string path)
{
    private readonly AppendFile _file = new(path);
    private readonly Utf8JsonBuffer _buffer = new();
    private readonly Dictionary<string, JsonEncodedText> _names = new(StringComparer.Ordinal);

    public long Lost => _file.Lost;

    public void Append(IReadOnlyList<ScalarPoint> points)
    {
        _buffer.Clear();
        for (var i = 0; i < points.Count; i++)
        {
            var point = points[i];
            if (!_names.TryGetValue(point.Name, out var name))
                _names.Add(point.Name, name = JsonEncodedText.Encode(point.Name));
            _buffer.Raw("{\"name\":\""u8);
            _buffer.Raw(name.EncodedUtf8Bytes);
            _buffer.Raw("\",\"step\":"u8);
            _buffer.Integer(point.Step);
            _buffer.Raw(",\"value\":"u8);
            _buffer.Number(point.Value);
            _buffer.Raw(",\"timestamp\":"u8);
            _buffer.Time(point.Timestamp);
            _buffer.Raw("}\n"u8);
        }

        _file.Append(_buffer.Written);
    }

    public void Flush() => _file.Flush();

    /// <summary>Bytes of the file, those that are still waiting included.</summary>
    public long Length => _file.Length;

    /// <summary>As <see cref="AppendFile.ContinueAt"/>.</summary>
    public long ContinueAt(long length) => _file.ContinueAt(length);
}

/// <summary>Reads <c>metrics.jsonl</c> back.</summary>
internal static class MetricsLogReader
{
    /// <summary>Reads the points of the file's first bytes.</summary>
    /// <param name="path">The file; a missing one has no points.</param>
    /// <param name="length">So many bytes are read, if there are so many.</param>
    /// <param name="take">Given each point, in order.</param>
    /// <returns>Where the last whole line ends, and how many lines could not be read.</returns>
    /// <exception cref="IOException">The file could not be read.</exception>
    public static (long End, int Damaged) Read(string path, long length, Action<ScalarPoint> take)
    {
        if (!File.Exists(path))
            return (0, 0);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var buffer = new byte[1 << 16];
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var (end, held, damaged) = (0L, 0, 0);
        while (true)
        {
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
            var value = json.GetProperty("value");
            var time = DateTime.ParseExact(json.GetProperty("timestamp").GetString()!, "yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
            point = new ScalarPoint(known, json.GetProperty("step").GetInt64(), Number(value), DateTime.SpecifyKind(time, DateTimeKind.Utc));
            return name.Length > 0;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            point = default;
            return false;
        }
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetDouble();
}
