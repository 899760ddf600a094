using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Training;

public sealed class ModuleModesTests : IDisposable
{
    private readonly BatchNorm1d _norm = nn.BatchNorm1d(3);
    private readonly nn.Module<Tensor, Tensor> _model;
    private readonly optim.Optimizer _optimizer;
    private readonly RegressionProblem _problem = new();

    public ModuleModesTests()
    {
        _model = nn.Sequential(("norm", _norm), ("drop", nn.Dropout(0.5)), ("last", nn.Linear(3, 1)));
        _optimizer = optim.SGD(_model.parameters(), 0.01);
    }

    [Fact]
    public void FrozenModule_StaysFrozen()
    {
        _norm.eval();
        var modes = new List<(bool, bool)>();
        Fit(3, new LambdaCallback { BatchEnd = c => modes.Add((c.Model.training, _norm.training)) });
        Assert.All(modes, m => Assert.Equal((true, false), m));
        Assert.Equal([0, 0, 0], Numbers(_norm.running_mean!));
        Assert.Equal([1, 1, 1], Numbers(_norm.running_var!));
        Assert.False(_norm.training);
    }

    [Fact]
    public void BatchNorm_Validation_DoesNotChangeStatistics()
    {
        // Three epochs of one batch. The validation has other rows, which must not change the statistics.
        using var others = _problem.Input * 100;
        using var trainer = Trainer();
        trainer.Fit(_problem.Source(batch: 50), 3, new MemorySource(others, _problem.Target, 10));
        using var scope = NewDisposeScope();
        var expected = _problem.Input.mean([0]) * (1 - 0.9 * 0.9 * 0.9);
        Assert.True(expected.allclose(_norm.running_mean!, 1e-4, 1e-6));
    }

    [Fact]
    public void ModelInEvaluationMode_IsSetToTrainingMode()
    {
        _model.eval();
        var modes = new List<bool>();
        Fit(2, new LambdaCallback { BatchBegin = c => modes.Add(c.Model.training && c.Model.modules().All(m => m.training)) });
        Assert.All(modes, Assert.True);
    }

    [Fact]
    public void HookSetsEvaluationMode_IsRestoredForTraining()
    {
        _norm.eval();
        var modes = new List<(bool, bool)>();
        Fit(3, new LambdaCallback { EpochEnd = c => c.Model.eval(), BatchBegin = c => modes.Add((c.Model.training, _norm.training)) });
        Assert.All(modes, m => Assert.Equal((true, false), m));
    }

    [Fact]
    public void ModuleMode_CanChangeBetweenEpochs()
    {
        var modes = new List<bool>();
        Fit(3, new LambdaCallback { EpochBegin = c => _norm.train(c.Epoch != 1), BatchEnd = _ => modes.Add(_norm.training) }, batch: 50);
        Assert.Equal([true, false, true], modes);
    }

    public void Dispose() => Array.ForEach<IDisposable>([_model, _optimizer, _problem], d => d.Dispose());

    private static double[] Numbers(Tensor tensor) => [.. tensor.data<float>().ToArray().Select(f => (double)f)];

    private Trainer Trainer(params Callback[] callbacks) => new(_model, _optimizer, _problem.Loss, callbacks);

    private void Fit(int epochs, Callback callback, int batch = 16)
    {
        using var trainer = Trainer(callback);
        trainer.Fit(_problem.Source(batch), epochs, _problem.Source());
    }
}
