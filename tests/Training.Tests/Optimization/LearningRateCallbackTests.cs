using Gen.Training.Tests.Callbacks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Optimization;

public class LearningRateCallbackTests
{
    [Fact]
    public void ReduceLROnPlateau_NoImprovement_ReducesToMinimum()
    {
        // MinDelta is so large that no epoch improves.
        var reduce = new ReduceLROnPlateau("loss") { Factor = 0.5, Patience = 2, MinDelta = 1e6, MinLearningRate = 0.003 };
        Assert.Equal([0.01, 0.01, 0.01, 0.005, 0.005, 0.003, 0.003, 0.003], Rates(reduce, 8));
        Assert.Equal(2, reduce.Reductions);
    }

    [Fact]
    public void ReduceLROnPlateau_Cooldown_IsNotCounted() =>
        Assert.Equal(
            [0.01, 0.01, 0.005, 0.005, 0.005, 0.0025],
            Rates(
                new ReduceLROnPlateau("loss")
                {
                    Factor = 0.5,
                    Patience = 1,
                    MinDelta = 1e6,
                    Cooldown = 2,
                },
                6
            )
        );

    [Fact]
    public void ReduceLROnPlateau_Improvement_ResetsPatience()
    {
        var reduce = new ReduceLROnPlateau("lr") { Factor = 0.5, Patience = 2, Mode = MonitorMode.Min };
        Assert.Equal([0.01, 0.009, 0.008, 0.007, 0.006], Rates([new LearningRateScheduler(e => 0.01 - (0.001 * e)), reduce], 5));
        Assert.Equal(0, reduce.Reductions);
    }

    [Fact]
    public void LearningRateScheduler_SetsRateOfEachEpoch()
    {
        Assert.Equal([0.1, 0.05, 0.025], Rates(new LearningRateScheduler(epoch => 0.1 / Math.Pow(2, epoch)), 3));
        Assert.Equal([0.005, 0.0025], Rates(new LearningRateScheduler((_, now) => now / 2), 2));
    }

    [Fact]
    public void PerStep_SetsRateBeforeEachStep()
    {
        var rates = new List<double>();
        Rates([LearningRateScheduler.PerStep(step => step), new LambdaCallback { BatchBegin = c => rates.Add(c.LearningRate) }], 2, 1e-12);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], rates);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    public void LearningRateScheduler_InvalidRate_Throws(double rate) =>
        Assert.StartsWith(
            "Callback LearningRateScheduler: The learning rate of a schedule must be at least 0 and finite, but was ",
            Assert.Throws<TrainingException>(() => Rates(new LearningRateScheduler(_ => rate), 1)).Message
        );

    private static double[] Rates(Callback callback, int epochs) => Rates([callback], epochs);

    private static double[] Rates(Callback[] callbacks, int epochs, double scale = 1)
    {
        using var problem = new RegressionProblem(learningRate: 0.01);
        problem.Target.mul_(scale);
        using var trainer = problem.Trainer(callbacks);
        return [.. trainer.Fit(problem.Source(), epochs)["lr"].Select(r => Math.Round(r, 9))];
    }
}
