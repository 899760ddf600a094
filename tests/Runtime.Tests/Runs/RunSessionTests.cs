using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Runs;

public class RunSessionTests
{
    [Fact]
    public async Task CompletedRun_HasResultAndFolder()
    {
        using var folder = TempFolder.ForCaller();
        var run = Some.Run(folder);
        await RunSession.ExecuteAsync(run, async given =>
        {
            Assert.Equal(RunStatus.Running, given.Status);
            Assert.True(Directory.Exists(given.Directory));
            await Task.Yield();
            ((Run<long>)given).SetResult(42);
        });
        Assert.Equal((RunStatus.Completed, 42, "1"), (run.Status, run.Result, run.Id));
        Assert.Equal(folder.In("runs", "1"), run.Directory);
        Assert.True(run.StopTime >= run.StartTime);
        Assert.Equal("COMPLETED", run.Status());
        Assert.Equal(42, run.Json("run.json").GetProperty("result").GetInt64());
        var entries = Directory.EnumerateFileSystemEntries(folder.In("runs")).Select(Path.GetFileName);
        Assert.Equal([".last-run", "1"], entries.Where(e => e != "_sources").Order());   // of changes in the repository of this test
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FailedRun_RethrowsAndRecordsTrace(bool later)
    {
        using var folder = TempFolder.ForCaller();
        var run = Some.Run(folder);
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => RunSession.ExecuteAsync(run, async _ =>
        {
            if (later)
                await Task.Delay(1);
            throw new InvalidOperationException("boom!", new FormatException("inner"));
        }));
        Assert.Equal("boom!", thrown.Message);
        var trace = run.Json("run.json").GetProperty("fail_trace").Strings();
        Assert.Equal("FAILED", run.Status());
        Assert.StartsWith("System.InvalidOperationException: boom!", trace[0]);
        Assert.Contains(trace, line => line.Contains(nameof(FailedRun_RethrowsAndRecordsTrace)));
        Assert.Contains(trace, line => line.Contains("FormatException: inner"));
        Assert.All(trace, line => Assert.EndsWith("\n", line));
        Assert.Throws<InvalidOperationException>(() => run.Result);
    }

    [Fact]
    public async Task CanceledRun_IsInterrupted()
    {
        using var folder = TempFolder.ForCaller();
        using var cancellation = new CancellationTokenSource();
        var run = new Run<long>(Some.Start(), Some.Options(folder), cancellation.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunSession.ExecuteAsync(run, async given =>
        {
            cancellation.Cancel();
            await Task.Delay(Timeout.Infinite, given.CancellationToken);
        }));
        Assert.Equal("INTERRUPTED", run.Status());
        Assert.False(run.Json("run.json").TryGetProperty("fail_trace", out _));
    }

    [Fact]
    public async Task RunThatReturnsBecauseOfItsToken_IsInterrupted()
    {
        using var folder = TempFolder.ForCaller();
        using var cancellation = new CancellationTokenSource();
        var run = new Run<long>(Some.Start(), Some.Options(folder), cancellation.Token);
        await RunSession.ExecuteAsync(run, given =>
        {
            var token = given.CancellationToken;
            cancellation.Cancel();
            Assert.True(token.IsCancellationRequested);
            return default;
        });
        Assert.Equal("INTERRUPTED", run.Status());
    }

    [Fact]
    public async Task RunThatNeverReadsItsToken_IsCompleted()
    {
        using var folder = TempFolder.ForCaller();
        using var cancellation = new CancellationTokenSource();
        var run = new Run<long>(Some.Start(), Some.Options(folder), cancellation.Token);
        await RunSession.ExecuteAsync(run, _ =>
        {
            cancellation.Cancel();
            return default;
        });
        Assert.Equal("COMPLETED", run.Status());
    }

    [Fact]
    public async Task CancellationOfSomethingElse_IsFailure()
    {
        using var folder = TempFolder.ForCaller();
        var run = Some.Run(folder);
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            RunSession.ExecuteAsync(run, _ => throw new OperationCanceledException())
        );
        Assert.Equal("FAILED", run.Status());
    }

    [Fact]
    public async Task Run_StartsOnlyOnce()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Some.Completed(folder);
        var again = await Assert.ThrowsAsync<InvalidOperationException>(() => RunSession.ExecuteAsync(run, _ => default));
        Assert.Contains("only once", again.Message);
    }

    [Fact]
    public async Task UnobservedRun_WritesNothingAndNotifiesNoObserver()
    {
        using var folder = TempFolder.ForCaller();
        var observer = new CollectingObserver();
        var run = await Some.Completed(folder, run => run.LogScalar("loss", 1), options =>
        {
            options.Unobserved = true;
            options.Observers.Add(observer);
        });
        Assert.Equal((null, null, RunStatus.Completed), (run.Id, run.Directory, run.Status));
        Assert.Empty(observer.Events);
        Assert.Single(run.GetScalars("loss"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Runs_FollowOneAnotherAndOverlap()
    {
        using var folder = TempFolder.ForCaller();
        await Some.Completed(folder);
        var together = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => Some.Completed(folder, run => run.LogScalar("i", i))))
        );
        Assert.Equal(Enumerable.Range(2, 8), together.Select(run => int.Parse(run.Id!)).Order());
        foreach (var run in together)
            Assert.Equal(run.GetScalars("i")[0].Value, run.Json("metrics.json").GetProperty("i").GetProperty("values")[0].GetDouble());
    }

    [Fact]
    public async Task BusyThreadPool_DoesNotStopTheHeartbeat()
    {
        using var folder = TempFolder.ForCaller();
        var observer = new CollectingObserver();
        var beat = new SemaphoreSlim(0);
        await Some.Completed(
            folder,
            run =>
            {
                for (var i = 0; i < 64; i++)
                    ThreadPool.QueueUserWorkItem(_ => beat.Wait(TimeSpan.FromSeconds(20)));
                Assert.True(SpinWait.SpinUntil(() => observer.Kinds.Contains(RunEventKind.Heartbeat), TimeSpan.FromSeconds(10)));
                beat.Release(64);
            },
            options =>
            {
                options.HeartbeatInterval = TimeSpan.FromMilliseconds(20);
                options.Observers.Add(observer);
            });
    }

    [Fact]
    public void DetachedRun_RecordsNothingAndDrawsTheNumbersOfARun()
    {
        using var folder = TempFolder.ForCaller();
        var (detached, run) = (Run.Detached(7), Some.Run(folder));
        detached.LogScalar("loss", 0.5);
        detached.LogScalar("loss", 0.25);
        detached.Info.Set("key", 1);
        Assert.Equal([(0L, 0.5), (1L, 0.25)], detached.GetScalars("loss").Select(point => (point.Step, point.Value)));
        Assert.Equal((null, null, (RunStatus?)null), (detached.Id, detached.Directory, detached.Status));
        Assert.Equal(run.NextSeed("x"), detached.NextSeed("x"));
        Assert.NotEqual(Run.Detached().Seed, Run.Detached().Seed);
    }
}
