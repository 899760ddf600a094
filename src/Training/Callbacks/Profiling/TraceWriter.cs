using System.IO.Compression;
using System.Text.Json;
using Gen.IO;

namespace Gen.Training;

/// <summary>
/// Writes a file in the Trace Event Format (JSON object format), which chrome://tracing and Perfetto show. Times are microseconds since the
/// start of training, with three decimals. The file is written atomically, and compressed if its name ends with <c>.gz</c>.
/// </summary>
internal sealed class TraceWriter(TraceRecorder recorder)
{
    private const int FlushAt = 1 << 16;

    private readonly int _process = Environment.ProcessId;

    /// <summary>Writes the trace unless it is empty.</summary>
    /// <returns>The number of spans.</returns>
    /// <exception cref="IOException">The file cannot be written. An existing file is unchanged.</exception>
    public int Write(string path)
    {
        var (spans, samples) = recorder.Take();
        if (spans.Count == 0)
            return 0;
        RunPath.CreateFolder(Path.GetDirectoryName(path)!);
        AtomicFile.Replace(path, stream => Write(path, stream, spans, samples));
        return spans.Count;
    }

    private void Write(string path, Stream stream, IReadOnlyList<TraceSpan> spans, IReadOnlyList<TraceSample> samples)
    {
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            Write(stream, spans, samples);
            return;
        }

        using var compressed = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        Write(compressed, spans, samples);
    }

    private void Write(Stream stream, IReadOnlyList<TraceSpan> spans, IReadOnlyList<TraceSample> samples)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ms");
        json.WriteStartArray("traceEvents");
        Label(json, "process_name", 0, "training");
        for (var lane = 0; lane < recorder.Lanes; lane++)
            Label(json, "thread_name", lane, TraceNames.FromLane(lane));
        foreach (var span in spans)
        {
            Span(json, span);
            if (json.BytesPending > FlushAt)
                json.Flush();
        }

        foreach (var sample in samples)
            Counters(json, sample);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Span(Utf8JsonWriter json, TraceSpan span)
    {
        Begin(json, "X", span.Name, span.Lane);
        json.WriteString("cat", span.Category);
        Time(json, "ts", span.Start - recorder.Origin);
        Time(json, "dur", span.End - span.Start);
        if (span.Number is { } number)
        {
            json.WriteStartObject("args");
            json.WriteNumber(span.Category == TraceNames.Validation ? "batch" : "step", number);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void Counters(Utf8JsonWriter json, TraceSample sample)
    {
        Counter(
            json,
            sample.At,
            "memory (MiB)",
            ("resident", sample.Memory.Resident / MemoryUsage.MiB),
            ("managed", sample.Memory.Managed / MemoryUsage.MiB)
        );
        Counter(json, sample.At, "live tensors", ("tensors", sample.Memory.Tensors));
        Counter(json, sample.At, "garbage collections", ("all", sample.Memory.Collections), ("full", sample.Memory.FullCollections));
    }

    private void Counter(Utf8JsonWriter json, long at, string name, params ReadOnlySpan<(string Name, double Value)> values)
    {
        Begin(json, "C", name, 0);
        Time(json, "ts", at - recorder.Origin);
        json.WriteStartObject("args");
        foreach (var (series, value) in values)
            json.WriteNumber(series, Math.Round(value, 3));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Label(Utf8JsonWriter json, string what, int lane, string label)
    {
        Begin(json, "M", what, lane);
        json.WriteStartObject("args");
        json.WriteString("name", label);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Begin(Utf8JsonWriter json, string kind, string name, int lane)
    {
        json.WriteStartObject();
        json.WriteString("ph", kind);
        json.WriteString("name", name);
        json.WriteNumber("pid", _process);
        json.WriteNumber("tid", lane);
    }

    private void Time(Utf8JsonWriter json, string key, long ticks) =>
        json.WriteNumber(key, decimal.Round(ticks * 1_000_000m / recorder.Frequency, 3));
}
