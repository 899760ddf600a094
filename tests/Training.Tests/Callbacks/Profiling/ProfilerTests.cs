using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Callbacks.Profiling;

public sealed class ProfilerTests : IDisposable
{
    private readonly RegressionProblem _problem = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _problem.Dispose();

    [Fact]
    public void Phases_HaveTheirTimes()
    {
        var profiler = Quiet();
        Fit(profiler, epochs: 2);
        Assert.Equal([0, 1], profiler.Epochs.Select(e => e.Epoch));
        foreach (var epoch in profiler.Epochs)
        {
            // Each of 4 batches takes 5 s for data, 3 s for the forward pass and 2 s in a callback.
            Assert.Equal((20, 12), (epoch.Training[TrainingPhase.DataWait], epoch.Training[TrainingPhase.Forward]));
            Assert.Equal((4, 50), (epoch.Training.Steps, epoch.Training.Rows));
            var validation = epoch.Validation!;
            Assert.Equal((10, 6, 16), (validation[TrainingPhase.DataWait], validation[TrainingPhase.Forward], validation.Seconds));
            Assert.Equal((2, 50), (validation.Steps, validation.Rows));
        }

        Assert.Equal(TrainingPhase.DataWait, profiler.Epochs[0].Training.Largest);

        // The time of callbacks after the profiler at the end of an epoch belongs to the next epoch.
        Assert.Equal([8, 28], profiler.Epochs.Select(e => e.Training[TrainingPhase.Hooks]));
        Assert.Equal(4.0 / 40, profiler.Epochs[0].Training.StepsPerSecond, 12);
    }

    [Fact]
    public void BackwardOptimizerAndMetrics_AreTimedSeparately()
    {
        var profiler = new Profiler { Steps = null, ShowTable = false, Time = new ManualTime(autoAdvance: 1) };
        using var trainer = _problem.Trainer(profiler);
        trainer.Fit(_problem.Source(), 1);
        var times = profiler.Epochs[0].Training;

        // Each lap reads the clock once, as does each begin or end of a batch.
        Assert.Equal(0.004, times[TrainingPhase.Backward], 9);
        Assert.Equal(0.008, times[TrainingPhase.Optimizer], 9);
        Assert.Equal(0.005, times[TrainingPhase.Metrics], 9);
        Assert.Equal(Enum.GetValues<TrainingPhase>().Sum(p => times[p]), times.Seconds, 9);
        Assert.Null(profiler.Epochs[0].Validation);
    }

    [Fact]
    public void Scalars_HaveSecondsAndSharesOfEachEpoch()
    {
        var run = Run.Detached();
        Fit(Quiet(), epochs: 2, run);
        Assert.Equal([1L, 2L], run.GetScalars("profile/data_wait").Select(p => p.Step));
        Assert.Equal([20, 20], Values("data_wait"));
        Assert.Equal([0.5, 20.0 / 60], Values("data_wait_share"));
        Assert.Equal([0, 0], Values("backward"));
        Assert.Equal([0.1, 4.0 / 60], Values("steps_per_second"));
        Assert.Equal([1.25, 50.0 / 60], Values("rows_per_second"));
        Assert.Equal([10, 10], Values("val_data_wait"));
        Assert.Equal([16, 16], Values("val_seconds"));
        Assert.All(Values("live_tensors"), n => Assert.True(n > 0));
        Assert.All(Values("resident_mib"), n => Assert.True(n > 1));
        Assert.DoesNotContain("profile/val_backward", run.ScalarNames);

        double[] Values(string name) => [.. run.GetScalars("profile/" + name).Select(p => p.Value)];
    }

    [Fact]
    public void Table_NamesLargestPhase()
    {
        var text = CapturedStandardError.During(() => Fit(new Profiler { Steps = null, Time = _time }, epochs: 1));
        Assert.Contains("data wait", text);
        Assert.Matches(@"forward +12\.000 +30\.0 ?% +3000\.000 +6\.000", text);
        Assert.Matches(@"total +40\.000 +100\.0 ?% +10000\.000 +16\.000", text);
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("0.1 steps and 1.25 rows per second; the largest phase is data wait with 50", words);
        Assert.Contains("The model waits for data", words);
    }

    [Fact]
    public void NoProfiler_HasNoClock()
    {
        var clocks = new List<PhaseClock?>();
        var look = new LambdaCallback
        {
            BatchEnd = c => clocks.Add(c.Clock),
            TestBatchEnd = c => clocks.Add(c.Clock),
            TrainEnd = c => clocks.Add(c.Clock),
        };
        using var trainer = _problem.Trainer(look);
        trainer.Fit(_problem.Source(), 1, _problem.Source());
        Assert.Equal(9, clocks.Count);
        Assert.All(clocks, Assert.Null);
    }

    [Fact]
    public void Clock_IsRemovedAtEndOrFailure()
    {
        TrainingContext? context = null;
        var profiler = Quiet();
        using var trainer = _problem.Trainer(profiler, new LambdaCallback
        {
            BatchEnd = c =>
            {
                Assert.NotNull(c.Clock);
                (context = c).Stop("enough");
            },
        });
        trainer.Fit(_problem.Source(), 1);
        Assert.Null(context!.Clock);
        using var failing = _problem.Trainer(
            profiler,
            new LambdaCallback { BatchEnd = c => throw new InvalidOperationException($"{(context = c).Step}") }
        );
        Assert.Throws<TrainingException>(() => failing.Fit(_problem.Source(), 1));
        Assert.Null(context.Clock);
        Assert.Empty(profiler.Epochs);
    }

    [Fact]
    public void TwoProfilers_Throw()
    {
        using var trainer = _problem.Trainer(Quiet(), Quiet());
        Assert.Equal(
            "Profiler can be added to a trainer only once.",
            Assert.Throws<TrainingException>(() => trainer.Fit(_problem.Source(), 1)).Message
        );
    }

    private Profiler Quiet() => new() { Steps = null, ShowTable = false, Time = _time };

    private void Fit(Profiler profiler, int epochs, Run? run = null)
    {
        using var trainer = new Trainer(
            _problem.Model,
            _problem.Optimizer,
            Forward,
            profiler,
            new LambdaCallback { BatchEnd = _ => _time.Advance(2), EpochEnd = _ => _time.Advance(20) }
        )
        {
            Run = run,
        };
        trainer.Fit(Slow(16), epochs, Slow(32));

        StepResult Forward(Batch batch)
        {
            _time.Advance(3);
            var prediction = _problem.Model.call(batch.Features);
            return new StepResult(_problem.Loss.call(prediction, batch.Labels!), prediction);
        }

        SlowSource Slow(int batch) => new(_problem.Source(batch), () => _time.Advance(5));
    }
}
