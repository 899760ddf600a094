using System.Text.Json;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Runs;

/// <summary>The behavior of whole processes.</summary>
public class ProcessTests
{
    [Fact]
    public void ThirtyTwoProcesses_GetDifferentIdsAndRecordAll()
    {
        using var folder = TempFolder.ForCaller();
        var runs = folder.In("runs");
        var hosts = Enumerable.Range(0, 32).Select(_ => new RunHostProcess("scalar", runs)).ToArray();
        var ids = new List<int>();
        foreach (var host in hosts)
        {
            var (exitCode, output) = host.End();
            Assert.Equal(0, exitCode);
            ids.Add(int.Parse(output.Split(' ')[1]));
            Assert.Equal(
                int.Parse(output.Split(' ')[2]),
                RunFiles.Json(Path.Combine(runs, $"{ids[^1]}", "metrics.json")).GetProperty("pid").GetProperty("values")[0].GetInt32()
            );
            Assert.Equal("COMPLETED", Status(runs, $"{ids[^1]}"));
            host.Dispose();
        }

        Assert.Equal(32, ids.Distinct().Count());
        Assert.Equal(32, RunDirectories.In(runs).Count);
    }

    [Fact]
    public void RunWithoutEventFiles_DoesNotLoadProtobuf()
    {
        using var folder = TempFolder.ForCaller();
        using var host = new RunHostProcess("loaded", folder.In("runs"));
        var (exitCode, output) = host.End();
        Assert.Equal(0, exitCode);
        Assert.Contains("Gen.Runtime ", output);
        Assert.DoesNotContain("Google.Protobuf", output);
    }

    [Fact]
    public void Kill_AtAnyInstant_LeavesValidFiles()
    {
        using var folder = TempFolder.ForCaller();
        var runs = folder.In("runs");
        var random = new Random(5);
        for (var i = 0; i < 12; i++)
        {
            using var host = new RunHostProcess("endless", runs);
            // Half of them during the start, half during the run with a heartbeat every 50 ms.
            var recorded = Infos(runs);
            if (i % 2 == 1)
                Assert.True(SpinWait.SpinUntil(() => Infos(runs) > recorded, TimeSpan.FromMinutes(1)));
            if (i == 11)
                Assert.True(SpinWait.SpinUntil(() => HasMetrics(runs), TimeSpan.FromMinutes(1)));   // a slow machine
            Thread.Sleep(random.Next(300));
            host.Send("KILL").End();
        }

        var folders = RunDirectories.In(runs);
        Assert.InRange(folders.Count, 6, 12);
        foreach (var run in folders)
        {
            Assert.Equal("RUNNING", RunFiles.Json(Path.Combine(run, "run.json")).GetProperty("status").GetString());
            foreach (var name in new[] { "config.json", "metrics.json", "info.json" }.Where(name => File.Exists(Path.Combine(run, name))))
                RunFiles.Json(Path.Combine(run, name));
            if (File.Exists(Path.Combine(run, "metrics.jsonl")))
                AssertWholeLines(File.ReadAllText(Path.Combine(run, "metrics.jsonl")));
        }

        foreach (var name in new[] { "config.json", "metrics.json", "metrics.jsonl", "info.json" })
            Assert.Contains(folders, run => File.Exists(Path.Combine(run, name)));
    }

    [Theory]
    [InlineData("endless", "INT", 130)]
    [InlineData("endless", "TERM", 143)]
    [InlineData("endless", "HUP", 129)]
    [InlineData("endless", "QUIT", 131)]
    [InlineData("returns-early", "INT", 130)]
    [InlineData("cooperative", "TERM", 143)]
    [InlineData("cooperative", "HUP", 129)]
    [InlineData("cooperative", "QUIT", 131)]
    public void Signal_InterruptsRunAndSetsExitCode(string scenario, string signal, int expected)
    {
        using var folder = TempFolder.ForCaller();
        var runs = folder.In("runs");
        using var host = new RunHostProcess(scenario, runs).Ready().Send(signal);
        var (exitCode, output) = host.End();
        Assert.Equal(expected, exitCode);
        Assert.Equal("INTERRUPTED", Status(runs));
        Assert.Contains("WARNING - host - Aborted after", File.ReadAllText(Path.Combine(runs, "1", "cout.txt")));
        var metrics = RunFiles.Json(Path.Combine(runs, "1", "metrics.json"));
        if (scenario == "cooperative")
        {
            Assert.Contains("tidied up", output);
            Assert.Equal("[1,0]", metrics.GetProperty("loss").GetProperty("values").GetRawText().ReplaceLineEndings("").Replace(" ", ""));
        }
        else if (scenario == "endless")
        {
            var lines = File.ReadLines(Path.Combine(runs, "1", "metrics.jsonl")).Count();
            Assert.Equal(lines, metrics.GetProperty("loss").GetProperty("steps").GetArrayLength());
            Assert.True(lines > 0);
        }
    }

