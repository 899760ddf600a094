using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.Optimization;

public class ScheduleConfigTests
{
    // Three epochs of four batches: 12 steps.
    [Fact]
    public void Length_UnitEpoch_IsLengthOfTraining() =>
        Assert.Equal(Each(4, 0.01, 0.01 * 2 / 3, 0.01 / 3), Rates(new ScheduleConfig.Linear()));

    [Fact]
    public void Length_UnitStep_IsLengthOfTraining() =>
        Assert.Equal(
            Enumerable.Range(0, 12).Select(t => Math.Round(0.01 * (1 - (t / 12.0)), 9)),
            Rates(new ScheduleConfig.Linear { Unit = ScheduleUnit.Step })
        );

    [Fact]
    public void Length_WithWarmup_BeginsAfterIt() => Assert.Equal(
        Enumerable.Range(0, 12).Select(t => Math.Round(t < 4 ? 0.01 * (t + 1) / 5 : 0.01 * (1 - ((t - 4) / 8.0)), 9)),
        Rates(new ScheduleConfig.Linear { Unit = ScheduleUnit.Step, Warmup = 4 }));

    [Fact]
    public void Constant_WithWarmup_IsConstantAfterIt() =>
        Assert.Equal(Each(4, 0.005, 0.01, 0.01), Rates(new ScheduleConfig.Constant { Warmup = 1 }));

    [Fact]
    public void OneCycle_CountsStepsAndEndsWithTraining()
    {
        var rates = Rates(new ScheduleConfig.OneCycle());
        Assert.Equal(Enumerable.Range(0, 12).Select(t => Math.Round(Schedules.OneCycle(12)(t, 0.01), 9)), rates);
        Assert.Equal(Math.Round(0.01 / 25 / 1e4, 9), rates[^1]);
    }

    [Fact]
    public void Plateau_ReducesRate() =>
        Assert.Equal(
            Each(4, 0.01, 0.01, 0.002),
            Rates(
                new ScheduleConfig.Plateau
                {
                    Monitor = "loss",
                    Gamma = 0.2,
                    Patience = 1,
                    MinDelta = 1e6,
                }
            )
        );

    [Fact]
    public void ResumedTraining_HasRatesOfItsEpochs()
    {
        foreach (var unit in Enum.GetValues<ScheduleUnit>())
        {
            var config = new ScheduleConfig.Cosine { Unit = unit, MinLearningRate = 1e-4, Warmup = 1 };
            Assert.Equal(Rates(config).Skip(8), Rates(config, initialEpoch: 2));
        }
    }

    [Fact]
    public void ParameterGroups_HaveTheirOwnRates()
    {
        using var problem = new RegressionProblem(0.01);
        var parameters = problem.Model.parameters().ToArray();
        using var optimizer = torch.optim.SGD(
            new TorchSharp.Modules.SGD.ParamGroup[]
            {
                new(parameters.Take(2), new TorchSharp.Modules.SGD.Options { LearningRate = 0.4 }),
                new(parameters.Skip(2), new TorchSharp.Modules.SGD.Options { LearningRate = 0.2 }),
            },
            0.01
        );
        using var trainer = new Trainer(problem.Model, optimizer, problem.Loss, new ScheduledLearningRate(Schedules.Cosine(4, 0.1)));
        trainer.Fit(problem.Source(), 3);
        Assert.Equal([0.25, 0.15], optimizer.ParamGroups.Select(g => Math.Round(g.LearningRate, 9)));
    }

    [Fact]
    public void UnitStep_UnknownBatchCount_RequiresLength()
    {
        using var problem = new RegressionProblem(0.01);
        using var trainer = problem.Trainer(new ScheduleConfig.OneCycle().Create());
        var source = new MemorySource(problem.Input, problem.Target, 16, hasKnownSize: false);
        Assert.Contains("needs a length in steps", Assert.Throws<TrainingException>(() => trainer.Fit(source, 2)).Message);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Create_InvalidEntries_Throws(ScheduleConfig config, string message) =>
        Assert.Equal(message, Assert.Throws<ConfigException>(config.Create).Message);

    public static TheoryData<ScheduleConfig, string> Wrong =>
        new()
        {
            {
                new ScheduleConfig.MultiStep(),
                "MultiStep.Milestones: MultiStep needs milestones, such as milestones=30,60"
            },
            {
                new ScheduleConfig.MultiStep { Milestones = [-1] },
                "MultiStep.Milestones: milestones must not be negative"
            },
            {
                new ScheduleConfig.Cyclic { Gamma = 0.9 },
                "Cyclic.Gamma: Cyclic uses gamma with cycle=ExpRange only"
            },
        };

    private static double[] Rates(ScheduleConfig config, int initialEpoch = 0)
    {
        var rates = new List<double>();
        using var problem = new RegressionProblem(0.01);
        using var trainer = problem.Trainer(
            config.Create(),
            new LambdaCallback { BatchEnd = c => rates.Add(Math.Round(c.LearningRate, 9)) }
        );
        trainer.Fit(problem.Source(), 3, initialEpoch: initialEpoch);
        return [.. rates];
    }

    private static IEnumerable<double> Each(int times, params double[] rates) =>
        rates.SelectMany(r => Enumerable.Repeat(Math.Round(r, 9), times));
}
