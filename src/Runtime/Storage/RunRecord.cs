using System.Text.Json;

namespace Gen.Storage;

/// <summary>What <c>run.json</c>, <c>config.json</c> and <c>info.json</c> of a run say that is being resumed.</summary>
internal sealed class RunRecord
{
    private readonly JsonElement _run;

    private RunRecord(string folder, byte[] text, JsonElement run)
    {
        (RunJson, _run) = (text, run);
        ConfigJson = File.ReadAllText(Path.Combine(folder, "config.json"));
        Command = Text(run, "command") ?? throw Lacks(folder, "command");
        ExperimentName = Member(run, "experiment") is { } experiment && Text(experiment, "name") is { } name ? name : throw Lacks(folder, "experiment.name");
        if (Text(run, "status") is null)
            throw Lacks(folder, "status");
        var meta = Member(run, "meta");
        Comment = meta is { } m ? Text(m, "comment") : null;
        ConfigUpdates = Map(meta, "config_updates");
        NamedConfigs = [.. Items(meta, "named_configs").Select(n => n.ToString())];
        Options = Map(meta, "options");
        Artifacts = [.. Items(run, "artifacts").Select(a => a.ToString())];
        Resources = [.. Items(run, "resources").Where(r => r.ValueKind == JsonValueKind.Array && r.GetArrayLength() == 2).Select(r => (r[0].ToString(), r[1].ToString()))];
        var info = Path.Combine(folder, "info.json");
        if (File.Exists(info))
            Info = Parse(info, File.ReadAllBytes(info));
    }

    /// <summary>The file <c>run.json</c> as it is.</summary>
    public byte[] RunJson { get; }

    public string ConfigJson { get; }

    public string Command { get; }

    public string ExperimentName { get; }

    public string? Comment { get; }

    public IReadOnlyDictionary<string, string> ConfigUpdates { get; }

    public IReadOnlyList<string> NamedConfigs { get; }

    /// <summary>The command line's options, as they were given.</summary>
    public IReadOnlyDictionary<string, string> Options { get; }

    public IReadOnlyList<string> Artifacts { get; }

    public IReadOnlyList<(string File, string Kept)> Resources { get; }

    /// <summary>What the program remarked, an object; null if nothing.</summary>
    public JsonElement? Info { get; }

    /// <summary>Reads a run folder.</summary>
    /// <exception cref="ResumeException">A file is missing or damaged.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static RunRecord Read(string folder)
    {
        var path = Path.Combine(folder, "run.json");
        if (!File.Exists(path))
            throw new ResumeException($"'{folder}' is not a run folder: it has no run.json");
        var config = Path.Combine(folder, "config.json");
        var text = File.ReadAllBytes(path);
        var run = Parse(path, text);
        // Checked here, where it is known which file is meant; what it says is the experiment's affair.
        if (!File.Exists(config))
            throw new ResumeException($"run {Path.GetFileName(folder)} cannot be resumed: it has no config.json");
        Parse(config, File.ReadAllBytes(config));
        return new RunRecord(folder, text, run);
    }

    /// <summary>Writes when the run was carried out so far, oldest first: times and status of each time, the last of them from its own fields.</summary>
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
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ResumeException($"'{path}' is damaged: it holds no JSON object");
            return JsonTexts.AreReadable(document.RootElement)
                ? document.RootElement.Clone()
                : throw new ResumeException($"'{path}' is damaged: a text in it cannot be read");
        }
        catch (JsonException e)
        {
            throw new ResumeException($"'{path}' is damaged: line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}", e);
        }
    }

    private static ResumeException Lacks(string folder, string what) => new($"'{Path.Combine(folder, "run.json")}' is damaged: it has no {what}");

    private static JsonElement? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<JsonElement> Items(JsonElement? json, string name) =>
        json is { } parent && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    private static Dictionary<string, string> Map(JsonElement? json, string name)
    {
        var map = new Dictionary<string, string>();
        foreach (var property in json is { } parent && Member(parent, name) is { } value ? value.EnumerateObject() : default)
            map[property.Name] = property.Value.ToString();
        return map;
    }
}
