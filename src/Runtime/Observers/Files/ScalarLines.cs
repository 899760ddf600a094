using System.Text.Json;

namespace Gen.Observers;

/// <summary>
/// <c>metrics.jsonl</c>: every scalar as it came, one line <c>{"name":"loss","step":0,"value":0.5,"timestamp":"…"}</c> each, only ever appended to.
/// </summary>
internal sealed class ScalarLines(string path)
{
    private readonly AppendFile _file = new(path);
    private readonly Utf8Buffer _buffer = new();
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
