using System.Globalization;
using System.Text.Json;

namespace Gen.Tool.Reading;

/// <summary>Reads the record of a run, of Gen or of Sacred's file storage. What is missing or has another form is left out.</summary>
internal static class RunReader
{
    public const string MarksFile = "marks.json";

    /// <summary>Reads a run.</summary>
    /// <returns>The run; with the status <c>DAMAGED</c> and the reason as its failure if <c>run.json</c> cannot be read.</returns>
    public static RunRow Read(FoundRun run)
    {
        JsonElement json;
        try
        {
            json = LenientJson.Parse(Path.Combine(run.Folder, "run.json"));
            if (json.ValueKind != JsonValueKind.Object)
                throw new JsonException("it does not hold a JSON object");
        }
        catch (Exception e) when (IsDamage(e))
        {
            return new RunRow { Id = run.Id, Folder = run.Folder, RecordedStatus = "DAMAGED", Failure = $"run.json: {e.Message}" };
        }

        var (experiment, meta, host) = (Member(json, "experiment"), Member(json, "meta"), Member(json, "host"));
        var repository = Items(experiment, "repositories").FirstOrDefault();
        var row = new RunRow
        {
            Id = run.Id,
            Folder = run.Folder,
            RecordedStatus = Text(json, "status") ?? "UNKNOWN",
            Experiment = Text(experiment, "name"),
            Command = Text(json, "command") ?? Text(meta, "command"),
            Comment = Text(meta, "comment"),
            Start = Time(json, "start_time"),
            Stop = Time(json, "stop_time"),
            Heartbeat = Time(json, "heartbeat"),
            Earlier = new TimeSpan(Items(json, "resumed").Sum(EarlierTicks)),
            Host = Text(host, "hostname"),
            Process = ProcessOf(Member(host, "process"), Text(host, "hostname")),
            Result = Member(json, "result", null) is { ValueKind: not JsonValueKind.Null } result ? RunValue.Of(result) : null,
            Commit = Text(repository, "commit"),
            IsDirty = Member(repository, "dirty", null)?.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => null,
            },
            Sweep = Text(json, "sweep"),
            Trial = Member(json, "trial", JsonValueKind.Number) is { } trial && trial.TryGetInt32(out var number) ? number : null,
            Failure = Items(json, "fail_trace").Select(l => l.ToString().Trim()).LastOrDefault(l => l.Length > 0),
            Changed = [.. Properties(meta, "config_updates").Select(p => p.Name)],
            NamedConfigs = [.. Items(meta, "named_configs").Select(n => n.ToString())],
            Marks = ReadMarks(run.Folder),
        };
        var values = new RunValues(ConfigOf(run.Folder), ScalarReader.Summaries(run.Folder, isOpen: row.IsOpen));
        return row with { Values = new Lazy<RunValues>(values) };
    }

    /// <summary>Reads what people say of a run.</summary>
    public static RunMarks ReadMarks(string folder)
    {
        var path = Path.Combine(folder, MarksFile);
        try
        {
            if (!File.Exists(path))
                return RunMarks.None;
            var json = LenientJson.Parse(path);
            return new RunMarks(
                [.. Items(json, "tags").Select(t => t.ToString())],
                Text(json, "note"),
                Member(json, "archived", JsonValueKind.True) is not null);
        }
        catch (Exception e) when (IsDamage(e))
        {
            return RunMarks.None;
        }
    }

    /// <summary>Returns whether an exception says that a file cannot be read or is damaged.</summary>
    public static bool IsDamage(Exception e) =>
        e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException;

    private static Dictionary<string, RunValue> ConfigOf(string folder)
    {
        var config = new Dictionary<string, RunValue>();
        try
        {
            Flatten(LenientJson.Parse(Path.Combine(folder, "config.json")), "", config);
        }
        catch (Exception e) when (IsDamage(e))
        {
            // Its table has no values.
        }

        return config;
    }

    /// <summary>Returns the entries of a config, by key; those of blocks have dots.</summary>
    public static Dictionary<string, RunValue> ConfigOf(JsonElement json)
    {
        var config = new Dictionary<string, RunValue>();
        Flatten(json, "", config);
        return config;
    }

    // The text of Sacred's config function is no entry.
    private static void Flatten(JsonElement json, string prefix, Dictionary<string, RunValue> config)
    {
        if (json.ValueKind != JsonValueKind.Object || (prefix.Length > 0 && !json.EnumerateObject().Any()))
        {
            config[prefix.TrimEnd('.')] = RunValue.Of(json);
            return;
        }

        foreach (var property in json.EnumerateObject())
        {
            if (property.Name != "__doc__")
                Flatten(property.Value, $"{prefix}{property.Name}.", config);
        }
    }

    // The first record of a run has only the number.
    private static ProcessIdentity? ProcessOf(JsonElement? json, string? host)
    {
        try
        {
            if (json is not { } process)
                return null;
            return process.TryGetProperty("boot", out _)
                ? ProcessIdentity.Read(process)
                : new ProcessIdentity(host ?? "", "", "", process.GetProperty("pid").GetInt32(), 0);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static long EarlierTicks(JsonElement session) =>
        ((Time(session, "stop_time") ?? Time(session, "heartbeat")) - Time(session, "start_time"))?.Ticks ?? 0;

    private static DateTime? Time(JsonElement json, string name) =>
        Text(json, name) is { } text && DateTime.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : null;

    private static JsonElement? Member(JsonElement? json, string name, JsonValueKind? kind = JsonValueKind.Object) =>
        json is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var value)
            && (kind is null || value.ValueKind == kind)
                ? value
                : null;

    private static string? Text(JsonElement? json, string name) => Member(json, name, JsonValueKind.String)?.GetString();

    private static IEnumerable<JsonElement> Items(JsonElement? json, string name) =>
        Member(json, name, JsonValueKind.Array) is { } array ? array.EnumerateArray() : [];

    private static IEnumerable<JsonProperty> Properties(JsonElement? json, string name) =>
        Member(json, name) is { } value ? value.EnumerateObject() : [];
}
