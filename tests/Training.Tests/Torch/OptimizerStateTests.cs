using Gen.Training.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Torch;

public class OptimizerStateTests
{
    public static TheoryData<string> Names => [.. Kinds.Keys];

    private static Dictionary<string, Func<Parameter[], OptimizerHelper>> Kinds { get; } = new()
    {
        ["Adam"] = p => torch.optim.Adam(p, 0.1, amsgrad: true),
        ["AdamW"] = p => torch.optim.AdamW(p, 0.1),
        ["SGD"] = p => torch.optim.SGD(p, 0.01, 0.9),
        ["RMSProp"] = p => torch.optim.RMSProp(p, 0.01, momentum: 0.9, centered: true),
        ["Adagrad"] = p => torch.optim.Adagrad(p, 0.1, 0.1),
        ["Adadelta"] = p => torch.optim.Adadelta(p),
        ["Adamax"] = p => torch.optim.Adamax(p, 0.1),
        ["NAdam"] = p => torch.optim.NAdam(p, 0.1),
        ["ASGD"] = p => torch.optim.ASGD(p, 0.01, 0.1, t0: 1),
        ["Rprop"] = p => torch.optim.Rprop(p, 0.1),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Optimizer_LoadedState_Continues(string name)
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        var (first, second) = (Start(), Start());
        using var before = Kinds[name]([first]);
        for (var step = 1; step <= 3; step++) Step(before, first, step);
        before.ParamGroups.Single().LearningRate /= 2;
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true)) before.save_state_dict(writer);
        using (no_grad()) second.copy_(first);
        using var after = Kinds[name]([second]);

        // TorchSharp loads momentum buffers only if they exist.
        Step(after, second, 1);
        using (no_grad()) second.copy_(first);
        stream.Position = 0;
        using (var reader = new BinaryReader(stream)) after.load_state_dict(reader);
        Assert.Equal(before.ParamGroups.Single().LearningRate, after.ParamGroups.Single().LearningRate);
        for (var step = 4; step <= 6; step++)
        {
            Step(before, first, step);
            Step(after, second, step);
        }
        Assert.Equal(first.ToDoubles(), second.ToDoubles());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Optimizer_LoadStateDict_CopiesState(string name)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (Start(), Start());
        using var before = Kinds[name]([first]);
        for (var step = 1; step <= 3; step++) Step(before, first, step);
        using (no_grad()) second.copy_(first);
        var after = Kinds[name]([second]);
        after.load_state_dict(before.state_dict());
        Step(after, second, 4);
        Step(before, first, 4);
        Assert.Equal(first.ToDoubles(), second.ToDoubles());
        after.Dispose();
        Step(before, first, 5);
    }

    [Fact]
    public void Optimizer_OtherKindOrParameters_Throws()
    {
        using var scope = NewDisposeScope();
        var parameter = Start();
        using var adam = torch.optim.Adam([parameter]);
        using var descent = torch.optim.SGD([parameter], 0.1);
        using var more = torch.optim.Adam([parameter, Start()]);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        adam.save_state_dict(writer);
        foreach (
            var (optimizer, type) in new (OptimizerHelper, Type)[]
            {
                (descent, typeof(InvalidDataException)),
                (more, typeof(ArgumentException)),
            }
        )
        {
            stream.Position = 0;
            Assert.Throws(type, () => optimizer.load_state_dict(new BinaryReader(stream)));
        }
        Assert.Throws<ArgumentException>(() => more.load_state_dict(adam.state_dict()));
    }

    [Fact]
    public void StateDict_HasOptionsAndStates()
    {
        using var scope = NewDisposeScope();
        var parameter = Start();
        using var adam = torch.optim.Adam([parameter], 0.1, beta1: 0.8);
        Step(adam, parameter, 1);
        var state = adam.state_dict();
        Assert.Equal(0.8, ((Adam.Options)state.Options.Single()).beta1);
        var moments = (Adam.State)state.State.Single();
        Assert.Equal(1, moments.step);
        TestTensors.AssertClose([0.2 * 1.125, 0, 0.2 * 9], moments.exp_avg);
        Assert.Null(moments.max_exp_avg_sq);
        Assert.Equal([0], state.StateIndexRef.Single());
    }

    [Fact]
    public void ParameterGroups_OverrideDefaults()
    {
        using var scope = NewDisposeScope();
        Parameter first = Start(), second = Start();
        using var optimizer = torch.optim.SGD(
            [new SGD.ParamGroup { Parameters = [first] }, new SGD.ParamGroup([second], new SGD.Options { LearningRate = 0.5 })],
            0.25,
            weight_decay: 1
        );
        (first.sum() + second.sum()).backward();
        optimizer.step();
        TestTensors.AssertClose([0.5 - 0.25 * 1.5, -1, 2 - 0.25 * 3], first);
        TestTensors.AssertClose([0.5 - 0.5 * 1.5, -1, 2 - 0.5 * 3], second);
        var third = Start();
        optimizer.add_param_group(new SGD.ParamGroup([third], new SGD.Options { weight_decay = 0 }));
        third.sum().backward();
        optimizer.step();
        TestTensors.AssertClose([0.25, -1.25, 1.75], third);
        Assert.Equal([0.25, 0.5, 0.25], optimizer.ParamGroups.Select(g => g.InitialLearningRate));
        Assert.Equal(3, optimizer.parameters().Count());
    }

    [Fact]
    public void Optimizer_OptionOutOfRange_Throws()
    {
        Assert.Throws<ArgumentException>(() => torch.optim.SGD(Array.Empty<Parameter>(), -1));
        Assert.Throws<ArgumentException>(() => torch.optim.SGD(Array.Empty<Parameter>(), 1, nesterov: true));
        Assert.Throws<ArgumentException>(() => torch.optim.Adam(Array.Empty<Parameter>(), beta1: 1));
        Assert.Throws<ArgumentException>(() => torch.optim.RMSProp(Array.Empty<Parameter>(), eps: -1));
        Assert.Throws<ArgumentException>(() => torch.optim.Adadelta(Array.Empty<Parameter>(), rho: 2));
    }

    // A step with the loss x^4 / 4 + step * x.
    private static void Step(OptimizerHelper optimizer, Parameter parameter, int step)
    {
        optimizer.zero_grad();
        (parameter.pow(4) / 4 + parameter * step).sum().backward();
        optimizer.step();
    }

    private static Parameter Start() => torch.nn.Parameter(TestTensors.Doubles(0.5, -1, 2));
}
