using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Storage;

/// <summary>Compares the records of a program with the format that Sacred's FileStorageObserver writes, field by field.</summary>
public class SacredFormatTests
{
    private const string Text = "\"[^\"]+\"", Flag = "true|false", Null = "null", Hash = "[0-9a-f]{32}";
    private const string Time = @"""\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}""";
    private const string Number = @"-?\d+(\.\d+)?([eE][-+]?\d+)?";

    // The keys of Sacred, with the form of their values. A list ends with []; what is one value here is not looked into.
    private static readonly Dictionary<string, string> s_sacred = new()
    {
        ["artifacts[]"] = Text,
        ["command"] = Text,
        ["experiment.base_dir"] = "\"/[^\"]*[^/]\"",
        ["experiment.dependencies[]"] = "\"[^\"=]+==[^\"=]+\"",
        ["experiment.mainfile"] = "\"[^\"/]+\"",
        ["experiment.name"] = Text,
        ["experiment.repositories[].commit"] = "\"[0-9a-f]{40}\"",
        ["experiment.repositories[].dirty"] = Flag,
        ["experiment.repositories[].url"] = Text,
        ["experiment.sources[]"] = $@"\[""[^/""][^""]*"",""_sources/[^/""]+_{Hash}\.\w+""\]",
        ["heartbeat"] = Time,
        ["host.ENV"] = "{}",
        ["host.cpu"] = Text,
        ["host.hostname"] = Text,
        ["host.os"] = $@"\[{Text},{Text}\]",
        ["meta.command"] = Text,
        ["meta.comment"] = Text,
        ["meta.config_updates"] = "{.+}",
        ["meta.named_configs[]"] = Text,
        ["meta.options"] = $@"{{(,?""--[a-z-]+"":({Text}|true))+}}",
        ["resources[]"] = $@"\[""/[^""]+"",""[^""]+/_resources/[^/""]+_{Hash}\.\w+""\]",
        ["result"] = Number,
        ["start_time"] = Time,
        ["status"] = "\"COMPLETED\"",
        ["stop_time"] = Time,
    };

    // Ours beside them. Sacred has host.python_version in place of dotnet_version, and the seed and the doc comment in the config only.
    private static readonly Dictionary<string, string> s_ours = new()
    {
        ["experiment.doc"] = Text,
        ["host.dotnet_version"] = @"""\d+\.\d+\.\d+""",
        ["host.process"] = @"{.*""pid"":\d+.*}",
        ["meta.program.command[]"] = Text,
        ["meta.program.directory"] = Text,
        ["seed"] = Number,
    };

    // Both have some only where there is a card, changed files, or a repository.
    private static readonly Dictionary<string, string> s_optional = new()
    {
        ["experiment.changed_sources[]"] = Text,
        ["experiment.repositories[].diff"] = $@"""_sources/git_{Hash}\.diff""",
        ["host.gpus.driver_version"] = Text,
        ["host.gpus.gpus[]"] = $@"{{""model"":{Text},""persistence_mode"":({Flag}),""total_memory"":\d+}}",
    };

