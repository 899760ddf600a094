using System.Diagnostics;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Observers;

public class ObserverFailureTests
{
    public static TheoryData<RunEventKind> Kinds => [.. Enum.GetValues<RunEventKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ObserverThatHangs_StopsNeitherRunNorOthers(RunEventKind kind)
    {
        using var folder = TempFolder.ForCaller();
        using var hanging = new HangingObserver(kind);
        var (log, other) = (new CollectingLogger(), new CollectingObserver());
        var file = folder.File("plot.png", "pixels");
        var started = Stopwatch.GetTimestamp();
        var run = await Some.Completed(
            folder,
            run => LogAll(run, file),
            options =>
            {
                (options.LoggerFactory, options.ObserverTimeout) = (log, TimeSpan.FromSeconds(0.3));
                options.Observers.Add(hanging);
                options.Observers.Add(other);
            });
        Assert.True(hanging.Hangs.IsSet);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.25, 20);
        Assert.Equal(("COMPLETED", 2), (run.Status(), run.Json("metrics.json").GetProperty("loss").GetProperty("values").GetArrayLength()));
        Assert.Equal(["plot.png"], run.Json("run.json").GetProperty("artifacts").Strings());
        Assert.Equal(2, other.Events.SelectMany(e => e.Scalars).Count());
        Assert.Equal(RunEventKind.Finished, other.Kinds.Last());
        Assert.Single(log.Lines, l => l.Contains($"The observer HangingObserver failed at {kind}: it has not returned"));
        var failure = Assert.Single(run.Json("run.json").GetProperty("observer_failures").EnumerateArray());
        Assert.Equal(("HangingObserver", 1), (failure.GetProperty("observer").GetString(), failure.GetProperty("failures").GetInt32()));
        Assert.StartsWith($"at {kind}: it has not returned", failure.GetProperty("first").GetString());
    }

    [Fact]
    public async Task ObserverThatHangs_IsReportedWhileTheRunGoesOn()
    {
        using var folder = TempFolder.ForCaller();
        using var hanging = new HangingObserver(RunEventKind.Started);
        var log = new CollectingLogger();
        await Some.Completed(
            folder,
            run =>
            {
                hanging.Hangs.Wait();
                Assert.True(SpinWait.SpinUntil(
                    () => log.Lines.Any(l => l.Contains("failed at Started: it has not returned for 0.2 s, and the run goes on")),
                    TimeSpan.FromSeconds(20)));
                hanging.Dispose();
            },
            options =>
            {
                (options.LoggerFactory, options.ObserverTimeout) = (log, TimeSpan.FromSeconds(0.2));
                options.Observers.Add(hanging);
            });
        Assert.Equal(RunEventKind.Finished, hanging.Received.Kinds.Last());
    }

    [Fact]
    public async Task SlowObserver_ReceivesAllScalarsInOrderAsOneFlush()
    {
        using var folder = TempFolder.ForCaller();
        using var slow = new HangingObserver(RunEventKind.Started);
        var run = await Some.Completed(
            folder,
            run =>
            {
                slow.Hangs.Wait();
                for (var i = 0; i < 100; i++)
                {
                    run.LogScalar("i", i);
                    run.FlushScalars();
                    run.PublishHeartbeat();
                }

                slow.Dispose();
            },
            options => options.Observers.Add(slow));
        Assert.Equal(Enumerable.Range(0, 100), slow.Received.Events.SelectMany(e => e.Scalars).Select(p => (int)p.Value));
        Assert.InRange(slow.Received.Events.Count, 4, 8);
        Assert.False(run.Json("run.json").TryGetProperty("observer_failures", out _));
    }

    [Fact]
    public async Task ObserverThatThrows_IsInTheRecord()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Some.Completed(folder, null, options => options.Observers.Add(new ThrowingObserver()));
        var failure = Assert.Single(run.Json("run.json").GetProperty("observer_failures").EnumerateArray());
        Assert.Equal("at Started: InvalidOperationException: no connection", failure.GetProperty("first").GetString());
        Assert.True(failure.GetProperty("failures").GetInt32() > 1);
    }

    [Fact]
    public async Task ManyPoints_WaitInBoundedMemory()
    {
        using var folder = TempFolder.ForCaller();
        using var hanging = new HangingObserver(RunEventKind.Started);
        var log = new CollectingLogger();
        await Some.Completed(
            folder,
            run =>
            {
                hanging.Hangs.Wait();
                for (var i = 0; i < 1_100_000; i++)
                    run.LogScalar("i", i);
            },
            options =>
            {
                (options.LoggerFactory, options.ObserverTimeout) = (log, TimeSpan.FromSeconds(0.2));
                options.Observers.Add(hanging);
            });
        Assert.Contains(log.Lines, l => l.Contains("HangingObserver was too slow: it has not received") && l.EndsWith("scalars."));
        hanging.Dispose();
        Assert.True(SpinWait.SpinUntil(() => hanging.Received.Kinds.LastOrDefault() == RunEventKind.Finished, TimeSpan.FromSeconds(20)));
        Assert.InRange(hanging.Received.Events.Sum(e => e.Scalars.Count), 900_000, 1_000_000);
    }

    [Theory]
    [InlineData("KILL", 137, "RUNNING")]
    [InlineData("TERM", 143, "INTERRUPTED")]
    public void Signal_WithObserverThatHangs_EndsTheProcess(string signal, int exitCode, string status)
    {
        using var folder = TempFolder.ForCaller();
        using var host = new RunHostProcess("hanging-observer", folder.In("runs")).Ready();
        var record = folder.In("runs", "1", "run.json");
        Assert.True(SpinWait.SpinUntil(() => File.Exists(record), TimeSpan.FromSeconds(20)));
        Assert.Equal(exitCode, host.Send(signal).End().ExitCode);
        Assert.Equal(status, RunFiles.Json(record).GetProperty("status").GetString());
    }

    private static void LogAll(Run run, string file)
    {
        run.LogScalar("loss", 1);
        run.FlushScalars();
        run.AddArtifact(file);
        run.AddResource(file);
        run.PublishHeartbeat();
        run.LogScalar("loss", 0.5);
    }
}
