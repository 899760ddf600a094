using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace Gen.Training.Tests.LibTorch;

public class SchedulerTests
{
    private const double Rate = 0.4;

    [Fact]
    public void StepsMultiplyEverySoManyEpochs() =>
        Compare(o => lr_scheduler.StepLR(o, 3, 0.5), n => Rate * Math.Pow(0.5, n / 3));

    [Fact]
    public void MilestonesMultiplyOnceEach() =>
        Compare(o => lr_scheduler.MultiStepLR(o, [2, 5, 5, 9], 0.5), n => Rate * Math.Pow(0.5, new[] { 2, 5, 9 }.Count(m => m <= n)));

    [Fact]
    public void AFunctionOfTheEpochMultipliesTheInitialRate() => Compare(o => lr_scheduler.LambdaLR(o, n => 1.0 / (n + 1)), n => Rate / (n + 1));

    [Fact]
    public void TheExponentialMultipliesEveryEpoch() => Compare(o => lr_scheduler.ExponentialLR(o, 0.9), n => Rate * Math.Pow(0.9, n));

    [Theory]
    [InlineData(1)]
    [InlineData(2.5)]
    public void ThePolynomialEndsAtZero(double power) =>
        Compare(o => lr_scheduler.PolynomialLR(o, 6, power), n => Rate * Math.Pow(1 - Math.Min(n, 6) / 6.0, power));

    [Fact]
    public void TheConstantFactorEnds() => Compare(o => lr_scheduler.ConstantLR(o, 0.25, 4), n => n < 4 ? Rate / 4 : Rate);

    [Fact]
    public void TheLinearFactorGoesFromStartToEnd() =>
        Compare(o => lr_scheduler.LinearLR(o, 0.25, 0.75, 5), n => Rate * (0.25 + 0.5 * Math.Min(n, 5) / 5));

    [Fact]
    public void TheCosineGoesDownAndUpAgain() => Compare(
        o => lr_scheduler.CosineAnnealingLR(o, 5, 0.1), n => 0.1 + (Rate - 0.1) * (1 + Math.Cos(Math.PI * n / 5)) / 2);

    [Fact]
    public void TheLastRateIsMultipliedByAFunctionOfTheEpoch()
    {
        using var optimizer = Optimizer();
        var schedule = lr_scheduler.MultiplicativeLR(optimizer, n => 1.0 / n);
        Assert.Equal(Near([1, 1, 1 / 2.0, 1 / 6.0, 1 / 24.0], Rate), Rates(optimizer, schedule.step, 5));
    }

    [Fact]
    public void SchedulesFollowEachOtherAtMilestones()
    {
        using var optimizer = Optimizer();
        var schedule = lr_scheduler.SequentialLR(
            optimizer, [lr_scheduler.LinearLR(optimizer, 0.25, 1, 3), lr_scheduler.ExponentialLR(optimizer, 0.5)], [3]);
        Assert.Equal(Near([0.25, 0.5, 0.75, 1, 0.5, 0.25], Rate), Rates(optimizer, schedule.step, 6));
        Assert.Throws<ArgumentException>(() => lr_scheduler.SequentialLR(optimizer, [schedule], [3]));
        using var other = Optimizer();
        Assert.Throws<ArgumentException>(() => lr_scheduler.SequentialLR(other, [schedule], []));
    }

    [Fact]
    public void ChainedSchedulesActTogether()
    {
        using var optimizer = Optimizer();
        var schedule = lr_scheduler.ChainedLR([lr_scheduler.ExponentialLR(optimizer, 0.5), lr_scheduler.StepLR(optimizer, 2, 0.1)]);
        Assert.Equal(Near([1, 0.5, 0.025, 0.0125, 0.000625], Rate), Rates(optimizer, schedule.step, 5));
    }

    [Fact]
    public void EachGroupHasItsOwnRate()
    {
        using var scope = NewDisposeScope();
        using var optimizer = torch.optim.SGD(
            [new TorchSharp.Modules.SGD.ParamGroup([nn.Parameter(zeros(1))], 1), new([nn.Parameter(zeros(1))], 0.5)], 0.1);
        var schedule = lr_scheduler.ExponentialLR(optimizer, 0.5);
        schedule.step();
        Assert.Equal([0.5, 0.25], schedule.get_last_lr());
        Assert.Equal([0.5, 0.25], optimizer.ParamGroups.Select(g => g.LearningRate));
        Assert.Equal([1, 0.5], optimizer.ParamGroups.Select(g => g.InitialLearningRate));
    }

    [Fact]
    public void AMetricIsIgnoredByMostSchedules()
    {
        using var optimizer = Optimizer();
        var schedule = lr_scheduler.ExponentialLR(optimizer, 0.5);
        schedule.step(123.4);
        Assert.Equal([Rate / 2], schedule.get_last_lr());
    }

    // By single steps, and by jumping to epochs.
    private static void Compare(Func<Optimizer, lr_scheduler.LRScheduler> create, Func<int, double> expected)
    {
        using var optimizer = Optimizer();
        var schedule = create(optimizer);
        Assert.Equal(Near(Enumerable.Range(0, 12).Select(expected)), Rates(optimizer, schedule.step, 12));
        foreach (var epoch in new[] { 0, 7, 3, 11 })
        {
            schedule.step(epoch);
            Assert.Equal(expected(epoch), optimizer.ParamGroups.Single().LearningRate, 1e-12);
            Assert.Equal(expected(epoch), schedule.get_last_lr().Single(), 1e-12);
        }
    }

    private static Optimizer Optimizer()
    {
        using var scope = NewDisposeScope();
        return torch.optim.SGD([nn.Parameter(zeros(1))], Rate);
    }

    private static double[] Rates(Optimizer optimizer, Action step, int count)
    {
        var rates = new double[count];
        for (var i = 0; i < count; i++)
        {
            rates[i] = Math.Round(optimizer.ParamGroups.Single().LearningRate, 12);
            step();
        }
        return rates;
    }

    private static double[] Near(IEnumerable<double> values, double scale = 1) => [.. values.Select(v => Math.Round(v * scale, 12))];
}
