using System.Globalization;
using System.Text.Json;

namespace Gen.Storage;

/// <summary>
/// The content of <c>run.json</c>: the keys of Sacred in its order, with <c>dotnet_version</c> in place of <c>python_version</c>.
/// </summary>
internal sealed class RunJson(Run run)
{
    public List<string> Artifacts { get; } = [];

    public List<(string File, string Kept)> Resources { get; } = [];

    /// <summary>Creates the content for a run; a resumed run keeps its artifacts and resources.</summary>
    public static RunJson Create(Run run)
    {
        var json = new RunJson(run);
        if (run.Resumption is { BeginsAnew: false, Record: var earlier })
        {
            json.Artifacts.AddRange(earlier.Artifacts);
            json.Resources.AddRange(earlier.Resources);
        }

        return json;
    }

    /// <summary>Adds a resource. One whose copy has moved with the runs directory is the same resource.</summary>
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

    /// <summary>What is known of the machine and the program; null while it is being gathered.</summary>
    public RunEnvironment? Environment { get; set; }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteTexts(writer, "artifacts", Artifacts);
        writer.WriteString("command", run.Command);
        WriteExperiment(writer);
        if (run.Status == RunStatus.Failed && Failure is not null)
            WriteTexts(writer, "fail_trace", FailTrace(Failure));
        WriteTime(writer, "heartbeat", Heartbeat);
        writer.WritePropertyName("host");
        HostInfo.Write(writer, Environment?.Host);
        WriteMeta(writer);
        run.Events.WriteFailures(writer);
        WriteResources(writer);
        writer.WritePropertyName("result");
        WriteResult(writer, run.ResultValue);
        writer.WriteNumber("seed", run.Seed);
        if (run.Resuming)
            run.Resumption!.Record.WriteSessions(writer);
        WriteTime(writer, "start_time", run.Status == RunStatus.Queued ? null : run.StartTime.UtcDateTime);
        writer.WriteString("status", (run.Status ?? RunStatus.Running).ToRecordedName());
        WriteTime(writer, "stop_time", run.StopTime?.UtcDateTime);
        if (run.Trial is { } trial)
        {
            writer.WriteString("sweep", trial.Sweep);
            writer.WriteNumber("trial", trial.Number);
            if (run.Fold.Count > 1)
                writer.WriteNumber("fold", run.Fold.Index);
        }

        writer.WriteEndObject();
    }

    // A type of the user's may write itself, or be a collection that throws. Written once for trial, so that only the result is lost.
    internal static void WriteResult(Utf8JsonWriter writer, object? result)
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
        var sources = Environment?.Program?.Sources ?? SourceFiles.None;

        // Readers of Sacred's records look for the source files in it.
        writer.WriteString("base_dir", Path.TrimEndingDirectorySeparator(sources.Folder ?? program.BaseDirectory));
        if (sources.Changed.Count > 0)
            WriteTexts(writer, "changed_sources", sources.Changed);
        WriteTexts(writer, "dependencies", Environment?.Program?.Packages ?? []);
        if (run.Start.Doc is { } doc)
            writer.WriteString("doc", doc);
        writer.WriteString("mainfile", program.MainFile);
        writer.WriteString("name", run.ExperimentName);
        writer.WriteStartArray("repositories");
        if (Environment?.Program?.Repository is { } repository)
        {
            writer.WriteStartObject();
            writer.WriteString("commit", repository.Commit);
            if (Environment.Program.Diff is { } diff)
                writer.WriteString("diff", diff);
            writer.WriteBoolean("dirty", repository.Dirty);
            writer.WriteString("url", repository.Url);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteSources(writer, sources);
        writer.WriteEndObject();
    }

    private static void WriteSources(Utf8JsonWriter writer, SourceFiles sources)
    {
        writer.WriteStartArray("sources");
        foreach (var (file, copy) in sources.Kept)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(file);
            writer.WriteStringValue(copy);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private void WriteMeta(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("meta");
        writer.WriteString("command", run.Command);
        if (run.Options.Comment is { } comment)
            writer.WriteString("comment", comment);
        WriteUpdates(writer);
        WriteTexts(writer, "named_configs", run.Start.NamedConfigs);
        WriteOptions(writer);
        run.Options.Program?.Write(writer);
        if (run.Queued is { } queued)
            writer.WriteString("queue_time", queued);
        if (run.Start.Secrets.Count > 0)
            WriteTexts(writer, "secrets", run.Start.Secrets);
        writer.WriteEndObject();
    }

    // With the values of the entries, as Sacred has them; a key without an entry, which --force allowed, has its text.
    private void WriteUpdates(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("config_updates");
        // Sorted as a list: pairs would be compiled at the start of every program.
        var keys = new List<string>(run.Start.ConfigUpdates.Keys);
        keys.Sort(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            writer.WritePropertyName(key);
            if (run.Config.TryGetValue(key, out var value) || TryListItem(key, out value))
                value.WriteTo(writer);
            else if (run.Config.Keys.Any(k => k.StartsWith(key + ".", StringComparison.Ordinal)))
                WriteDictionary(writer, key + ".");
            else
                writer.WriteStringValue(run.Start.ConfigUpdates[key]);
        }

        writer.WriteEndObject();
    }

    private bool TryListItem(string key, out JsonElement item)
    {
        item = default;
        if (key.LastIndexOf('.') is not (> 0 and var dot)
            || !run.Config.TryGetValue(key[..dot], out var list)
            || list.ValueKind != JsonValueKind.Array
            || !int.TryParse(key.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index >= list.GetArrayLength())
            return false;
        item = list[index];
        return true;
    }

    private void WriteDictionary(Utf8JsonWriter writer, string prefix)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in run.Config.Where(c => c.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            writer.WritePropertyName(key[prefix.Length..]);
            value.WriteTo(writer);
        }

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

    // A flag is recorded as true, as Sacred has it.
    private void WriteOptions(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("options");
        var names = new List<string>(run.Start.Options.Keys);
        names.Sort(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (run.Start.Options[name] is { } text)
                writer.WriteString(name, text);
            else
                writer.WriteBoolean(name, true);
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
            writer.WriteString(name, Timestamp.ToText(time));
        else
            writer.WriteNull(name);
    }

    /// <summary>Returns an exception as Sacred records it: the lines of its trace, each with its line end.</summary>
    internal static List<string> FailTrace(Exception exception) =>
        [.. exception.ToString().Split('\n').Select(line => line.TrimEnd('\r') + "\n")];
}
