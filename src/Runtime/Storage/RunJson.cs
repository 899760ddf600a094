using System.Text.Json;

namespace Gen.Storage;

/// <summary>The content of <c>run.json</c>: Sacred's keys in Sacred's order, with <c>dotnet_version</c> for <c>python_version</c>.</summary>
internal sealed class RunJson(Run run)
{
    public List<string> Artifacts { get; } = [];

    public List<(string File, string Kept)> Resources { get; } = [];

    /// <summary>With what the run has left so far, if it is being resumed.</summary>
    public static RunJson For(Run run)
    {
        var json = new RunJson(run);
        if (run.Resumption is { Record: var earlier })
        {
            json.Artifacts.AddRange(earlier.Artifacts);
            json.Resources.AddRange(earlier.Resources);
        }

        return json;
    }

    /// <summary>Notes a resource; one whose copy has only moved with the runs directory is the same.</summary>
    public void AddResource(string file, string kept)
    {
        var known = Resources.FindIndex(r => r.File == file && Path.GetFileName(r.Kept) == Path.GetFileName(kept));
        if (known < 0)
            Resources.Add((file, kept));
        else
            Resources[known] = (file, kept);
    }

    public DateTime? Heartbeat { get; set; }

    public Exception? Failure { get; set; }

    public RunEnvironment? Facts { get; set; }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteTexts(writer, "artifacts", Artifacts);
        writer.WriteString("command", run.Command);
        WriteExperiment(writer);
        if (run.Status == RunStatus.Failed && Failure is not null)
            WriteTexts(writer, "fail_trace", FailTrace.Lines(Failure));
        WriteTime(writer, "heartbeat", Heartbeat);
        writer.WritePropertyName("host");
        HostJson.Write(writer, Facts?.Host);
        WriteMeta(writer);
        WriteResources(writer);
        writer.WritePropertyName("result");
        WriteResult(writer, run.ResultValue);
        run.Resumption?.Record.WriteSessions(writer);
        WriteTime(writer, "start_time", run.StartTime.UtcDateTime);
        writer.WriteString("status", (run.Status ?? RunStatus.Running).Recorded());
        WriteTime(writer, "stop_time", run.StopTime?.UtcDateTime);
        writer.WriteEndObject();
    }

    /// <summary>The user's type may write itself, or be a collection that fails: tried first, so that only the result is lost by it.</summary>
    private static void WriteResult(Utf8JsonWriter writer, object? result)
    {
        try
        {
            using var trial = new Utf8JsonWriter(Stream.Null);
            JsonValue.Write(trial, result);
        }
        catch (Exception e)
        {
            writer.WriteStringValue($"{result!.GetType().Name} could not be written: {e.Message}");
            return;
        }

        JsonValue.Write(writer, result);
    }

    private void WriteExperiment(Utf8JsonWriter writer)
    {
        var program = ProgramLocation.From(run.Start);
        writer.WriteStartObject("experiment");
        writer.WriteString("base_dir", program.BaseDirectory);
        WriteTexts(writer, "dependencies", Facts?.Packages ?? []);
        if (run.Start.Doc is { } doc)
            writer.WriteString("doc", doc);
        writer.WriteString("mainfile", program.MainFile);
        writer.WriteString("name", run.ExperimentName);
        writer.WriteStartArray("repositories");
        if (Facts?.Repository is { } repository)
        {
            writer.WriteStartObject();
            writer.WriteString("commit", repository.Commit);
            writer.WriteBoolean("dirty", repository.Dirty);
            writer.WriteString("url", repository.Url);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteTexts(writer, "sources", []);
        writer.WriteEndObject();
    }

    private void WriteMeta(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("meta");
        writer.WriteString("command", run.Command);
        if (run.Options.Comment is { } comment)
            writer.WriteString("comment", comment);
        WriteMap(writer, "config_updates", run.Start.ConfigUpdates);
        WriteTexts(writer, "named_configs", run.Start.NamedConfigs);
        WriteMap(writer, "options", run.Start.Options);
        writer.WriteEndObject();
    }

    private void WriteResources(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("resources");
        foreach (var (file, kept) in Resources)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(file);
            writer.WriteStringValue(kept);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteMap<TValue>(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, TValue> map)
        where TValue : class?
    {
        writer.WriteStartObject(name);
        if (map.Count > 0)
        {
            var keys = new List<string>(map.Keys);
            keys.Sort(StringComparer.Ordinal);
            foreach (var key in keys)
            {
                writer.WritePropertyName(key);
                JsonValue.Write(writer, map[key]);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        for (var i = 0; i < texts.Count; i++)
            writer.WriteStringValue(texts[i]);
        writer.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTime? utc)
    {
        if (utc is { } time)
            writer.WriteString(name, Timestamp.Text(time));
        else
            writer.WriteNull(name);
    }
}

/// <summary>An exception as Sacred keeps it: the lines of its trace, each with its line end.</summary>
internal static class FailTrace
{
    public static List<string> Lines(Exception exception)
    {
        var lines = new List<string>();
        foreach (var line in exception.ToString().Split('\n'))
            lines.Add(line.TrimEnd('\r') + "\n");
        return lines;
    }
}
