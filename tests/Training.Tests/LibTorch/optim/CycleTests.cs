using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace Gen.Training.Tests.LibTorch;

public class CycleTests
{
    [Theory]
    [InlineData(lr_scheduler.impl.CyclicLR.Mode.Triangular, 1)]
    [InlineData(lr_scheduler.impl.CyclicLR.Mode.Triangular2, 0.5)]
    public void RatesGoUpAndDownInCycles(lr_scheduler.impl.CyclicLR.Mode mode, double second)
    {
        using var optimizer = Descent();
        var schedule = lr_scheduler.CyclicLR(optimizer, 1, 3, 2, 4, mode, cycle_momentum: false);
        double[] heights = [0, 0.5, 1, 0.75, 0.5, 0.25, 0, 0.5 * second, second, 0.75 * second];
        Assert.Equal(Round(heights.Select(h => 1 + 2 * h)), Rates(optimizer, schedule, heights.Length));
    }

    [Fact]
    public void AFunctionScalesCycles()
    {
        using var optimizer = Descent();
        var schedule = lr_scheduler.CyclicLR(
            optimizer, 1, 3, 2, scale_fn: step => 1 / (1 + step), scale_mode: lr_scheduler.impl.CyclicLR.ScaleMode.Iterations, cycle_momentum: false);
        Assert.Equal(Round([1, 1 + 1 / 2.0, 1 + 2 / 3.0, 1 + 1 / 4.0, 1]), Rates(optimizer, schedule, 5));
    }

    [Fact]
    public void MomentumNeedsAnOptimizerThatHasOne()
    {
        using var scope = NewDisposeScope();
        using var adam = torch.optim.Adam([nn.Parameter(zeros(1))]);
        Assert.Throws<ArgumentException>(() => lr_scheduler.CyclicLR(adam, 1, 3));
        using var adagrad = torch.optim.Adagrad([nn.Parameter(zeros(1))]);
        Assert.Throws<ArgumentException>(() => lr_scheduler.OneCycleLR(adagrad, 1, 10));
    }

    [Theory]
    [InlineData(lr_scheduler.impl.OneCycleLR.AnnealStrategy.Linear)]
    [InlineData(lr_scheduler.impl.OneCycleLR.AnnealStrategy.Cos)]
    public void OneCycleGoesUpThenFarDownAndMomentumTheOtherWay(lr_scheduler.impl.OneCycleLR.AnnealStrategy strategy)
    {
        using var scope = NewDisposeScope();
        using var optimizer = torch.optim.Adam([nn.Parameter(zeros(1))], 0.1, beta2: 0.99);
        var schedule = lr_scheduler.OneCycleLR(
            optimizer, 1, epochs: 2, steps_per_epoch: 5, pct_start: 0.5, anneal_strategy: strategy, div_factor: 10, final_div_factor: 100);
        for (var step = 0; step < 10; step++)
        {
            var (from, to, share) = step <= 4 ? (0.1, 1.0, step / 4.0) : (1.0, 0.001, (step - 4) / 5.0);
            var (slow, fast) = step <= 4 ? (0.95, 0.85) : (0.85, 0.95);
            if (strategy == lr_scheduler.impl.OneCycleLR.AnnealStrategy.Cos) share = (1 - Math.Cos(Math.PI * share)) / 2;
            Assert.Equal(from + (to - from) * share, optimizer.ParamGroups.Single().LearningRate, 1e-12);
            var (beta1, beta2) = ((IBetas)optimizer.ParamGroups.Single()).Betas;
            Assert.Equal(slow + (fast - slow) * share, beta1, 1e-12);
            Assert.Equal(0.99, beta2);
            schedule.step();
        }
        schedule.step(9);
        Assert.Throws<InvalidOperationException>(() => schedule.step(11));
    }

    [Fact]
    public void ThreePhasesComeBackToTheBeginningFirst()
    {
        using var optimizer = Descent();
        var schedule = lr_scheduler.OneCycleLR(
            optimizer, 1, 11, pct_start: 4 / 11.0, anneal_strategy: lr_scheduler.impl.OneCycleLR.AnnealStrategy.Linear, div_factor: 10,
            final_div_factor: 10, three_phase: true);
        Assert.Equal(Round([0.1, 0.4, 0.7, 1, 0.7, 0.4, 0.1, 0.0775, 0.055, 0.0325, 0.01]), Rates(optimizer, schedule, 11));
        Assert.Equal(0.95, ((IMomentum)optimizer.ParamGroups.Single()).Momentum, 1e-12);
    }

    [Fact]
    public void AOneCycleNeedsANumberOfSteps()
    {
        using var optimizer = Descent();
        Assert.Throws<ArgumentException>(() => lr_scheduler.OneCycleLR(optimizer, 1));
        Assert.Throws<ArgumentException>(() => lr_scheduler.OneCycleLR(optimizer, 1, 0));
        Assert.Throws<ArgumentException>(() => lr_scheduler.OneCycleLR(optimizer, 1, epochs: 3));
        Assert.Throws<ArgumentException>(() => lr_scheduler.OneCycleLR(optimizer, 1, 10, pct_start: 1.5));
    }

    private static Optimizer Descent()
    {
        using var scope = NewDisposeScope();
        return torch.optim.SGD([nn.Parameter(zeros(1))], 0.5, momentum: 0.9);
    }

    private static double[] Rates(Optimizer optimizer, lr_scheduler.LRScheduler schedule, int count)
    {
        var rates = new double[count];
        for (var i = 0; i < count; i++)
        {
            rates[i] = Math.Round(optimizer.ParamGroups.Single().LearningRate, 10);
            if (i < count - 1) schedule.step();
        }
        return rates;
    }

    private static double[] Round(IEnumerable<double> values) => [.. values.Select(v => Math.Round(v, 10))];
}
