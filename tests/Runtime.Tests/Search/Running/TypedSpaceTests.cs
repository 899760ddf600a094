using Gen.Runtime.Tests.CommandLine;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Search.Running;

[Collection(nameof(ProcessWide))]
public class TypedSpaceTests
{
    [Fact]
    public async Task SweepAsync_AllKindsOfValues_RunsEachCombination()
    {
        using var folder = TempFolder.ForCaller();
        var sweep = await Tuned.SweepAsync(new Tuned.Everything(), new SweepOptions { Seed = 1, Runs = Runs(folder) });
        Assert.True(sweep.IsComplete);
        Assert.Equal(2 * 4 * 2 * 2 * 2 * 2 * 2, sweep.Trials.Count);
        Assert.All(sweep.Trials, t => Assert.Equal((TrialState.Completed, null), (t.State, t.Reason)));
        Assert.Equal(100, sweep.Best!.Size);
        Assert.Equal(10, sweep.BestRun!.Result);
        Assert.Equal(sweep.Trials[0].Run, sweep.BestRun.Id);

        // The config of each run has the values of its trial, whatever quotes they need.
        var configs = sweep.Trials.Select(t => RunFiles.Json(folder.In("runs", t.Run!, "config.json"))).ToList();
        Assert.Equal(["", "a, b", "it's", "plain"], configs.Select(c => c.GetProperty("name").GetString()!).Distinct().Order());
        Assert.Equal([null, "x"], configs.Select(c => c.GetProperty("path").GetString()).Distinct().Order());
        Assert.Equal(["[1,2]", "[3]"], configs.Select(c => string.Concat(c.GetProperty("layers").GetRawText().Split())).Distinct().Order());
        Assert.Equal(["Dark", "Light"], configs.Select(c => c.GetProperty("shade").GetString()!).Distinct().Order());
        Assert.Equal([1, 2], configs.Select(c => c.GetProperty("inner").GetProperty("width").GetInt32()).Distinct().Order());
        Assert.Equal(configs.Count / 2, configs.Count(c => c.GetProperty("flag").GetBoolean()));
    }

    [Fact]
    public async Task SweepAsync_InstanceOfTheSpace_HasItsRanges()
    {
        using var folder = TempFolder.ForCaller();
        var options = new SweepOptions { Trials = 30, Sampler = SweepSampler.Random, Seed = 1, Runs = Runs(folder) };
        var sweep = await Tuned.SweepAsync(new Tuned.Ranges { Largest = 3 }, options);
        var configs = sweep.Trials.Select(t => RunFiles.Json(folder.In("runs", t.Run!, "config.json"))).ToList();
        Assert.Equal([1, 2, 3], configs.Select(c => c.GetProperty("size").GetInt32()).Distinct().Order());
        Assert.All(configs, c => Assert.InRange(c.GetProperty("learning_rate").GetDouble(), 1e-4, 1e-1));
        Assert.All(configs, c => Assert.InRange(c.GetProperty("momentum").GetSingle(), 0, 0.9f));
        Assert.Equal(sweep.Trials.Min(t => t.Value), sweep.Trials[0].Value);   // less is better
    }

    [Fact]
    public async Task SweepAsync_Canceled_IsContinuedByTheCommandLine()
    {
        using var folder = TempFolder.ForCaller();
        using var canceled = new CancellationTokenSource();
        canceled.Cancel();
        var options = new SweepOptions { Trials = 5, Seed = 1, Runs = Runs(folder) };
        var sweep = await Tuned.SweepAsync(new Tuned.Ranges(), options, canceled.Token);
        Assert.Equal((false, 0, null), (sweep.IsComplete, sweep.Trials.Count, sweep.Best));
        var resumed = await Program.Run(Tuned.RunAsync, folder, "sweep", "resume", sweep.Id);
        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal(5, resumed.Out.Split('\n').Count(l => l.Contains("COMPLETED", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("sweep ranges --trials 4 --seed 1", 4)]
    [InlineData("sweep Ranges shade=Light,Dark --trials 6 --sampler sobol --seed 1", 6)]
    [InlineData("sweep everything --trials 3 --seed 1 with learning_rate=1", 3)]
    public async Task Sweep_NameOfASpace_RunsIt(string line, int trials)
    {
        using var folder = TempFolder.ForCaller();
        var result = await Program.Run(Tuned.RunAsync, folder, line.Split(' '));
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(trials, result.Out.Split('\n').Count(l => l.Contains("COMPLETED", StringComparison.Ordinal)));
        Assert.Contains(line.Contains("every", StringComparison.Ordinal) ? "maximize result" : "minimize result", result.Error);
    }

    [Theory]
    [InlineData("sweep range", "'range' is neither a search space nor an action of sweep. Did you mean 'ranges'?")]
    [InlineData("sweep ranges size=1,2 --trials 3", "Search space: 'size' is varied twice.")]
    public async Task Sweep_WrongSpace_IsRefused(string line, string message)
    {
        using var folder = TempFolder.ForCaller();
        var result = await Program.Run(Tuned.RunAsync, folder, line.Split(' '));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
    }

    [Fact]
    public async Task SweepAsync_InvalidOption_IsRefused()
    {
        SweepOptions[] invalid =
        [
            new() { Trials = 0 }, new() { Lag = 0 }, new() { Seed = -1 }, new() { Folds = 0 }, new() { TrialThreads = 0 },
            new() { Retries = -1 }, new() { Keep = -1 }, new() { Rungs = [3, 1] },
        ];
        foreach (var options in invalid)
        {
            var refusal = await Assert.ThrowsAsync<ConfigException>(() => Tuned.SweepAsync(new Tuned.Everything(), options));
            Assert.Matches("^SweepOptions[.][A-Za-z]+ must be at least [0-9]+, but was -?[0-9]+[.]$", refusal.Message);
        }
    }

    private static RunOptions Runs(TempFolder folder) =>
        new() { RunsDirectory = folder.In("runs"), Progress = false, LogLevel = Microsoft.Extensions.Logging.LogLevel.Error };
}
