using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Optimization;

public class OptimizerConfigTests
{
    /// <summary>For each kind, the optimizer with default options, a config with all entries, and the optimizer that it creates.</summary>
    private static readonly Dictionary<
        OptimizerKind,
        (Func<List<Parameter>, optim.Optimizer> Plain, OptimizerConfig Config, Func<List<Parameter>, optim.Optimizer> Full)
    > s_kinds = new()
    {
        [OptimizerKind.Adam] = (
            p => optim.Adam(p),
            new()
            {
                LearningRate = 0.02,
                Beta1 = 0.8,
                Beta2 = 0.9,
                Epsilon = 1e-3,
                WeightDecay = 0.1,
                AmsGrad = true,
            },
            p => optim.Adam(p, 0.02, 0.8, 0.9, 1e-3, 0.1, true)
        ),
        [OptimizerKind.AdamW] = (
            p => optim.AdamW(p),
            new()
            {
                LearningRate = 0.02,
                Beta1 = 0.8,
                Beta2 = 0.9,
                Epsilon = 1e-3,
                WeightDecay = 0.1,
                AmsGrad = true,
            },
            p => optim.AdamW(p, 0.02, 0.8, 0.9, 1e-3, 0.1, true)
        ),
        [OptimizerKind.Adamax] = (
            p => optim.Adamax(p),
            new()
            {
                LearningRate = 0.02,
                Beta1 = 0.8,
                Beta2 = 0.9,
                Epsilon = 1e-3,
                WeightDecay = 0.1,
            },
            p => optim.Adamax(p, 0.02, 0.8, 0.9, 1e-3, 0.1)
        ),
        [OptimizerKind.NAdam] = (
            p => optim.NAdam(p),
            new()
            {
                LearningRate = 0.02,
                Beta1 = 0.8,
                Beta2 = 0.9,
                Epsilon = 1e-3,
                WeightDecay = 0.1,
                MomentumDecay = 0.1,
            },
            p => optim.NAdam(p, 0.02, 0.8, 0.9, 1e-3, 0.1, 0.1)
        ),
        [OptimizerKind.Sgd] = (
            p => optim.SGD(p, 1e-3),
            new()
            {
                LearningRate = 0.02,
                Momentum = 0.9,
                WeightDecay = 0.1,
                Nesterov = true,
            },
            p => optim.SGD(p, 0.02, 0.9, 0, 0.1, true)
        ),
        [OptimizerKind.RmsProp] = (
            p => optim.RMSProp(p),
            new()
            {
                LearningRate = 0.02,
                Alpha = 0.8,
                Epsilon = 1e-3,
                WeightDecay = 0.1,
                Momentum = 0.5,
                Centered = true,
            },
            p => optim.RMSProp(p, 0.02, 0.8, 1e-3, 0.1, 0.5, true)
        ),
        [OptimizerKind.Adagrad] = (
            p => optim.Adagrad(p),
            new()
            {
                LearningRate = 0.02,
                LearningRateDecay = 0.2,
                WeightDecay = 0.1,
                InitialAccumulator = 0.3,
                Epsilon = 1e-3,
            },
            p => optim.Adagrad(p, 0.02, 0.2, 0.1, 0.3, 1e-3)
        ),
        [OptimizerKind.Adadelta] = (
            p => optim.Adadelta(p),
            new()
            {
                LearningRate = 0.5,
                Rho = 0.8,
                Epsilon = 1e-3,
                WeightDecay = 0.1,
            },
            p => optim.Adadelta(p, 0.5, 0.8, 1e-3, 0.1)
        ),
        [OptimizerKind.Asgd] = (
            p => optim.ASGD(p),
            new()
            {
                LearningRate = 0.02,
                Lambda = 0.1,
                Alpha = 0.5,
                AverageFrom = 2,
                WeightDecay = 0.1,
            },
            p => optim.ASGD(p, 0.02, 0.1, 0.5, 2, 0.1)
        ),
        [OptimizerKind.Rprop] = (
            p => optim.Rprop(p),
            new()
            {
                LearningRate = 0.02,
                EtaMinus = 0.3,
                EtaPlus = 1.5,
                MinStep = 1e-3,
                MaxStep = 0.1,
            },
            p => optim.Rprop(p, 0.02, 0.3, 1.5, 1e-3, 0.1)
        ),
    };

