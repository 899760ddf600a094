using Gen.Training.Checkpoints;
using Gen.Training.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Checkpoints;

public sealed class OptimizerStateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Optimizers => [.. s_optimizers.Keys];

    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, optim.Optimizer>> s_optimizers = new()
    {
        ["Adam"] = p => optim.Adam(p, 0.01, weight_decay: 0.1),
        ["Adam amsgrad"] = p => optim.Adam(p, 0.01, amsgrad: true),
        ["AdamW"] = p => optim.AdamW(p, 0.01),
        ["Adamax"] = p => optim.Adamax(p, 0.01),
        ["NAdam"] = p => optim.NAdam(p, 0.01),
        ["Adagrad"] = p => optim.Adagrad(p, 0.01, lr_decay: 0.1),
        ["Adadelta"] = p => optim.Adadelta(p, 0.5),
        ["RMSProp"] = p => optim.RMSProp(p, 0.01, momentum: 0.9, centered: true),
        ["Rprop"] = p => optim.Rprop(p, 0.01),
        ["ASGD"] = p => optim.ASGD(p, 0.01, t0: 2),
        ["SGD"] = p => optim.SGD(p, 0.01),
        ["SGD momentum"] = p => optim.SGD(p, 0.01, momentum: 0.9, nesterov: true),
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void EveryOptimizer_ResumesBitForBit(string name)
    {
        using var one = Weights();
        using var optimizer = s_optimizers[name]([one]);
        Step(optimizer, one, 3);
        ((optim.ILearningRateController)optimizer.ParamGroups.First()).LearningRate *= 0.5;
        using (var state = new CheckpointState())
        {
            new Gen.Training.Checkpoints.OptimizerState(optimizer).Save(state);
            Checkpoint.Save(state, _folder["f"]);
        }

        using var other = new Parameter(one.detach().clone());
        using var restored = s_optimizers[name]([other]);
        using (var file = SafetensorsFile.Read(_folder["f"]))
        {
            // The loaded tensors must outlive the scope.
            using var scope = NewDisposeScope();
            var state = StateJson.Read(file);
            var into = new Gen.Training.Checkpoints.OptimizerState(restored);
            into.Check(state);
            into.Load(state);
        }

        Step(optimizer, one, 3);
        Step(restored, other, 3);
        Assert.Equal(one.detach().data<float>().ToArray(), other.detach().data<float>().ToArray());
    }

    private static Parameter Weights()
    {
        random.manual_seed(3).Dispose();
        return new Parameter(randn(4, 2));
    }

    private static void Step(optim.Optimizer optimizer, Parameter weights, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            (weights.sin() * weights).sum().backward();
            optimizer.step();
        }
    }
}
