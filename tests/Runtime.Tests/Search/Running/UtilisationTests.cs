using System.Globalization;
using Gen.Runtime.Tests.Search.Storage;
using Gen.Runtime.Tests.Support;
using Gen.Search;
using Xunit.Abstractions;

namespace Gen.Runtime.Tests.Search.Running;

/// <summary>How busy workers are, in virtual time: the real workers and files, whose trials take lognormal times with a coefficient of
/// variation of 0.5, of about a minute.</summary>
public class UtilisationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(2, 0.90)]
    [InlineData(4, 0.85)]
    [InlineData(8, 0.75)]
    public async Task Workers_WithTheDefaultLag_AreBusy(int workers, double least)
    {
        var sum = 0.0;
        const int Seeds = 5;
        for (var seed = 0; seed < Seeds; seed++)
        {
            using var folder = TempFolder.ForCaller();
            sum += await Task.Run(() => Utilisation(folder, workers, SweepPlanner.LagOf(workers), seed));   // without xunit's context
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workers} workers: {sum / Seeds:P1}"));
        Assert.True(sum / Seeds >= least, $"{workers} workers: {sum / Seeds}");
    }

    private static async Task<double> Utilisation(TempFolder folder, int workers, int lag, int seed)
    {
        var store = SweepStore.Create(folder.Path, SomePlan.Create(trials: 100, lag));
        var space = new SearchSpace([], []);
        var (clock, random, busy) = (new VirtualTime(), new Random(seed), 0.0);
        var durations = Enumerable.Range(0, store.Plan.Trials).Select(_ => Lognormal(random, mean: 60, variation: 0.5)).ToArray();
        var tasks = new List<Task<bool>>();
        for (var i = 0; i < workers; i++)
        {
            // Each has its own view of the files, as a process has.
            var view = SweepStore.Open(folder.Path, store.Id);
            var progress = new SweepProgress(view, space, new RandomSampler(space, 1));
            tasks.Add(new SweepWorker(view, progress, pruner: null, isAdaptive: true, async (trial, _, _, _) =>
            {
                busy += durations[trial.Number];
                await clock.Wait(TimeSpan.FromSeconds(durations[trial.Number])).ConfigureAwait(false);
                return new TrialOutcome(TrialState.Completed, trial.Number, []);
            })
            {
                Wait = clock.Wait,
            }.WorkAsync(CancellationToken.None));
        }

        clock.Run();
        foreach (var task in tasks)
            Assert.True(task.IsCompleted && await task);
        return busy / (workers * clock.Now.TotalSeconds);
    }

    private static double Lognormal(Random random, double mean, double variation)
    {
        var variance = Math.Log(1 + variation * variation);
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return mean * Math.Exp(-variance / 2 + Math.Sqrt(variance) * normal);
    }

    /// <summary>Time that passes as soon as all wait.</summary>
    private sealed class VirtualTime
    {
        private readonly PriorityQueue<TaskCompletionSource, (TimeSpan Due, int Order)> _waiting = new();
        private int _order;

        public TimeSpan Now { get; private set; }

        public Task Wait(TimeSpan time)
        {
            var source = new TaskCompletionSource();
            _waiting.Enqueue(source, (Now + time, _order++));
            return source.Task;
        }

        public void Run()
        {
            while (_waiting.TryDequeue(out var source, out var key))
            {
                Now = key.Due;
                source.SetResult();   // what waits for it goes on here
            }
        }
    }
}
