using Gen.Configuration;
using Gen.Runtime.Tests.Support;
using Gen.Search;

namespace Gen.Runtime.Tests.Search.Running;

public class SweepWorkerTests
{
    [Fact]
    public async Task WorkAsync_NothingToStartForTheLimit_EndsAndLeavesTheRest()
    {
        using var folder = TempFolder.ForCaller();
        var (store, progress) = Sweep(folder);
        using var other = store.Claims.TryClaim(SweepStore.NameOf(0));
        var worker = Worker(store, progress, TimeSpan.FromMilliseconds(100));
        Assert.True(await worker.WorkAsync(CancellationToken.None));
        Assert.Equal([1, 2], progress.Results.Select(r => r.Number));
        Assert.False(progress.IsDone);
    }

    [Fact]
    public async Task WorkAsync_Interrupted_ReleasesItsTrialForAllProcesses()
    {
        using var folder = TempFolder.ForCaller();
        var (store, progress) = Sweep(folder);
        using var stop = new CancellationTokenSource();
        var worker = new SweepWorker(store, progress, null, false, (_, _, claim, _) =>
        {
            claim.Update("17", 0, null);
            stop.Cancel();
            return Task.FromResult<TrialOutcome?>(null);
        });
        Assert.False(await worker.WorkAsync(stop.Token));

        // As a process of another machine, which cannot ask whether this one runs.
        var path = Path.Combine(store.Folder, "trials", "0000.claim.1");
        File.WriteAllText(
            path, File.ReadAllText(path).Replace(ProcessIdentity.Current.Boot, "another", StringComparison.Ordinal));
        using var claim = SweepStore.Open(folder.In("runs"), store.Id).Claims.TryClaim("0000");
        Assert.Equal((2, "17"), (claim!.Attempt, claim.Run));
    }

    private static ExperimentSchema<T> SchemaOf<T>()
        where T : class, IExperiment<T> => T.Schema;

    private static SweepWorker Worker(SweepStore store, SweepProgress progress, TimeSpan? idleLimit) =>
        new(store, progress, null, false, (trial, _, _, _) =>
            Task.FromResult<TrialOutcome?>(new TrialOutcome(TrialState.Completed, trial.Number, [])))
        {
            IdleLimit = idleLimit,
        };

    private static (SweepStore Store, SweepProgress Progress) Sweep(TempFolder folder)
    {
        var space = SearchSpaceParser.Parse(SchemaOf<Tuned>(), ["size=1,2,3"], [], new RunOptions());
        var store = SweepStore.Create(folder.In("runs"), new SweepPlan
        {
            Experiment = "tuned",
            Space = ["size=1,2,3"],
            Updates = [],
            Config = "{}",
            Sampler = SweepSampler.Grid,
            Seed = 1,
            Trials = 3,
            Objective = new SweepObjective(null, false, ObjectiveReduce.Best),
            Lag = 4,
            Pruner = SweepPruner.None,
            Rungs = [],
        });
        return (store, new SweepProgress(store, space, Sampler.Create(SweepSampler.Grid, space, 1)));
    }
}
