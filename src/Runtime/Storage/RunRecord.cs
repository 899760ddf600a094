using System.Text.Json;
using Gen.IO;

namespace Gen.Storage;

/// <summary>The record of an earlier run, as read from <c>run.json</c>, <c>config.json</c> and <c>info.json</c> in its folder.</summary>
internal sealed class RunRecord
{
    private readonly JsonElement _run;

    private RunRecord(string folder, byte[] text, JsonElement run, string configJson)
    {
        (Id, RunJson, _run, ConfigJson) = (Path.GetFileName(folder), text, run, configJson);
        Command = Text(run, "command") ?? throw MissingProperty(folder, "command");
        ExperimentName = Member(run, "experiment") is { } experiment && Text(experiment, "name") is { } name
            ? name
            : throw MissingProperty(folder, "experiment.name");
        Status = Text(run, "status") ?? throw MissingProperty(folder, "status");
        var meta = Member(run, "meta");
        Comment = meta is { } m ? Text(m, "comment") : null;
        Queued = meta is { } queued ? Text(queued, "queue_time") : null;
        HasStarted = Text(run, "start_time") is not null;
        ConfigUpdates = Map(meta, "config_updates");
        NamedConfigs = [.. Items(meta, "named_configs").Select(n => n.ToString())];
        Options = Map(meta, "options", flag: "");
        Secrets = [.. Items(meta, "secrets").Select(s => s.ToString())];
        Artifacts = [.. Items(run, "artifacts").Select(a => a.ToString())];
        Resources = [.. Items(run, "resources")
            .Where(r => r.ValueKind == JsonValueKind.Array && r.GetArrayLength() == 2)
            .Select(r => (r[0].ToString(), r[1].ToString()))];
        var info = Path.Combine(folder, "info.json");
        if (File.Exists(info))
            Info = Parse(info, BoundedFile.ReadAllBytes(info, JsonLimits.Bytes));
    }

    /// <summary>The number of the run: the name of its folder.</summary>
    public string Id { get; }

    /// <summary>The content of <c>run.json</c>.</summary>
    public byte[] RunJson { get; }

    public string ConfigJson { get; }

    public string Command { get; }

    public string Status { get; }

    /// <summary>When the run was queued; null for one that was not.</summary>
    public string? Queued { get; }

    /// <summary>Whether the run has ever started.</summary>
    public bool HasStarted { get; }

    public string ExperimentName { get; }

    public string? Comment { get; }

    public IReadOnlyDictionary<string, string> ConfigUpdates { get; }

    public IReadOnlyList<string> NamedConfigs { get; }

    /// <summary>The options of the command line, as they were given; an empty text for a flag.</summary>
    public IReadOnlyDictionary<string, string> Options { get; }

    /// <summary>The keys of the secrets that the run was given.</summary>
    public IReadOnlyList<string> Secrets { get; }

    public IReadOnlyList<string> Artifacts { get; }

    public IReadOnlyList<(string File, string Kept)> Resources { get; }

    /// <summary>The entries of <see cref="Run.Info"/>, an object; null if there are none.</summary>
    public JsonElement? Info { get; }

    /// <summary>Reads a run folder.</summary>
    /// <exception cref="ResumeException">A file is missing or damaged.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static RunRecord Read(string folder)
    {
        CheckFolder(folder);
        var (path, config) = (Path.Combine(folder, "run.json"), Path.Combine(folder, "config.json"));
        var text = BoundedFile.ReadAllBytes(path, JsonLimits.Bytes);
        var run = Parse(path, text);
        // Its syntax is checked here, where the message can name the file. Its entries are checked by the experiment.
        var configText = BoundedFile.ReadAllBytes(config, JsonLimits.Bytes);
        Parse(config, configText);
        return new RunRecord(folder, text, run, new StreamReader(new MemoryStream(configText)).ReadToEnd());
    }

    /// <summary>Checks that a folder is that of a run, before anything below it is opened.</summary>
    /// <exception cref="ResumeException">A file is missing.</exception>
    public static void CheckFolder(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "run.json")))
            throw new ResumeException($"'{folder}' is not a run folder because it has no run.json.");
        if (!File.Exists(Path.Combine(folder, "config.json")))
            throw new ResumeException($"Run {Path.GetFileName(folder)} has no config.json: '{folder}' is incomplete.");
    }

    /// <summary>Checks that the run belongs to an experiment.</summary>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="recordedAs">The name that runs are recorded under instead; null if there is none.</param>
    /// <exception cref="ResumeException">The run belongs to another experiment.</exception>
    public void CheckExperiment(string experiment, string? recordedAs)
    {
        if (ExperimentName != experiment && ExperimentName != (Options.GetValueOrDefault("--name") ?? recordedAs))
            throw new ResumeException($"Run {Id} belongs to experiment '{ExperimentName}', not to '{experiment}'.");
    }

    /// <summary>
    /// Writes the earlier sessions of the run, oldest first: the times and the status of each. The last one is in the record's own fields.
    /// </summary>
    public void WriteSessions(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("resumed");
        foreach (var session in Items(_run, "resumed"))
            session.WriteTo(writer);
        writer.WriteStartObject();
        foreach (var name in new[] { "heartbeat", "start_time", "status", "stop_time" })
        {
            writer.WritePropertyName(name);
            if (_run.TryGetProperty(name, out var value))
                value.WriteTo(writer);
            else
                writer.WriteNullValue();
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static JsonElement Parse(string path, byte[] text)
    {
        try
        {
            if (JsonLimits.Exceeded(text) is { } excess)
                throw new ResumeException($"'{path}' {excess}.");
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ResumeException($"'{path}' is damaged: it does not hold a JSON object.");
            return JsonStrings.AreValid(document.RootElement)
                ? document.RootElement.Clone()
                : throw new ResumeException($"'{path}' is damaged: it holds a string that is not valid.");
        }
        catch (JsonException e)
        {
            throw new ResumeException(JsonLimits.DepthExceeded(text) is { } excess
                ? $"'{path}' {excess}."
                : $"'{path}' is damaged at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}.", e);
        }
    }

    private static ResumeException MissingProperty(string folder, string name) =>
        new($"'{Path.Combine(folder, "run.json")}' is damaged: it has no property '{name}'.");

    private static JsonElement? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<JsonElement> Items(JsonElement? json, string name) =>
        json is { } parent && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : [];

    private static Dictionary<string, string> Map(JsonElement? json, string name, string flag = "true")
    {
        var map = new Dictionary<string, string>();
        foreach (var property in json is { } parent && Member(parent, name) is { } value ? value.EnumerateObject() : default)
            map[property.Name] = property.Value.ValueKind == JsonValueKind.True ? flag : property.Value.ToString();
        return map;
    }
}
