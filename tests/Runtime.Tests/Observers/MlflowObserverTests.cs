using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Observers;

public class MlflowObserverTests
{
    [Fact]
    public async Task Run_IsRecordedByDocumentedCalls()
    {
        using var folder = TempFolder.ForCaller();
        using var server = new MlflowServer();
        var run = await Track(folder, server, run =>
        {
            for (var i = 0; i < 2500; i++)
                run.LogScalar("val_loss", 1.0 / (i + 1), i);
            run.LogScalar("größe \"x\"", double.NaN);
        });
        Assert.Empty(server.Faults);
        Assert.Equal(["test"], server.Experiments);
        var tracked = Assert.Single(server.Runs);
        Assert.Equal(("test", "FINISHED"), (tracked.Experiment, tracked.Status));
        Assert.Equal(run.StartTime.ToUnixTimeMilliseconds(), tracked.Start);
        Assert.Equal(run.StopTime!.Value.ToUnixTimeMilliseconds(), tracked.End);
        Assert.Equal("7", tracked.Params["seed"]);
        Assert.Equal(("1", run.Directory), (tracked.Tags["gen.run"], tracked.Tags["gen.directory"]));
        var losses = tracked.Metrics.Where(m => m.Key == "val_loss").ToList();
        Assert.Equal(Enumerable.Range(0, 2500), losses.Select(m => (int)m.Step));
        Assert.Equal((1.0 / 2500).ToString("R", System.Globalization.CultureInfo.InvariantCulture), losses[^1].Value);
        Assert.Equal("NaN", tracked.Metrics.Single(m => m.Key == "gr__e _x_").Value);
    }

    [Fact]
    public async Task Experiment_ThatExists_IsUsed()
    {
        using var folder = TempFolder.ForCaller();
        using var server = new MlflowServer();
        server.Experiments.Add("other");
        server.Experiments.Add("test");
        await Track(folder, server);

        // Another program creates it between the two calls.
        server.Hidden.Add("test");
        await Track(folder, server);
        Assert.Empty(server.Faults);
        Assert.Equal(["other", "test"], server.Experiments);
        Assert.Equal(["test", "test"], server.Runs.Select(r => r.Experiment));
    }

    [Fact]
    public async Task Failure_IsRecorded()
    {
        using var folder = TempFolder.ForCaller();
        using var server = new MlflowServer();
        using var observer = new MlflowObserver(server.Http.Address);
        var run = Some.Run(folder, options => options.Observers.Add(observer));
        var exception = new FormatException(new string('é', 9000));
        await Assert.ThrowsAsync<FormatException>(() => RunSession.ExecuteAsync(run, _ => throw exception));
        Assert.Empty(server.Faults);
        Assert.Equal("FAILED", server.Runs[0].Status);
        Assert.StartsWith("System.FormatException: é", server.Runs[0].Tags["gen.failure"]);

        var interrupted = Some.Run(folder, options => options.Observers.Add(observer));
        await Assert.ThrowsAsync<OperationCanceledException>(() => RunSession.ExecuteAsync(interrupted, run =>
        {
            run.Cancel();
            throw new OperationCanceledException();
        }));
        Assert.Equal("KILLED", server.Runs[1].Status);
    }

    [Fact]
    public async Task LongConfig_IsSentInPartsAndCut()
    {
        using var folder = TempFolder.ForCaller();
        using var server = new MlflowServer();
        using var observer = new MlflowObserver(server.Http.Address);
        var start = new RunStart
        {
            ExperimentName = "test",
            Command = "run",
            Seed = 7,
            WriteConfig = writer =>
            {
                writer.WriteStartObject();
                for (var i = 0; i < 250; i++)
                    writer.WriteString($"entry_{i}", i == 0 ? new string('ü', 5000) : "x");
                writer.WriteString(new string('n', 300), "y");
                writer.WriteEndObject();
            },
        };
        var options = Some.Options(folder);
        options.Observers.Add(observer);
        await RunSession.ExecuteAsync(new Run<long>(start, options), _ => default);
        Assert.Empty(server.Faults);
        Assert.Equal(251, server.Runs[0].Params.Count);
        Assert.Equal(3000, server.Runs[0].Params["entry_0"].Length);
    }

    [Fact]
    public async Task ServerThatStartsLater_ReceivesAll()
    {
        using var folder = TempFolder.ForCaller();
        using var server = new MlflowServer { Unavailable = 2 };
        using var observer = new MlflowObserver(new JsonClient(server.Http.Address) { Waits = [] });
        var log = new CollectingLogger();
        await Some.Completed(
            folder,
            run =>
            {
                run.LogScalar("loss", 1);
                run.FlushScalars();
                Assert.True(SpinWait.SpinUntil(() => server.Unavailable == 0, TimeSpan.FromSeconds(20)));
                run.LogScalar("loss", 0.5);
            },
            options =>
            {
                options.LoggerFactory = log;
                options.Observers.Add(observer);
            });
        Assert.Equal(["1", "0.5"], server.Runs[0].Metrics.Select(m => m.Value));
        Assert.Equal("FINISHED", server.Runs[0].Status);
        Assert.Contains(log.Lines, l => l.Contains("MlflowObserver failed at Started: HttpRequestException: 127.0.0.1 has answered"));
    }

    [Fact]
    public async Task UserInAddress_IsAuthenticationAndNeverShown()
    {
        using var folder = TempFolder.ForCaller();
        using var server = new LocalServer(_ => (403, """{"message": "no"}"""));
        using var observer = new MlflowObserver(server.AddressWith("anna:pass%20word"));
        var log = new CollectingLogger();
        var run = await Some.Completed(folder, null, options =>
        {
            options.LoggerFactory = log;
            options.Observers.Add(observer);
        });
        Assert.All(server.Requests, r => Assert.Equal("Basic YW5uYTpwYXNzIHdvcmQ=", r.Authorization));
        Assert.Contains(log.Lines, l => l.EndsWith("127.0.0.1 has answered experiments/get-by-name (no) with 403 (Forbidden)"));
        Assert.DoesNotContain("word", string.Join('\n', log.Lines) + run.Text("run.json"));
    }

    private static async Task<Run> Track(TempFolder folder, MlflowServer server, Action<Run>? body = null)
    {
        using var observer = new MlflowObserver(server.Http.Address);
        return await Some.Completed(folder, body, options => options.Observers.Add(observer));
    }
}
