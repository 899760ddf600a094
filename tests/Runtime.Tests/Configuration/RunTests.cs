using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Configuration;

/// <summary><c>RunAsync(config)</c>: from a test, a notebook or another program, as often as one likes.</summary>
public class RunTests
{
    [Fact]
    public async Task TheResultIsTyped()
    {
        var run = await Typed.RunAsync(new Typed { Bound = 4, Seed = 9 }, Quiet.Options);
        Assert.Equal((4, 9L, RunStatus.Completed), (run.Result.Bound, run.Result.Seed, run.Status));
        Assert.Equal(9, run.Seed);
        Assert.Same(run, run.Result.Inner);
        Assert.Equal(4.0, Assert.Single(run.GetScalars("bound")).Value);
    }

    [Fact]
    public async Task AConfigCanRunAgainAndIsNotChanged()
    {
        var config = new Typed { Bound = 2 };
        var first = await Typed.RunAsync(config, Quiet.Options);
        var second = await Typed.RunAsync(config, Quiet.Options);
        Assert.Null(config.Seed);
        Assert.NotSame(config, first.Result.Config);
        Assert.NotSame(first.Result.Config, second.Result.Config);
        Assert.Equal(first.Seed, first.Result.Config.Seed);
        Assert.NotEqual(first.Seed, second.Seed);
    }

    [Fact]
    public async Task RunsWithOneSeedDrawTheSameNumbers()
    {
        var runs = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Typed.RunAsync(new Typed { Seed = i / 4, Delay = i % 3 }, Quiet.Options))
        );
        Assert.Equal(2, runs.Select(r => r.Result.Drawn).Distinct().Count());
        Assert.Equal(8, runs.Select(r => r.Result.Config).Distinct().Count());
        Assert.All(runs, run => Assert.Same(run, run.Result.Inner));
    }

    [Fact]
    public async Task ARunGoesOnWhileItsConfigRunsAgain()
    {
        var config = new Typed { Delay = 50, Seed = 1 };
        var runs = await Task.WhenAll(
            Typed.RunAsync(config, Quiet.Options),
            Typed.RunAsync(config, Quiet.Options),
            Typed.RunAsync(config, Quiet.Options)
        );
        Assert.Equal(3, runs.Select(r => r.Result.Inner).Distinct().Count());
    }

    [Fact]
    public async Task AnExceptionComesOutAsItIsAndTheRunIsRecordedAsFailed()
    {
        using var folder = TempFolder.ForCaller();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Typed.RunAsync(new Typed { Fail = "on purpose" }, Some.Options(folder))
        );
        Assert.Equal("on purpose", error.Message);
        var record = RunFiles.Json(folder.In("runs", "1", "run.json"));
        Assert.Equal("FAILED", record.GetProperty("status").GetString());
    }

    [Fact]
    public async Task ACancelledRunIsRecordedAsInterrupted()
    {
        using var folder = TempFolder.ForCaller();
        using var cancellation = new CancellationTokenSource(30);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Typed.RunAsync(new Typed { Delay = 60_000 }, Some.Options(folder), cancellation.Token)
        );
        Assert.Equal("INTERRUPTED", RunFiles.Json(folder.In("runs", "1", "run.json")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task TheConfigIsRecordedWithDerivedValuesAndTheSeed()
    {
        using var folder = TempFolder.ForCaller();
        var config = Sources.Parse("big", "place.path=there");
        var run = await Recorded.RunAsync(new Recorded { X = 4 }, Some.Options(folder));
        var json = run.Json("config.json");
        Assert.Equal(
            (4, 8, run.Seed),
            (json.GetProperty("x").GetInt32(), json.GetProperty("twice").GetInt32(), json.GetProperty("seed").GetInt64())
        );
        Assert.Equal("COMPLETED", run.Status());
        Assert.Equal(100, config.A);
        Assert.Equal(
            json.ToString(),
            RunFiles.Json(folder.File("again.json", Recorded.FromJson(run.Text("config.json")).ToJson())).ToString()
        );
    }

    [Fact]
    public void CapturedMethodsWorkOutsideARun()
    {
        var config = new Recorded { X = 4, Seed = 5 };
        Assert.Equal((4, 5L), config.Look());
        Assert.Equal(config.Draw(), new Recorded { Seed = 5 }.Draw());
        Assert.NotEqual(config.Draw(), config.Draw());
    }
}

/// <summary>A void main, and methods to call without a run.</summary>
[Experiment("recorded")]
internal partial class Recorded
{
    public int X { get; init; } = 1;

    public int Twice => X * 2;

    [Main]
    private static void Run()
    {
    }

    [Captured]
    internal static (int X, long Seed) Look(int x, Run run) => (x, run.Seed);

    [Captured]
    internal int Draw(Random random) => random.Next();
}
