using Gen.Runtime.Tests.Observers;
using Gen.Runtime.Tests.Support;
using Gen.Storage;

namespace Gen.Runtime.Tests.Storage;

public class RunJsonTests
{
    [Fact]
    public async Task RunJson_HasKeysOfSacred()
    {
        using var folder = TempFolder.ForCaller();
        var start = new RunStart
        {
            ExperimentName = "api-docs",
            Command = "train",
            Seed = 7,
            Doc = "Classifies.",
            MainFile = "ApiDocs.dll",
            BaseDirectory = folder.Path,
            WriteConfig = writer => writer.WriteRawValue("""{"batch_size":10,"d":{"a":1,"b":null},"l":[1.5,"x"]}"""),
            ConfigUpdates = new Dictionary<string, string>
            {
                ["unknown"] = "3", ["batch_size"] = "1_0", ["d"] = "a: 1", ["d.b"] = "null", ["l.0"] = "1.50",
            },
            NamedConfigs = ["big"],
            Options = new Dictionary<string, string?> { ["--name"] = null, ["--comment"] = "hi" },
        };
        var options = Some.Options(folder);
        (options.Name, options.Comment) = ("renamed", "a remark");
        var run = new Run<long>(start, options);
        await RunSession.ExecuteAsync(run, _ => default);
        var record = run.Json("run.json");
        Assert.Equal(
            [
                "artifacts", "command", "experiment", "heartbeat", "host", "meta", "resources", "result", "seed", "start_time", "status",
                "stop_time",
            ],
            record.EnumerateObject().Select(property => property.Name));
        var experiment = record.GetProperty("experiment");
        Assert.Equal(
            ["base_dir", "dependencies", "doc", "mainfile", "name", "repositories", "sources"],
            experiment.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal(
            ("renamed", "ApiDocs.dll"),
            (experiment.GetProperty("name").GetString(), experiment.GetProperty("mainfile").GetString())
        );
        Assert.Contains(experiment.GetProperty("dependencies").Strings(), package => package.StartsWith("xunit==2."));
        var host = record.GetProperty("host");
        Assert.Equal(Environment.MachineName, host.GetProperty("hostname").GetString());
        Assert.Equal("{}", host.GetProperty("ENV").GetRawText());
        Assert.Equal(2, host.GetProperty("os").GetArrayLength());
        Assert.Equal(Environment.Version.ToString(), host.GetProperty("dotnet_version").GetString());
        Assert.Equal(Environment.ProcessId, host.GetProperty("process").GetProperty("pid").GetInt32());
        var meta = record.GetProperty("meta");
        Assert.Equal("a remark", meta.GetProperty("comment").GetString());
        Assert.Equal(
            "{\"batch_size\":10,\"d\":{\"a\":1,\"b\":null},\"d.b\":null,\"l.0\":1.5,\"unknown\":\"3\"}",
            string.Concat(meta.GetProperty("config_updates").GetRawText().Where(c => !char.IsWhiteSpace(c)))
        );
        Assert.Equal(["big"], meta.GetProperty("named_configs").Strings());
        Assert.Equal(["--comment", "--name"], meta.GetProperty("options").EnumerateObject().Select(option => option.Name));
        Assert.True(string.CompareOrdinal(record.GetProperty("start_time").GetString(), record.GetProperty("stop_time").GetString()) <= 0);
        Assert.StartsWith("{\n  \"artifacts\": [],\n  \"command\"", run.Text("run.json"));
    }

    [Fact]
    public async Task ResultThatThrows_DoesNotPreventTheRecord()
    {
        using var folder = TempFolder.ForCaller();
        var run = new Run<object>(Some.Start(), Some.Options(folder));
        await RunSession.ExecuteAsync(run, _ =>
        {
            run.SetResult(new Unwritable());
            return default;
        });
        Assert.Equal("COMPLETED", run.Status());
        Assert.Contains("not today", run.Json("run.json").GetProperty("result").GetString());
    }

    [Fact]
    public void FailTrace_IsTheLinesOfTheException() =>
        Assert.Equal(["System.Exception: first\n", "second\n"], RunJson.FailTrace(new Exception("first\r\nsecond")));

    private sealed class Unwritable : IJsonWritable
    {
        public void WriteJson(System.Text.Json.Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            throw new NotSupportedException("not today");
        }
    }
}
