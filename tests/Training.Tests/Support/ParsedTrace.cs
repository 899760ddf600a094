using System.IO.Compression;
using System.Text.Json;

namespace Gen.Training.Tests.Support;

/// <summary>A parsed trace file.</summary>
internal sealed class ParsedTrace
{
    public ParsedTrace(string path)
    {
        using var file = File.OpenRead(path);
        using Stream text = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var json = JsonDocument.Parse(text);
        Events = [.. json.RootElement.GetProperty("traceEvents").EnumerateArray().Select(e => e.Clone())];
        Spans =
        [
            .. Events
                .Where(e => Text(e, "ph") == "X")
                .Select(e => new Span(
                    Text(e, "name"),
                    Text(e, "cat"),
                    e.GetProperty("ts").GetDouble(),
                    e.GetProperty("dur").GetDouble(),
                    e.GetProperty("tid").GetInt32(),
                    e.TryGetProperty("args", out var args) ? args.EnumerateObject().Single().Value.GetInt64() : null
                )),
        ];
    }

    public IReadOnlyList<JsonElement> Events { get; }

    public IReadOnlyList<Span> Spans { get; }

    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    internal sealed record Span(string Name, string Category, double Start, double Duration, int Lane, long? Number)
    {
        public double End => Start + Duration;

        public bool Contains(Span other) => Lane == other.Lane && Start <= other.Start && other.End <= End;
    }
}
