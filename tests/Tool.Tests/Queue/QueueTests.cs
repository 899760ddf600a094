using System.Text.Json;

namespace Gen.Tool.Tests.Queue;

[Collection(nameof(Support.ProcessWide))]
public class QueueTests
{
    [Fact]
    public void QueuedRun_KeepsNumberConfigAndSeed()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Equal(("Queued run 1\n", ""), Chores.Queue(folder, 1, "--comment", "later", "with", "pause=1"));
        var queued = Chores.Record(folder, "1");
        Assert.Equal("QUEUED", queued.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, queued.GetProperty("start_time").ValueKind);
        Assert.Contains("QUEUED", Support.GenTool.Succeed(folder, "runs", folder.In("runs")).Output);

        var (exitCode, output) = Chores.Work(folder);
        Assert.Equal(0, exitCode);
        Assert.Matches("^Run 1: chore started\nRun 1: COMPLETED after [0-9.]+ s\n$", output);
        var record = Chores.Record(folder, "1");
        Assert.Equal(("COMPLETED", "later"), (record.GetProperty("status").GetString(), Meta(record, "comment")));
        Assert.Equal(queued.GetProperty("seed").GetInt64(), record.GetProperty("seed").GetInt64());
        Assert.Equal(Meta(queued, "queue_time"), Meta(record, "queue_time"));
        Assert.False(record.TryGetProperty("resumed", out _));
        Assert.Equal(["1"], RunDirectories.In(folder.In("runs")).Select(Path.GetFileName));
        Assert.Contains("begin at step 0, resuming False", File.ReadAllText(folder.In("runs", "1", "cout.txt")));
        Assert.Contains("pause\": 1", File.ReadAllText(folder.In("runs", "1", "config.json")));
        Assert.Equal((0, ""), Chores.Work(folder));
    }

    [Fact]
    public void Once_RunsTheFirstRun()
    {
        using var folder = TempFolder.ForCaller();
        Chores.Queue(folder, 2);
        Assert.Equal(0, Chores.Work(folder, "--once").ExitCode);
        Assert.Equal(("COMPLETED", "QUEUED"), (Chores.Status(folder, "1"), Chores.Status(folder, "2")));
        Support.GenTool.Succeed(folder, "delete", "--runs", folder.In("runs"), "2");
        Assert.Equal((0, ""), Chores.Work(folder));
        Assert.Empty(Directory.GetFiles(folder.In("runs", ".queue")));
    }

    [Fact]
    public void Failure_IsAState()
    {
        using var folder = TempFolder.ForCaller();
        Chores.Queue(folder, 1, "with", "fate=fails");
        Chores.Queue(folder, 1);
        var (exitCode, output) = Chores.Work(folder);
        Assert.Equal(1, exitCode);
        Assert.Contains("Run 1: FAILED after", output);
        Assert.Contains("the chore is too hard", Chores.Record(folder, "1").GetProperty("fail_trace")[0].GetString());
        Assert.Equal("COMPLETED", Chores.Status(folder, "2"));
    }

    [Theory]
    [InlineData("nowhere", "Its working directory '/nowhere' does not exist.")]
    [InlineData("no program", "Its program '/none' cannot be started: ")]
    [InlineData("no record", "Its record does not say how its program is started.")]
    [InlineData("bad config", "pause")]
    public void RunThatCannotStart_HasFailedWithTheReason(string fault, string reason)
    {
        using var folder = TempFolder.ForCaller();
        Chores.Queue(folder, 1);
        var (record, config) = (folder.In("runs", "1", "run.json"), folder.In("runs", "1", "config.json"));
        var text = File.ReadAllText(record);
        var program = Chores.Record(folder, "1").GetProperty("meta").GetProperty("program");
        text = fault switch
        {
            "nowhere" => text.Replace($"\"{program.GetProperty("directory").GetString()}\"", "\"/nowhere\""),
            "no program" => text.Replace($"\"{program.GetProperty("command")[0].GetString()}\"", "\"/none\""),
            "no record" => text.Replace("\"program\"", "\"other\""),
            _ => text,
        };
        File.WriteAllText(record, text);
        if (fault == "bad config")
            File.WriteAllText(config, File.ReadAllText(config).Replace("\"pause\": 0", "\"pause\": \"many\""));
        var (exitCode, output) = Chores.Work(folder);
        Assert.Equal(1, exitCode);
        Assert.Contains("Run 1: FAILED. ", output);
        Assert.Equal("FAILED", Chores.Status(folder, "1"));
        Assert.Contains(reason, Chores.Record(folder, "1").GetProperty("fail_trace")[0].GetString());
    }

    [Fact]
    public void Secret_IsTakenFromTheEnvironment()
    {
        using var folder = TempFolder.ForCaller();
        var (_, errors) = Chores.Queue(folder, 2, "with", "key=abc123");
        Assert.Contains("The secret entry 'key' is not stored: set GEN__KEY where 'gen work' runs.\n", errors);
        Assert.All(
            Directory.GetFiles(folder.In("runs"), "*", SearchOption.AllDirectories),
            f => Assert.DoesNotContain("abc123", File.ReadAllText(f)));
        Assert.Equal(1, Chores.Work(folder, "--once").ExitCode);
        Assert.Contains("GEN__KEY", Chores.Record(folder, "1").GetProperty("fail_trace")[0].GetString());
        Environment.SetEnvironmentVariable("GEN__KEY", "abc123");
        try
        {
            Assert.Equal(0, Chores.Work(folder).ExitCode);
        }
        finally
        {
            Environment.SetEnvironmentVariable("GEN__KEY", null);
        }

        Assert.Equal("has a key", Chores.Record(folder, "2").GetProperty("result").GetString());
    }

    [Fact]
    public void ProgramThatDies_ResumesFromItsCheckpoint()
    {
        using var folder = TempFolder.ForCaller();
        Chores.Queue(folder, 1, "with", "fate=dies", "steps=4");
        var (exitCode, output) = Chores.Work(folder);
        Assert.Equal(0, exitCode);
        Assert.Contains("Run 1: its process was ended (137), and stays in the queue", output);
        Assert.Contains("Run 1: COMPLETED", output);
        var metrics = File.ReadAllText(folder.In("runs", "1", "metrics.json"));
        using var json = JsonDocument.Parse(metrics);
        Assert.Equal([0, 1, 2, 3], json.RootElement.GetProperty("step").GetProperty("values").EnumerateArray().Select(v => v.GetInt32()));
        Assert.Single(Chores.Record(folder, "1").GetProperty("resumed").EnumerateArray());
    }

    [Fact]
    public void ProgramThatAlwaysDies_FailsAfterThreeAttempts()
    {
        using var folder = TempFolder.ForCaller();
        Chores.Queue(folder, 1, "with", "fate=dies");
        var (exitCode, output) = Chores.Work(folder);
        Assert.Equal(1, exitCode);
        Assert.Equal(3, output.Split('\n').Count(l => l.EndsWith("started")));
        Assert.Contains("Run 1: FAILED. It was lost: 3 attempts ended without a newer checkpoint.", output);
    }

    [Fact]
    public void AttemptWithoutCheckpoint_BeginsAnewInAnEmptyFolder()
    {
        using var folder = TempFolder.ForCaller();
        Chores.Queue(folder, 1, "with", "pause=1500");
        using (var worker = Chores.StartWorker(folder))
        {
            Assert.True(SpinWait.SpinUntil(
                () => File.Exists(folder.In("runs", "1", "metrics.jsonl")) && Chores.Status(folder, "1") == "RUNNING",
                TimeSpan.FromSeconds(30)));
            File.WriteAllText(folder.In("runs", "1", "plot.svg"), "of the first attempt");
            worker.Kill(entireProcessTree: true);
            worker.WaitForExit();
        }

        Assert.Equal(0, Chores.Work(folder).ExitCode);
        Assert.Equal("COMPLETED", Chores.Status(folder, "1"));
        Assert.False(File.Exists(folder.In("runs", "1", "plot.svg")));
        Assert.Single(File.ReadAllLines(folder.In("runs", "1", "metrics.jsonl")));
    }

    [Fact]
    public void Sigterm_InterruptsTheRunAndLeavesItInTheQueue()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = TempFolder.ForCaller();
        Chores.Queue(folder, 2, "with", "pause=100", "steps=20");
        using (var worker = Chores.StartWorker(folder))
        {
            Assert.True(SpinWait.SpinUntil(
                () => Directory.Exists(folder.In("runs", "1", "checkpoints", "fake")), TimeSpan.FromSeconds(30)));
            using var kill = System.Diagnostics.Process.Start("/bin/kill", ["-TERM", $"{worker.Id}"]);
            var (exitCode, output) = Chores.End(worker);
            Assert.Equal(143, exitCode);
            Assert.Contains("Run 1: INTERRUPTED, and stays in the queue", output);
        }

        Assert.Equal(("INTERRUPTED", "QUEUED"), (Chores.Status(folder, "1"), Chores.Status(folder, "2")));
        Assert.Equal(0, Chores.Work(folder, "--jobs", "2").ExitCode);
        Assert.Equal(("COMPLETED", "COMPLETED"), (Chores.Status(folder, "1"), Chores.Status(folder, "2")));
    }

    [Fact]
    public void Options_AreChecked()
    {
        using var folder = TempFolder.ForCaller();
        Directory.CreateDirectory(folder.In("runs"));
        Assert.Equal(
            "error: Option --jobs must be at least 1, but was 0.",
            Support.GenTool.Refused(folder, "work", "--runs", folder.In("runs"), "--jobs", "0"));
        Assert.Equal(
            "error: Options --once and --jobs cannot be combined.",
            Support.GenTool.Refused(folder, "work", "--runs", folder.In("runs"), "--once", "--jobs", "2"));
    }

    private static string? Meta(JsonElement record, string name) => record.GetProperty("meta").GetProperty(name).GetString();
}