    public static TheoryData<OptimizerKind> Kinds => [.. Enum.GetValues<OptimizerKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Create_NoEntries_HasTorchsDefaults(OptimizerKind kind) =>
        Assert.Equal(Trained(s_kinds[kind].Plain), Trained(new OptimizerConfig { Kind = kind }.Create));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Create_EachEntry_IsApplied(OptimizerKind kind)
    {
        var (plain, config, full) = s_kinds[kind];
        var weights = Trained((config with { Kind = kind }).Create);
        Assert.Equal(Trained(full), weights);
        Assert.NotEqual(Trained(plain), weights);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Create_EntryOfOtherKind_Throws(OptimizerKind kind)
    {
        // Each entry of any kind is an error unless the kind uses it.
        var entries = typeof(OptimizerConfig).GetProperties().Where(p => Nullable.GetUnderlyingType(p.PropertyType) is not null).ToList();
        foreach (var entry in entries)
        {
            var config = new OptimizerConfig { Kind = kind };
            entry.SetValue(config, entry.PropertyType == typeof(bool?) ? true : entry.Name == "Dampening" ? 0.0 : 0.5);
            var used = entry.Name == "Dampening" ? kind == OptimizerKind.Sgd : entry.GetValue(s_kinds[kind].Config) is not null;
            var unused = Errors(config).Where(e => e.Contains("does not use it")).ToList();
            Assert.Equal(used ? [] : [entry.Name], unused.Select(e => e.Split(':')[0].Split('.')[1]));
        }

        Assert.Equal(20, entries.Count - 1);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Create_InvalidEntries_Throws(OptimizerConfig config, string message) => Assert.Equal([message], Errors(config));

    public static TheoryData<OptimizerConfig, string> Wrong =>
        new()
        {
            {
                new() { Momentum = 0.9 },
                "OptimizerConfig.Momentum: 0.9 is set, but kind Adam does not use it; Sgd, RmsProp do"
            },
            {
                new() { Kind = OptimizerKind.Sgd, Nesterov = true },
                "OptimizerConfig.Nesterov: Nesterov momentum needs a momentum greater than 0 and no dampening"
            },
            {
                new() { Kind = OptimizerKind.Sgd, Dampening = 0.5 },
                "OptimizerConfig.Dampening: dampening needs a momentum greater than 0"
            },
            {
                new() { Kind = OptimizerKind.RmsProp, Alpha = 1.5 },
                "OptimizerConfig.Alpha: kind RmsProp needs an alpha of at most 1"
            },
            {
                new() { Kind = OptimizerKind.Rprop, MinStep = 51 },
                "OptimizerConfig.MinStep: min_step must not be greater than max_step"
            },
        };

    [Fact]
    public void Create_NoParameters_Throws()
    {
        using var model = nn.ReLU();
        Assert.Equal(
            "The model has no parameters to train.",
            Assert.Throws<TrainingException>(() => new OptimizerConfig().Create(model)).Message
        );
    }

    private static string[] Errors(OptimizerConfig config)
    {
        using var model = nn.Linear(1, 1);
        try
        {
            config.Create(model).Dispose();
            return [];
        }
        catch (ConfigException e)
        {
            return e.Message.Split('\n');
        }
    }

    private static double[] Trained(Func<List<Parameter>, optim.Optimizer> make)
    {
        using var problem = new RegressionProblem();
        using var optimizer = make([.. problem.Model.parameters()]);
        using var trainer = new Trainer(problem.Model, optimizer, problem.Loss);
        trainer.Fit(problem.Source(), 2);
        return problem.Weights();
    }
}
