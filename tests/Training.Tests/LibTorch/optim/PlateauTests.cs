using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace Gen.Training.Tests.LibTorch;

public class PlateauTests
{
    [Theory]
    [InlineData("min", "rel", new double[] { 10, 9, 8.95, 8.92, 8.91, 8 }, new[] { 1, 1, 1, 1, 0.5, 0.5 })]
    [InlineData("min", "abs", new double[] { 10, 9, 8.95, 8.92, 8.91, 8.85 }, new[] { 1, 1, 1, 1, 0.5, 0.5 })]
    [InlineData("max", "rel", new double[] { 10, 11, 11.05, 11.08, 11.1, 10, 10 }, new[] { 1, 1, 1, 1, 0.5, 0.5, 0.5 })]
    [InlineData("max", "abs", new double[] { 1, 1.05, 1.2, 1.25, 1.3, 1.29 }, new[] { 1, 1, 1, 1, 1, 0.5 })]
    public void TheRateFallsWhenTheMetricDoesNotImprove(string mode, string thresholds, double[] metrics, double[] rates)
    {
        using var optimizer = Optimizer();
        var schedule = lr_scheduler.ReduceLROnPlateau(optimizer, mode, 0.5, patience: 2, threshold: 0.1 / 9, threshold_mode: thresholds);
        if (thresholds == "abs") schedule = lr_scheduler.ReduceLROnPlateau(optimizer, mode, 0.5, patience: 2, threshold: 0.1, threshold_mode: "abs");
        var actual = metrics.Select(m =>
        {
            schedule.step(m);
            return optimizer.ParamGroups.Single().LearningRate;
        });
        Assert.Equal(rates, actual.ToArray());
    }

    [Fact]
    public void AfterAReductionEpochsPassUncounted()
    {
        using var optimizer = Optimizer();
        var schedule = lr_scheduler.ReduceLROnPlateau(optimizer, factor: 0.5, patience: 0, cooldown: 2);
        var rates = Enumerable.Repeat(1.0, 8).Select(m =>
        {
            schedule.step(m);
            return optimizer.ParamGroups.Single().LearningRate;
        });
        Assert.Equal([1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125], rates.ToArray());
    }

    [Fact]
    public void TheRateStaysAboveItsBound()
    {
        using var optimizer = Optimizer();
        var schedule = lr_scheduler.ReduceLROnPlateau(optimizer, patience: 0, min_lr: [0.05]);
        for (var i = 0; i < 5; i++) schedule.step(1.0);
        Assert.Equal(0.05, optimizer.ParamGroups.Single().LearningRate);
    }

    [Fact]
    public void StepsWithoutAMetricAndUnknownModesAreErrors()
    {
        using var optimizer = Optimizer();
        var schedule = lr_scheduler.ReduceLROnPlateau(optimizer);
        Assert.Throws<InvalidOperationException>(() => schedule.step());
        Assert.Throws<InvalidOperationException>(() => schedule.step((int?)1));
        Assert.Throws<ArgumentException>(() => lr_scheduler.ReduceLROnPlateau(optimizer, "least"));
        Assert.Throws<ArgumentException>(() => lr_scheduler.ReduceLROnPlateau(optimizer, threshold_mode: "relative"));
        Assert.Throws<ArgumentException>(() => lr_scheduler.ReduceLROnPlateau(optimizer, factor: 1));
    }

    private static Optimizer Optimizer()
    {
        using var scope = NewDisposeScope();
        return torch.optim.SGD([nn.Parameter(zeros(1))], 1);
    }
}
