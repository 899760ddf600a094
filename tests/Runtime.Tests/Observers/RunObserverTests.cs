using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Observers;

public class RunObserverTests
{
    [Fact]
    public async Task Observer_ReceivesAllEventsInOrder()
    {
        using var folder = TempFolder.ForCaller();
        var observer = new CollectingObserver();
        var file = folder.File("plot.png", "pixels");
        var run = await Some.Completed(
            folder,
            run =>
            {
                run.LogScalar("loss", 0.5);
                run.AddArtifact(file);
                run.AddResource(file);
                run.PublishHeartbeat();
            },
            options => options.Observers.Add(observer));
        Assert.Equal(
            [
                RunEventKind.Started,
                RunEventKind.ArtifactAdded,
                RunEventKind.ResourceAdded,
                RunEventKind.Heartbeat,
                RunEventKind.Flush,
                RunEventKind.Finished,
            ],
            observer.Kinds.Where((kind, i) => kind != RunEventKind.Flush || i == observer.Events.Count - 2)
        );
        Assert.All(observer.Events, e => Assert.Same(run, e.Run));
        Assert.Equal(["loss"], observer.Events.SelectMany(e => e.Scalars).Select(point => point.Name));
        Assert.Equal(
            [("plot.png", file)],
            observer.Events.Where(e => e.Kind == RunEventKind.ArtifactAdded).Select(e => (e.Name!, e.File!))
        );
    }

    [Fact]
    public async Task ObserverThatThrows_IsReportedAndDoesNotAffectOthers()
    {
        using var folder = TempFolder.ForCaller();
        var (log, observer) = (new CollectingLogger(), new CollectingObserver());
        var run = await Some.Completed(folder, run => run.LogScalar("loss", 1), options =>
        {
            options.LoggerFactory = log;
            options.Observers.Add(new ThrowingObserver());
            options.Observers.Add(observer);
        });
        Assert.Equal("COMPLETED", run.Status());
        Assert.Equal(1, run.Json("metrics.json").GetProperty("loss").GetProperty("values").GetArrayLength());
        Assert.Equal(RunEventKind.Finished, observer.Kinds.Last());
        Assert.Contains("Warning: The observer ThrowingObserver failed at Started: InvalidOperationException: no connection", log.Lines);
        var last = Assert.Single(log.Lines, line => line.Contains("the last time"));
        Assert.Matches(
            @"^Warning: The observer ThrowingObserver failed \d times, the last time at Finished: InvalidOperationException: no connection$",
            last);
    }

    [Fact]
    public async Task Observers_ReceiveFailure()
    {
        using var folder = TempFolder.ForCaller();
        var observer = new CollectingObserver();
        var run = Some.Run(folder, options => options.Observers.Add(observer));
        await Assert.ThrowsAsync<FormatException>(() => RunSession.ExecuteAsync(run, _ => throw new FormatException()));
        Assert.IsType<FormatException>(observer.Events.Last().Exception);
        Assert.Equal(RunStatus.Failed, run.Status);
    }

    [Fact]
    public async Task Observer_MayUseTheRun()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("model.bin", "weights");
        var run = await Some.Completed(folder, null, options => options.Observers.Add(new Acting(file)));
        Assert.Equal(["model.bin"], run.Json("run.json").GetProperty("artifacts").Strings());
        Assert.Single(run.GetScalars("from observer"));
    }

    private sealed class Acting(string file) : IRunObserver
    {
        public void OnEvent(in RunEvent runEvent)
        {
            if (runEvent.Kind != RunEventKind.Started)
                return;
            Assert.True(Directory.Exists(runEvent.Run.Directory));
            runEvent.Run.AddArtifact(file);
            runEvent.Run.LogScalar("from observer", 1);
        }
    }
}
