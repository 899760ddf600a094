using System.Diagnostics;
using System.Globalization;
using Gen.Runtime.Tests.CommandLine;
using Gen.Runtime.Tests.Search.Storage;
using Gen.Runtime.Tests.Support;
using Gen.Search;
using Gen.Storage;
using Xunit.Abstractions;

namespace Gen.Runtime.Tests.Search.Running;

/// <summary>Sweeps of thousands of trials. The limits are several times what they take on two cores that have nothing else to
/// do.</summary>
[Collection(nameof(ProcessWide))]
public class LargeSweepTests(ITestOutputHelper output)
{
    [Fact]
    public void Resume_TenThousandFinishedTrials_SaysSoSoon()
    {
        using var folder = TempFolder.ForCaller();
        string[] words = ["x=uniform(-5,10)", "y=uniform(0,15)", "--trials", "10000", "--sampler", "random", "--seed", "1"];
        using (var host = new SweepHost(folder, [.. words, "with", "pause=100000"]))
        {
            while (!File.Exists(folder.In("runs", "sweeps", "1", "trials", "0000.claim.1")))
                Thread.Sleep(20);
        }

        var store = SweepStore.Open(folder.In("runs"), "1");
        for (var trial = 0; trial < 10_000; trial++)
        {
            store.WritePoint(trial, [trial / 1e4, trial % 100], [$"x={trial / 1e4}", $"y={trial % 100}"]);
            WorkClaim? claim;
            while ((claim = store.Claims.TryClaim(SweepStore.NameOf(trial))) is null)
                Thread.Sleep(10);   // the process has not ended yet
            using var held = claim;
            store.WriteOutcome(claim, new TrialOutcome(TrialState.Completed, trial * 7919 % 10_000, []) { Run = "1", Seconds = 1 });
        }

        SweepHost.Run(folder, "show", "1");   // reads all into the cache of the system
        var watch = Stopwatch.StartNew();
        var (exitCode, table, errors) = SweepHost.Run(folder, "resume", "1");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F2} s"));
        Assert.True(exitCode == 0, errors);
        Assert.Equal(10_002, table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Sweep_OneThousandEmptyTrials_TakesMillisecondsEach()
    {
        using var folder = TempFolder.ForCaller();
        await Program.Run(Tuned.RunAsync, folder, "sweep", "size=int(1,1000000)", "--trials", "20", "--sampler", "random");
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var result = await Program.Run(Tuned.RunAsync, folder, "sweep", "size=int(1,1000000)", "--trials", "1000", "--sampler", "random");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds / 1000:F1} ms a trial"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{(Environment.CpuUsage.TotalTime - before).TotalMilliseconds / 1000:F1} ms of CPU"));
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.InRange(watch.Elapsed.TotalMilliseconds / 1000, 0, 100);
    }

    [Fact]
    public void Add_TenThousandTrials_RanksEachInMicroseconds()
    {
        using var folder = TempFolder.ForCaller();
        var store = SweepStore.Create(folder.Path, SomePlan.Create(trials: 10_000));
        for (var trial = 0; trial < 10_000; trial++)
            store.WritePoint(trial, [0.5], []);
        var progress = new SweepProgress(store, new SearchSpace([], []), new RandomSampler(new([], []), 1));
        for (var trial = 0; trial < 10_000; trial++)
            progress.PointOf(trial);
        var watch = Stopwatch.StartNew();
        for (var trial = 0; trial < 10_000; trial++)
        {
            var outcome = new TrialOutcome(TrialState.Completed, trial * 7919 % 10_000, []);
            progress.Add(trial, outcome);
            TrialCheckpoints.DeleteAfter(store, progress, trial, outcome, folder.Path);
            Assert.NotNull(progress.Best);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMicroseconds / 10_000:F1} us a trial"));
        Assert.Equal(Enumerable.Range(0, 10_000).MinBy(t => t * 7919 % 10_000), progress.Best!.Number);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