    [Fact]
    public void Sighup_BelowNohup_IsIgnored()
    {
        using var folder = TempFolder.ForCaller();
        var runs = folder.In("runs");
        using var host = new RunHostProcess("cooperative", runs, ignoredSignal: "HUP").Ready().Send("HUP");
        Thread.Sleep(500);
        Assert.Equal("RUNNING", Status(runs));
        Assert.Equal(130, host.Send("INT").End().ExitCode);
    }

    [Fact]
    public void SecondSignal_EndsRunThatIgnoresTheFirst()
    {
        using var folder = TempFolder.ForCaller();
        using var host = new RunHostProcess("stubborn", folder.In("runs")).Ready().Send("INT");
        Thread.Sleep(500);
        Assert.Equal("RUNNING", Status(folder.In("runs")));
        Assert.Equal(130, host.Send("INT").End().ExitCode);
        Assert.Equal("INTERRUPTED", Status(folder.In("runs")));
    }

    [Fact]
    public void Sigterm_Ignored_EndsRunAfterTenSeconds()
    {
        using var folder = TempFolder.ForCaller();
        using var host = new RunHostProcess("stubborn", folder.In("runs")).Ready().Send("TERM");
        Assert.Equal(143, host.End().ExitCode);
        Assert.Equal("INTERRUPTED", Status(folder.In("runs")));
    }

    [Theory]
    [InlineData("exit", 3, "The process exited, with code 3, before the run had ended.")]
    [InlineData("crash-thread", 134, "crash on a thread")]
    [InlineData("fail", 1, "boom!")]
    public void ProcessExit_DuringRun_IsRecordedAsFailure(string scenario, int expected, string reason)
    {
        using var folder = TempFolder.ForCaller();
        using var host = new RunHostProcess(scenario, folder.In("runs"), ("DOTNET_DbgEnableMiniDump", "0"));
        Assert.Equal(expected, host.End().ExitCode);
        Assert.Equal("FAILED", Status(folder.In("runs")));
        Assert.Contains(reason, RunFiles.Json(folder.In("runs", "1", "run.json")).GetProperty("fail_trace")[0].GetString());
    }

    [Fact]
    public void UnusableRunsDirectory_IsOneLineOnStandardError()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("runs", "");
        using var host = new RunHostProcess("scalar", file);
        Assert.Equal(2, host.End().ExitCode);
        Assert.Equal($"Cannot record the run in the runs directory '{file}': '{file}' is a file.\n", host.Errors);
    }

    [Fact]
    public void FileSizeLimit_CausesWarningAndFilesAreWrittenLater()
    {
        using var folder = TempFolder.ForCaller();
        using var host = new RunHostProcess("full", folder.In("runs"));
        Assert.Equal(0, host.End().ExitCode);
        Assert.Contains(
            "WARNING - host - Cannot write the record of the run, which continues: The file has reached the size limit of the system or "
            + "the user.",
            host.Errors
        );
        Assert.DoesNotContain("ArgumentOutOfRange", host.Errors);
        Assert.Equal("COMPLETED", Status(folder.In("runs")));
        Assert.Equal(200, File.ReadLines(folder.In("runs", "1", "metrics.jsonl")).Count());
        Assert.Equal(200, RunFiles.Json(folder.In("runs", "1", "metrics.json")).GetProperty("loss").GetProperty("steps").GetArrayLength());
    }

    /// <summary>Returns the number of runs that have reached their first heartbeat.</summary>
    private static bool HasMetrics(string runs) =>
        Directory.GetDirectories(runs).Any(r => Path.GetFileName(r)[0] != '.' && File.Exists(Path.Combine(r, "metrics.json")));

    private static int Infos(string runs)
    {
        Thread.Sleep(20);
        return Directory.Exists(runs)
            ? Directory.GetDirectories(runs).Count(r => Path.GetFileName(r)[0] != '.' && File.Exists(Path.Combine(r, "info.json")))
            : 0;
    }

    /// <summary>Checks that every line is JSON, except for a last one that a kill has cut off.</summary>
    private static void AssertWholeLines(string text)
    {
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            JsonDocument.Parse(line).Dispose();
    }

    private static string? Status(string runs, string id = "1") =>
        RunFiles.Json(Path.Combine(runs, id, "run.json")).GetProperty("status").GetString();
}
