using Gen.Training.Tests.Callbacks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch.optim;

namespace Gen.Training.Tests.Optimization;

public class TorchSchedulerTests
{
    [Fact]
    public void UnitEpoch_StepsAfterEachEpoch() =>
        Assert.Equal([0.01, 0.005, 0.0025], Rates(o => new TorchScheduler(lr_scheduler.StepLR(o, 1, 0.5))));

    // The value of an epoch of four batches is the rate after its last step.
    [Fact]
    public void UnitStep_StepsAfterEachBatch() =>
        Assert.Equal([0.005, 0.0025, 0.00125], Rates(o => new TorchScheduler(lr_scheduler.StepLR(o, 4, 0.5), ScheduleUnit.Step)));

    [Fact]
    public void ChainedSchedulers_Step() =>
        Assert.Equal(
            [0.01, 0.0045, 0.002025],
            Rates(o => new TorchScheduler(lr_scheduler.ChainedLR([lr_scheduler.StepLR(o, 1, 0.5), lr_scheduler.ExponentialLR(o, 0.9)])))
        );

    [Fact]
    public void ReduceLROnPlateau_GetsMonitoredValue() =>
        Assert.Equal(
            [0.01, 0.01, 0.001],
            Rates(o => new TorchScheduler(lr_scheduler.ReduceLROnPlateau(o, threshold: 1e6, threshold_mode: "abs", patience: 0), "loss"))
        );

    [Fact]
    public void ReduceLROnPlateau_NoMonitor_ThrowsInConstructor()
    {
        using var problem = new RegressionProblem();
        var scheduler = lr_scheduler.ReduceLROnPlateau(problem.Optimizer);
        Assert.Contains("requires a value to monitor", Assert.Throws<ArgumentException>(() => new TorchScheduler(scheduler)).Message);
    }

    [Fact]
    public void MonitoredValue_NotLogged_ThrowsBeforeFirstBatch()
    {
        using var problem = new RegressionProblem();
        using var trainer = problem.Trainer(new TorchScheduler(lr_scheduler.ReduceLROnPlateau(problem.Optimizer), "val_loss"));
        Assert.Equal(
            "TorchScheduler (ReduceLROnPlateau) monitors 'val_loss', but there is no validation data: pass some to Fit.",
            Assert.Throws<TrainingException>(() => trainer.Fit(problem.Source(), 1)).Message);
    }

    private static double[] Rates(Func<Optimizer, Callback> make)
    {
        using var problem = new RegressionProblem(0.01);
        using var trainer = problem.Trainer(make(problem.Optimizer));
        return [.. trainer.Fit(problem.Source(), 3)["lr"].Select(r => Math.Round(r, 9))];
    }
}