    [Fact]
    public void CompletedRun_HasTheFilesAndFieldsOfSacred()
    {
        using var folder = TempFolder.ForCaller();
        folder.File("res.txt", "a resource");
        var run = Run(folder, 0, "--comment", "hi", "--force", "with", "fast", "a=11", $"files={folder.Path}");
        var record = RunFiles.Json(Path.Combine(run, "run.json"));
        AssertFields(record, []);

        // Flags are true, and values have their types.
        var meta = record.GetProperty("meta");
        AssertJson($$"""{ "--comment": "hi", "--force": true, "--runs": "{{folder.In("runs")}}" }""", meta.GetProperty("options"));
        AssertJson($$"""{ "a": 11, "files": "{{folder.Path}}" }""", meta.GetProperty("config_updates"));

        // The copies are where the record says, and named by their MD5.
        var (runs, experiment) = (folder.In("runs"), record.GetProperty("experiment"));
        Assert.Contains("Demo.cs", experiment.GetProperty("sources").EnumerateArray().Select(s => s[0].GetString()));
        foreach (var source in experiment.GetProperty("sources").EnumerateArray().Select(s => s.Strings()))
            AssertCopy(Path.Combine(experiment.Text("base_dir"), source[0]), Path.Combine(runs, source[1]));
        var resource = record.GetProperty("resources")[0].Strings();
        AssertCopy(resource[0], resource[1]);
        Assert.Equal("a resource", File.ReadAllText(Path.Combine(run, "out.txt")));
        Assert.Equal(["_resources", "_sources"], Directory.GetDirectories(runs, "_*").Select(Path.GetFileName).Order());

        // metrics.jsonl is ours.
        Assert.Equal(
            ["config.json", "cout.txt", "info.json", "metrics.json", "metrics.jsonl", "out.txt", "run.json"],
            Directory.GetFileSystemEntries(run).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        AssertConfig(folder, run, record);
        AssertJson("""{ "note": [1, 2.5] }""", RunFiles.Json(Path.Combine(run, "info.json")));
        AssertMetrics(RunFiles.Json(Path.Combine(run, "metrics.json")));
        Assert.Contains("done\n", File.ReadAllText(Path.Combine(run, "cout.txt")));
    }

    [Fact]
    public void FailedRun_HasTheLinesOfTheTraceToo()
    {
        using var folder = TempFolder.ForCaller();
        var run = Run(folder, 1, "--comment", "hi", "with", "fast", "a=11");
        AssertFields(RunFiles.Json(Path.Combine(run, "run.json")), new()
        {
            ["fail_trace[]"] = @"""[^""]*\\n""", ["result"] = Null, ["status"] = "\"FAILED\"",
        });
        AssertJson("{}", RunFiles.Json(Path.Combine(run, "metrics.json")));
    }

    // Sacred leaves out what comes with the start, and has queue_time.
    [Fact]
    public void QueuedRun_HasTheTimeToo()
    {
        using var folder = TempFolder.ForCaller();
        var run = Run(folder, 0, "--queue", "--comment", "hi", "with", "fast", "a=11");
        AssertFields(RunFiles.Json(Path.Combine(run, "run.json")), new()
        {
            ["heartbeat"] = Null, ["host.cpu"] = Null, ["meta.queue_time"] = Time, ["result"] = Null, ["start_time"] = Null,
            ["status"] = "\"QUEUED\"", ["stop_time"] = Null,
        });
    }

    private static string Run(TempFolder folder, int exitCode, params string[] line)
    {
        var runs = folder.In("runs");
        var words = string.Join('\n', ["--runs", runs, .. line]);
        using var host = new RunHostProcess("demo", runs, ("HOST_LINE", words));
        Assert.True(host.End().ExitCode == exitCode, host.Errors);
        return Path.Combine(runs, "1");
    }

    private static void AssertFields(JsonElement record, Dictionary<string, string> differing)
    {
        var forms = new Dictionary<string, string>(s_optional.Concat(s_sacred).Concat(s_ours));
        foreach (var (path, form) in differing)
            forms[path] = form;
        var fields = Fields(record, "", forms).ToLookup(f => f.Path, f => f.Json);
        Assert.Equal([], fields.Select(f => f.Key).Except(forms.Keys.Concat(["experiment.repositories[]"])));
        var repository = record.GetProperty("experiment").GetProperty("repositories").GetArrayLength() > 0;
        var missing = forms.Keys.Except(s_optional.Keys).Except(fields.Select(f => f.Key));
        Assert.Equal([], missing.Where(path => repository || !IsOfRepository(path)));
        foreach (var (path, json) in fields.SelectMany(f => f.Select(json => (f.Key, json))).Where(f => f.json is not null))
            Assert.True(Regex.IsMatch(json!, $"^({forms[path]})$"), $"{path}: {json}");
    }

    private static bool IsOfRepository(string path) => path.StartsWith("experiment.repositories", StringComparison.Ordinal);

    // The fields with their JSON; null for that of an empty list.
    private static IEnumerable<(string Path, string? Json)> Fields(JsonElement json, string path, Dictionary<string, string> forms) =>
        forms.ContainsKey(path) || json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)
            ? [(path, JsonSerializer.Serialize(json))]
        : json.ValueKind == JsonValueKind.Object
            ? json.EnumerateObject().SelectMany(p => Fields(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}", forms))
        : json.GetArrayLength() == 0 ? [(path + "[]", null)]
        : json.EnumerateArray().SelectMany(item => Fields(item, path + "[]", forms));

    private static void AssertConfig(TempFolder folder, string run, JsonElement record)
    {
        var config = RunFiles.Json(Path.Combine(run, "config.json"));
        AssertJson(
            $$"""
            {
              "a": 11, "abs_name": "/data/my.npy", "dataset": { "filename": "my.npy", "normalize": true }, "e": 5,
              "files": "{{folder.Path}}", "layers": [1, 2, 3], "lr": 0.001, "seed": {{record.GetProperty("seed")}}
            }
            """,
            config);
        var keys = config.EnumerateObject().Select(p => p.Name).ToList();
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        var text = File.ReadAllText(Path.Combine(run, "config.json"));
        Assert.StartsWith("{\n  \"a\": 11,\n", text);
        Assert.EndsWith("\n}", text);
    }

    // NaN is a text, since JSON has no such number; Sacred writes it bare.
    private static void AssertMetrics(JsonElement metrics)
    {
        Assert.Equal(["training.acc", "training.loss"], metrics.EnumerateObject().Select(m => m.Name));
        foreach (var metric in metrics.EnumerateObject().Select(m => m.Value))
        {
            Assert.Equal(["steps", "timestamps", "values"], metric.EnumerateObject().Select(p => p.Name));
            Assert.Equal(3, metric.GetProperty("timestamps").Strings().Count(t => Regex.IsMatch($"\"{t}\"", $"^{Time}$")));
        }

        AssertJson("[0, 1, 2]", metrics.GetProperty("training.acc").GetProperty("steps"));
        AssertJson("[0, 1, 2]", metrics.GetProperty("training.acc").GetProperty("values"));
        AssertJson("[0, 10, 20]", metrics.GetProperty("training.loss").GetProperty("steps"));
        AssertJson("""[1, "NaN", 0.3333333333333333]""", metrics.GetProperty("training.loss").GetProperty("values"));
    }

    private static void AssertCopy(string file, string copy)
    {
        var content = File.ReadAllBytes(copy);
        Assert.Equal(File.ReadAllBytes(file), content);
        Assert.EndsWith("_" + Convert.ToHexStringLower(MD5.HashData(content)), Path.GetFileNameWithoutExtension(copy));
    }

    private static void AssertJson(string expected, JsonElement actual)
    {
        using var document = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(document.RootElement, actual), actual.GetRawText());
    }
}
