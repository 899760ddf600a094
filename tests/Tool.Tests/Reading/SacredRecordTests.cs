using Gen.Tool.Reading;
using Gen.Tool.Tests.Support;

namespace Gen.Tool.Tests.Reading;

/// <summary>Records as Sacred 0.8 writes them.</summary>
public class SacredRecordTests
{
    private const string Run = """
        {
          "artifacts": ["out.txt"],
          "command": "main",
          "experiment": { "base_dir": "/home/me/demo", "dependencies": ["numpy==1.24.2"], "mainfile": "demo.py", "name": "demo",
            "repositories": [], "sources": [["demo.py", "_sources/demo_bc04ff46626286550b6d52053f692f4f.py"]] },
          "fail_trace": ["Traceback (most recent call last):\n", "  File \"demo.py\", line 3\n", "ValueError: boom!\n"],
          "heartbeat": "2026-11-21T23:37:19.596037",
          "host": { "ENV": {}, "cpu": "AMD EPYC", "hostname": "vm", "os": ["Linux", "Linux-6.18"], "python_version": "3.11.2" },
          "meta": { "command": "main", "config_updates": { "lr": 0.001 }, "named_configs": ["fast"], "options": { "--force": false } },
          "resources": [["/home/me/demo/res.txt", "runs/_resources/res_57d2bced09ccb7c6bc34f0a35791720a.txt"]],
          "result": NaN, "start_time": "2026-11-21T23:37:19.589272", "status": "FAILED", "stop_time": "2026-11-21T23:37:19.594602"
        }
        """;

    private const string Config = """
        { "__doc__": "This is my NaN documentation", "a": 10, "dataset": { "filename": "my.npy", "normalize": true }, "e": 5.0,
          "layers": [1, 2, 3], "limit": Infinity, "low": -Infinity, "lr": 0.001, "nothing": {}, "seed": 948151780 }
        """;

    private const string Metrics = """
        { "training.acc":  { "steps": [0, 1, 2], "timestamps": ["2026-11-21T23:37:19.594507", "b", "c"], "values": [0, 1, 2] },
          "training.loss": { "steps": [0, 10, 20], "timestamps": ["a", "b", "c"], "values": [-1.0, NaN, 0.3333333333333333] } }
        """;

    [Fact]
    public void Read_FailedRun_HasAllThatTheRecordSays()
    {
        using var folder = TempFolder.ForCaller();
        var run = Read(folder);
        Assert.Equal(("demo", "FAILED", "main", "vm"), (run.Experiment, run.Status, run.Command, run.Host));
        Assert.Equal(new DateTime(2026, 11, 21, 23, 37, 19, DateTimeKind.Utc).AddMicroseconds(589272), run.Start);
        Assert.Equal(TimeSpan.FromMicroseconds(5330), run.Duration);
        Assert.Equal("ValueError: boom!", run.Failure);
        Assert.Equal(["lr"], run.Changed);
        Assert.Equal(["fast"], run.NamedConfigs);
        Assert.True(double.IsNaN(run.Result!.Value.Number!.Value));
    }

    [Fact]
    public void Read_Config_IsFlatAndWithoutTheDocumentation()
    {
        using var folder = TempFolder.ForCaller();
        var config = Read(folder).Config;
        Assert.Equal(
            ["a=10", "dataset.filename=my.npy", "dataset.normalize=true", "e=5.0", "layers=[1, 2, 3]", "limit=Infinity", "low=-Infinity",
                "lr=0.001", "nothing={}", "seed=948151780"],
            config.Select(c => $"{c.Key}={c.Value.Text}"));
        Assert.Equal(double.NegativeInfinity, config["low"].Number);
    }

    [Fact]
    public void Read_Scalars_LeaveNaNOutOfTheBest()
    {
        using var folder = TempFolder.ForCaller();
        var scalars = Read(folder).Scalars;
        Assert.Equal(new ScalarSummary(3, 2, 2, 0, 2), scalars["training.acc"]);
        Assert.Equal(new ScalarSummary(3, 20, 1 / 3.0, -1, 1 / 3.0), scalars["training.loss"]);
        Assert.Equal((2, -1), (scalars["training.acc"].Best("training.acc"), scalars["training.loss"].Best("training.loss")));
    }

    [Fact]
    public void RunDetails_HasFilesPackagesAndMachine()
    {
        using var folder = TempFolder.ForCaller();
        var details = RunDetails.Read(Read(folder).Folder);
        Assert.Equal(["out.txt"], details.Artifacts);
        Assert.Equal("1.24.2", details.Packages["numpy"]);
        Assert.Equal(("3.11.2", "Linux-6.18"), (details.Machine["python_version"], details.Machine["os"]));
        Assert.Equal(("demo.py", "_sources/demo_bc04ff46626286550b6d52053f692f4f.py"), details.Sources[0]);
        Assert.Equal("ValueError: boom!", details.FailTrace[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"status": 3, "experiment": [], "start_time": {}, "host": "x", "meta": null, "trial": 1e99, "fail_trace": 7}""")]
    [InlineData("""{"status": "RUNNING", "host": {"process": {"pid": "x"}}, "start_time": "never", "experiment": {"repositories": [3]}}""")]
    public void Read_DamagedRecord_IsARow(string run)
    {
        using var folder = TempFolder.ForCaller();
        folder.File("1/run.json", run);
        folder.File("1/config.json", "[1");
        folder.File("1/metrics.json", """{"loss": {"values": [1, {"a": 2}], "steps": 3}, "x": [], "y": 3}""");
        var row = Records.Read(folder.In("1"));
        Assert.Equal(run.StartsWith("{\"", StringComparison.Ordinal) ? row.RecordedStatus : "DAMAGED", row.RecordedStatus);
        Assert.Empty(row.Config);
    }

    [Fact]
    public void Quote_PiecesOfAnyLength_IsAsOfTheWhole()
    {
        const string text = """{"NaN": [NaN, -Infinity, Infinity, -1, 2e-3], "a\"NaN": "-Infinity", "b\\": NaN}""";
        const string expected =
            """{"NaN": ["NaN", "-Infinity", "Infinity", -1, 2e-3], "a\"NaN": "-Infinity", "b\\": "NaN"}""";
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        for (var size = 1; size <= bytes.Length; size++)
        {
            var (quoter, quoted) = (new NumberQuoter(), new List<byte>());
            foreach (var piece in bytes.Chunk(size))
            {
                var target = new byte[2 * piece.Length + 2];
                quoted.AddRange(target[..quoter.Quote(piece, target)]);
            }

            Assert.Equal(expected, System.Text.Encoding.UTF8.GetString([.. quoted]));
        }
    }

    private static RunRow Read(TempFolder folder)
    {
        folder.File("1/run.json", Run);
        folder.File("1/config.json", Config);
        folder.File("1/metrics.json", Metrics);
        return Records.Read(folder.In("1"));
    }
}
