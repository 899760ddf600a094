using System.Diagnostics;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Runs;

/// <summary>Processes that are killed, and resumed by the command line.</summary>
public class KilledRunTests
{
    private const string Config = "--loglevel none with seed=7 epochs=8 pause=2";

    private static int Kills => Environment.GetEnvironmentVariable("GEN_FULL_TESTS") is null ? 4 : 40;

    [Fact]
    public void Resume_AfterKillAtAnyInstant_RecordsWhatAnUninterruptedRunDoes()
    {
        using var folder = TempFolder.ForCaller();
        using (var whole = Host(folder.In("whole"), Config))
            Assert.Equal(0, whole.End().ExitCode);
        var random = new Random(3);
        for (var kill = 0; kill < Kills; kill++)
        {
            var runs = folder.In($"killed{kill}");
            using (var first = Host(runs, Config).Ready())
            {
                Thread.Sleep(random.Next(400));
                first.Send("KILL").End();
            }

            // Killed again at a random time: before the checkpoint, during truncation of the record, or after the end.
            for (var again = random.Next(3); again > 0; again--)
            {
                using var resumed = Host(runs, "--loglevel none resume 1");
                Thread.Sleep(random.Next(700));
                resumed.Send("KILL").End();
            }

            using var last = Host(runs, "--loglevel none resume 1");
            Assert.Equal((0, ""), (last.End().ExitCode, last.Errors));
            RunRecords.AssertSame(folder.In("whole", "1"), Path.Combine(runs, "1"));
            Assert.Equal(["1"], RunDirectories.In(runs).Select(Path.GetFileName));
        }
    }

    [Fact]
    public void KillAtTheStart_LeavesAWholeRecordOrNone()
    {
        using var folder = TempFolder.ForCaller();
        var random = new Random(5);
        var untilReady = Stopwatch.StartNew();
        using (var first = Host(folder.In("runs"), "--comment why " + Config).Ready())
        {
            untilReady.Stop();
            first.Send("KILL").End();
        }

        for (var kill = 0; kill < 4 * Kills; kill++)
        {
            using var process = Host(folder.In("runs"), "--comment why " + Config);
            // From before the run until after its first checkpoint.
            Thread.Sleep((int)(untilReady.ElapsedMilliseconds * (0.3 + random.NextDouble())));
            process.Send("KILL").End();
        }

        var runs = RunDirectories.In(folder.In("runs"));
        foreach (var run in runs)
        {
            Assert.Equal(8, RunFiles.Json(Path.Combine(run, "config.json")).GetProperty("epochs").GetInt32());
            var meta = RunFiles.Json(Path.Combine(run, "run.json")).GetProperty("meta");
            Assert.Equal("why", meta.GetProperty("comment").GetString());
            Assert.Equal(3, meta.GetProperty("config_updates").EnumerateObject().Count());
        }

        Assert.NotEmpty(runs);
    }

    [Fact]
    public void Resume_OfActiveOrResumedRun_IsRefused()
    {
        using var folder = TempFolder.ForCaller();
        var runs = folder.In("runs");
        using var first = Host(runs, "with seed=7 stop_in=2").Ready();
        AssertRefused();
        first.Send("KILL").End();

        // It prints its first "ready" after it has continued, in the epoch where it waits.
        using var second = Host(runs, "resume 1").Ready();
        AssertRefused();
        second.Send("KILL").End();
        using var third = Host(runs, "resume 1 with stop_in=-1");
        Assert.Equal(0, third.End().ExitCode);

        void AssertRefused()
        {
            using var refused = Host(runs, "resume 1");
            Assert.Equal((2, ""), refused.End());
            Assert.Equal("error: Run 1 cannot be resumed because it is still running or another process is resuming it.\n", refused.Errors);
        }
    }

    [Fact]
    public void Resume_ByTwoProcessesAtOnce_SucceedsForOne()
    {
        using var folder = TempFolder.ForCaller();
        var runs = folder.In("runs");
        using (var first = Host(runs, "with seed=7 stop_in=1").Ready())
            first.Send("KILL").End();
        // Neither ends by itself, so that the one which ends was refused.
        RunHostProcess[] both = [Host(runs, "resume 1"), Host(runs, "resume 1")];
        Assert.True(SpinWait.SpinUntil(() => both.Any(p => p.HasExited), TimeSpan.FromMinutes(1)));
        var refused = Array.FindIndex(both, p => p.HasExited);
        Assert.Equal(2, both[refused].End().ExitCode);
        Assert.Contains("another process is resuming it", both[refused].Errors);
        both[1 - refused].Ready().Send("INT");
        Assert.Equal(130, both[1 - refused].End().ExitCode);
        Array.ForEach(both, p => p.Dispose());
    }

    [Fact]
    public void Resume_RecordsEarlierSessions()
    {
        using var folder = TempFolder.ForCaller();
        var runs = folder.In("runs");
        using (var first = Host(runs, "--comment why with seed=7 stop_in=2").Ready().Ready().Send("INT"))
            Assert.Equal(130, first.End().ExitCode);
        var before = RunFiles.Json(Path.Combine(runs, "1", "run.json"));
        using (var second = Host(runs, "resume 1").Ready())
        {
            var during = RunFiles.Json(Path.Combine(runs, "1", "run.json"));
            Assert.Equal("RUNNING", during.GetProperty("status").GetString());
            second.Send("INT").End();
        }

        using (var third = Host(runs, "resume 1 with stop_in=-1 epochs=6"))
            Assert.Equal(0, third.End().ExitCode);
        var after = RunFiles.Json(Path.Combine(runs, "1", "run.json"));
        Assert.Equal("COMPLETED", after.GetProperty("status").GetString());
        var earlier = after.GetProperty("resumed").EnumerateArray().ToArray();
        Assert.Equal(["INTERRUPTED", "INTERRUPTED"], earlier.Select(e => e.GetProperty("status").GetString()));
        foreach (var time in new[] { "start_time", "stop_time", "heartbeat" })
            Assert.Equal(before.GetProperty(time).GetString(), earlier[0].GetProperty(time).GetString());
        Assert.True(
            string.CompareOrdinal(after.GetProperty("start_time").GetString(), earlier[1].GetProperty("stop_time").GetString()) > 0
        );
        var meta = after.GetProperty("meta");
        Assert.Equal("why", meta.GetProperty("comment").GetString());
        Assert.Equal(
            """{"epochs":6,"seed":7,"stop_in":-1}""",
            meta.GetProperty("config_updates").GetRawText().ReplaceLineEndings("").Replace(" ", "")
        );
        var config = RunFiles.Json(Path.Combine(runs, "1", "config.json"));
        Assert.Equal(
            (6, -1, 7),
            (config.GetProperty("epochs").GetInt32(), config.GetProperty("stop_in").GetInt32(), config.GetProperty("seed").GetInt32())
        );
        Assert.Equal(120, RunFiles.Json(Path.Combine(runs, "1", "metrics.json")).GetProperty("loss").GetProperty("steps").GetArrayLength());
    }

    private static RunHostProcess Host(string runs, string words) => new("resumable", runs, ("HOST_ARGS", words));
}
