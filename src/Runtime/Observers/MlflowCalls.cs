using System.Net;
using System.Text;
using System.Text.Json;

namespace Gen;

/// <summary>The calls of MLflow's REST API, version 2.0, with its limits.</summary>
internal sealed class MlflowCalls(JsonClient client)
{
    /// <summary>The most metrics in one call.</summary>
    public const int MaxMetrics = 1000;

    private const int MaxParameters = 100;
    private const int NameBytes = 250, ParameterBytes = 6000, TagBytes = 5000;

    /// <summary>Returns the id of the experiment with a name, which is created if it does not exist.</summary>
    public string ExperimentId(string name)
    {
        if (Find(name) is { } id)
            return id;
        var (code, answer) = Send("experiments/create", writer => writer.WriteString("name", name));

        // Another program may have created it meanwhile.
        if (code == HttpStatusCode.BadRequest && Text(answer, "error_code") == "RESOURCE_ALREADY_EXISTS" && Find(name) is { } other)
            return other;
        Check(code, answer, "experiments/create");
        return Text(answer, "experiment_id") ?? throw Unexpected("experiments/create");
    }

    /// <summary>Creates a run, and returns its id.</summary>
    public string CreateRun(string experiment, Run run, IEnumerable<(string Key, string Value)> tags)
    {
        var (code, answer) = Send("runs/create", writer =>
        {
            writer.WriteString("experiment_id", experiment);
            writer.WriteString("run_name", $"{run.ExperimentName} {run.Id}");
            writer.WriteNumber("start_time", run.StartTime.ToUnixTimeMilliseconds());
            WritePairs(writer, "tags", tags, TagBytes);
        });
        Check(code, answer, "runs/create");
        return Member(Member(answer, "run"), "info") is { } info && Text(info, "run_id") is { } id ? id : throw Unexpected("runs/create");
    }

    /// <summary>Logs parameters.</summary>
    public void LogParameters(string run, IEnumerable<(string Key, string Value)> parameters)
    {
        foreach (var some in parameters.Chunk(MaxParameters))
            LogBatch(run, writer => WritePairs(writer, "params", some, ParameterBytes));
    }

    /// <summary>Logs at most <see cref="MaxMetrics"/> metrics.</summary>
    public void LogMetrics(string run, IReadOnlyList<ScalarPoint> points) => LogBatch(run, writer =>
    {
        writer.WriteStartArray("metrics");
        foreach (var point in points)
        {
            writer.WriteStartObject();
            writer.WriteString("key", NameOf(point.Name));
            writer.WritePropertyName("value");
            JsonValue.WriteNumber(writer, point.Value);
            writer.WriteNumber("timestamp", new DateTimeOffset(point.Timestamp, TimeSpan.Zero).ToUnixTimeMilliseconds());
            writer.WriteNumber("step", point.Step);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    public void SetTag(string run, string key, string value) => Call("runs/set-tag", writer =>
    {
        writer.WriteString("run_id", run);
        writer.WriteString("key", NameOf(key));
        writer.WriteString("value", Cut(value, TagBytes));
    });

    /// <summary>Ends a run.</summary>
    /// <param name="run">The id of the run.</param>
    /// <param name="status"><c>FINISHED</c>, <c>FAILED</c> or <c>KILLED</c>.</param>
    /// <param name="time">When it has ended.</param>
    public void EndRun(string run, string status, DateTimeOffset time) => Call("runs/update", writer =>
    {
        writer.WriteString("run_id", run);
        writer.WriteString("status", status);
        writer.WriteNumber("end_time", time.ToUnixTimeMilliseconds());
    });

    /// <summary>Returns a name without the characters that MLflow refuses.</summary>
    internal static string NameOf(string name) => Cut(
        string.Create(name.Length, name, static (valid, name) =>
        {
            for (var i = 0; i < name.Length; i++)
                valid[i] = char.IsAsciiLetterOrDigit(name[i]) || name[i] is '_' or '-' or '.' or ' ' or ':' or '/' ? name[i] : '_';
        }),
        NameBytes);

    /// <summary>Returns the beginning of a text with at most this many bytes in UTF-8.</summary>
    internal static string Cut(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
            return text;
        var (length, size) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((size += rune.Utf8SequenceLength) > bytes)
                break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    private string? Find(string name)
    {
        var path = $"experiments/get-by-name?experiment_name={Uri.EscapeDataString(name)}";
        var (code, answer) = client.Send(HttpMethod.Get, PathOf(path), null);
        if (code == HttpStatusCode.NotFound)
            return null;
        Check(code, answer, "experiments/get-by-name");
        return Member(answer, "experiment") is { } experiment ? Text(experiment, "experiment_id") : null;
    }

    private void LogBatch(string run, Action<Utf8JsonWriter> write) => Call("runs/log-batch", writer =>
    {
        writer.WriteString("run_id", run);
        write(writer);
    });

    private void Call(string path, Action<Utf8JsonWriter> write)
    {
        var (code, answer) = Send(path, write);
        Check(code, answer, path);
    }

    private (HttpStatusCode Code, JsonElement Answer) Send(string path, Action<Utf8JsonWriter> write) =>
        client.Send(HttpMethod.Post, PathOf(path), writer =>
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        });

    private void Check(HttpStatusCode code, JsonElement answer, string path) =>
        client.Check(code, Text(answer, "message") is { } message ? $"{path} ({message}) " : $"{path} ");

    private static string PathOf(string call) => $"/api/2.0/mlflow/{call}";

    private static void WritePairs(Utf8JsonWriter writer, string name, IEnumerable<(string Key, string Value)> pairs, int valueBytes)
    {
        writer.WriteStartArray(name);
        foreach (var (key, value) in pairs)
        {
            writer.WriteStartObject();
            writer.WriteString("key", NameOf(key));
            writer.WriteString("value", Cut(value, valueBytes));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static HttpRequestException Unexpected(string path) => new($"The answer to {path} is not one of MLflow.");

    private static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
