using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Optimization;

public class OptimizerConfigTests
{
    /// <summary>For each kind, the optimizer with default options, a config with all entries, and the optimizer that it creates.</summary>
    private static readonly Dictionary<
        string,
        (Func<List<Parameter>, optim.Optimizer> Plain, OptimizerConfig Config, Func<List<Parameter>, optim.Optimizer> Full)
    > s_kinds = new()
    {
        [nameof(OptimizerConfig.Adam)] = (
            p => optim.Adam(p),
            new OptimizerConfig.Adam
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
        [nameof(OptimizerConfig.AdamW)] = (
            p => optim.AdamW(p),
            new OptimizerConfig.AdamW
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
        [nameof(OptimizerConfig.Adamax)] = (
            p => optim.Adamax(p),
            new OptimizerConfig.Adamax
            {
                LearningRate = 0.02,
                Beta1 = 0.8,
                Beta2 = 0.9,
                Epsilon = 1e-3,
                WeightDecay = 0.1,
            },
            p => optim.Adamax(p, 0.02, 0.8, 0.9, 1e-3, 0.1)
        ),
        [nameof(OptimizerConfig.NAdam)] = (
            p => optim.NAdam(p),
            new OptimizerConfig.NAdam
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
        [nameof(OptimizerConfig.Sgd)] = (
            p => optim.SGD(p, 1e-3),
            new OptimizerConfig.Sgd
            {
                LearningRate = 0.02,
                Momentum = 0.9,
                WeightDecay = 0.1,
                Nesterov = true,
            },
            p => optim.SGD(p, 0.02, 0.9, 0, 0.1, true)
        ),
        [nameof(OptimizerConfig.RmsProp)] = (
            p => optim.RMSProp(p),
            new OptimizerConfig.RmsProp
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
        [nameof(OptimizerConfig.Adagrad)] = (
            p => optim.Adagrad(p),
            new OptimizerConfig.Adagrad
            {
                LearningRate = 0.02,
                LearningRateDecay = 0.2,
                WeightDecay = 0.1,
                InitialAccumulator = 0.3,
                Epsilon = 1e-3,
            },
            p => optim.Adagrad(p, 0.02, 0.2, 0.1, 0.3, 1e-3)
        ),
        [nameof(OptimizerConfig.Adadelta)] = (
            p => optim.Adadelta(p),
            new OptimizerConfig.Adadelta
            {
                LearningRate = 0.5,
                Rho = 0.8,
                Epsilon = 1e-3,
                WeightDecay = 0.1,
            },
            p => optim.Adadelta(p, 0.5, 0.8, 1e-3, 0.1)
        ),
        [nameof(OptimizerConfig.Asgd)] = (
            p => optim.ASGD(p),
            new OptimizerConfig.Asgd
            {
                LearningRate = 0.02,
                Lambda = 0.1,
                Alpha = 0.5,
                AverageFrom = 2,
                WeightDecay = 0.1,
            },
            p => optim.ASGD(p, 0.02, 0.1, 0.5, 2, 0.1)
        ),
        [nameof(OptimizerConfig.Rprop)] = (
            p => optim.Rprop(p),
            new OptimizerConfig.Rprop
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

    public static TheoryData<string> Kinds => [.. s_kinds.Keys];

    [Fact]
    public void AllKinds_AreTested() =>
        Assert.Equal(typeof(OptimizerConfig).GetNestedTypes().Select(t => t.Name).Order(), s_kinds.Keys.Order());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Create_NoEntries_HasTorchsDefaults(string kind)
    {
        var config = (OptimizerConfig)Activator.CreateInstance(s_kinds[kind].Config.GetType())!;
        Assert.Equal(Trained(s_kinds[kind].Plain), Trained(config.Create));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Create_EachEntry_IsApplied(string kind)
    {
        var (plain, config, full) = s_kinds[kind];
        var weights = Trained(config.Create);
        Assert.Equal(Trained(full), weights);
        Assert.NotEqual(Trained(plain), weights);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Create_InvalidEntries_Throws(OptimizerConfig config, string message) => Assert.Equal([message], Errors(config));

    public static TheoryData<OptimizerConfig, string> Wrong =>
        new()
        {
            {
                new OptimizerConfig.Sgd { Nesterov = true },
                "Sgd.Nesterov: Nesterov momentum needs a momentum greater than 0 and no dampening"
            },
            {
                new OptimizerConfig.Sgd { Dampening = 0.5 },
                "Sgd.Dampening: dampening needs a momentum greater than 0"
            },
            {
                new OptimizerConfig.Rprop { WeightDecay = 0.1 },
                "Rprop.WeightDecay: Rprop has no weight decay: it must be 0"
            },
            {
                new OptimizerConfig.Rprop { MinStep = 51 },
                "Rprop.MinStep: min_step must not be greater than max_step"
            },
        };

    [Fact]
    public void Create_NoParameters_Throws()
    {
        using var model = nn.ReLU();
        Assert.Equal(
            "The model has no parameters to train.",
            Assert.Throws<TrainingException>(() => new OptimizerConfig.Adam().Create(model)).Message
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
