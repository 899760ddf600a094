using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.Optimization;

public class ScheduleConfigTests
{
    // Three epochs of four batches: 12 steps.
    [Fact]
    public void Length_UnitEpoch_IsLengthOfTraining() =>
        Assert.Equal(Each(4, 0.01, 0.01 * 2 / 3, 0.01 / 3), Rates(new() { Kind = ScheduleKind.Linear }));

    [Fact]
    public void Length_UnitStep_IsLengthOfTraining() =>
        Assert.Equal(
            Enumerable.Range(0, 12).Select(t => Math.Round(0.01 * (1 - (t / 12.0)), 9)),
            Rates(new() { Kind = ScheduleKind.Linear, Unit = ScheduleUnit.Step })
        );

    [Fact]
    public void Length_WithWarmup_BeginsAfterIt() => Assert.Equal(
        Enumerable.Range(0, 12).Select(t => Math.Round(t < 4 ? 0.01 * (t + 1) / 5 : 0.01 * (1 - ((t - 4) / 8.0)), 9)),
        Rates(new() { Kind = ScheduleKind.Linear, Unit = ScheduleUnit.Step, Warmup = 4 }));

    [Fact]
    public void None_WithWarmup_IsConstantAfterIt() =>
        Assert.Equal(Each(4, 0.005, 0.01, 0.01), Rates(new() { Warmup = 1 }));

    [Fact]
    public void OneCycle_CountsStepsAndEndsWithTraining()
    {
        var rates = Rates(new() { Kind = ScheduleKind.OneCycle });
        Assert.Equal(Enumerable.Range(0, 12).Select(t => Math.Round(Schedules.OneCycle(12)(t, 0.01), 9)), rates);
        Assert.Equal(Math.Round(0.01 / 25 / 1e4, 9), rates[^1]);
    }

    [Fact]
    public void Plateau_ReducesRate() =>
        Assert.Equal(
            Each(4, 0.01, 0.01, 0.002),
            Rates(
                new()
                {
                    Kind = ScheduleKind.Plateau,
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
            ScheduleConfig config = new() { Kind = ScheduleKind.Cosine, Unit = unit, MinLearningRate = 1e-4, Warmup = 1 };
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
        using var trainer = problem.Trainer(new ScheduleConfig { Kind = ScheduleKind.OneCycle }.Create());
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
                new() { Kind = ScheduleKind.MultiStep },
                "ScheduleConfig.Milestones: kind MultiStep needs milestones, such as milestones=30,60"
            },
            {
                new() { Power = 2 },
                "ScheduleConfig.Power: 2 is set, but kind None does not use it; Polynomial does"
            },
            {
                new()
                {
                    Kind = ScheduleKind.Plateau,
                    Warmup = 3,
                    Gamma = 2,
                },
                "ScheduleConfig.Warmup: 3 is set, but kind Plateau does not use it; None, Step, MultiStep, Exponential, Cosine, "
                + "CosineWarmRestarts, Linear, Polynomial, OneCycle, Cyclic do\nScheduleConfig.Gamma: kind Plateau needs a gamma less "
                + "than 1"
            },
            {
                new() { Kind = ScheduleKind.Cyclic, Gamma = 0.9 },
                "ScheduleConfig.Gamma: gamma is set, but kind Cyclic uses it with cycle=ExpRange only"
            },
            {
                new() { Kind = ScheduleKind.Step, Milestones = [1, 2] },
                "ScheduleConfig.Milestones: [1, 2] is set, but kind Step does not use it; MultiStep does"
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
