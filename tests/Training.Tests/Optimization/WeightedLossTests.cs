using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Gen.Training.Tests.Optimization;

/// <summary>The loss of an epoch with class weights, ignored labels and sample weights does not depend on the batch size.</summary>
public sealed class WeightedLossTests : IDisposable
{
    private static readonly double[] s_weights = [1, 2, 0.5];

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _input;
    private readonly Tensor _target;
    private readonly Tensor _rows;
    private readonly Module<Tensor, Tensor> _model;

    public WeightedLossTests()
    {
        random.manual_seed(11).Dispose();
        (_input, _target, _rows) = (randn(23, 4), randint(0, 3, [23]), rand(23));
        _model = Linear(4, 3);
    }

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(23)]
    public void Evaluate_ClassWeights_EqualsTorchsMeanOverAllRows(int batch)
    {
        var expected = F.cross_entropy(_model.call(_input), _target, tensor(s_weights, float32), 2);
        var config = new LossConfig.CrossEntropy { ClassWeights = s_weights, IgnoreIndex = 2 };
        Assert.Equal(expected.ToDouble(), Evaluate(config, batch, null), 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(23)]
    public void Evaluate_SampleAndClassWeights_Multiply(int batch)
    {
        var each = F.cross_entropy(_model.call(_input), _target, tensor(s_weights, float32), reduction: Reduction.None);
        var weights = _rows * tensor(s_weights, float32).index_select(0, _target);
        var config = new LossConfig.CrossEntropy { ClassWeights = s_weights };
        Assert.Equal(((each * _rows).sum() / weights.sum()).ToDouble(), Evaluate(config, batch, _rows), 1e-6);
    }

    [Theory]
    [InlineData(typeof(LossConfig.Mse))]
    [InlineData(typeof(LossConfig.BceWithLogits))]
    public void Evaluate_SampleWeightsWithElementLoss_AreApplied(Type kind)
    {
        var config = (LossConfig)Activator.CreateInstance(kind)!;
        var target = rand(23, 3);
        var prediction = _model.call(_input);
        var each = (
            config is LossConfig.Mse
                ? F.mse_loss(prediction, target, Reduction.None)
                : F.binary_cross_entropy_with_logits(prediction, target, null, Reduction.None)
        ).mean([1]);
        Assert.Equal(((each * _rows).sum() / _rows.sum()).ToDouble(), Evaluate(config, 5, _rows, target), 1e-6);
    }

    [Fact]
    public void Step_EqualsTorchsGradient()
    {
        var weight = ((TorchSharp.Modules.Linear)_model).weight!;
        F.cross_entropy(_model.call(_input), _target, tensor(s_weights, float32), 2).backward();
        var expected = (weight - (weight.grad! * 0.1)).detach().clone();
        using var loss = new LossConfig.CrossEntropy { ClassWeights = s_weights, IgnoreIndex = 2 }.Create();
        using var optimizer = optim.SGD(_model.parameters(), 0.1);
        using var trainer = new Trainer(_model, optimizer, loss);
        trainer.Fit(new MemorySource(_input, _target, 23), 1);
        Assert.True((weight - expected).abs().max().ToDouble() < 1e-6);
    }

    [Fact]
    public void Step_BatchOfPaddingOnly_IsNotNaN()
    {
        _target.fill_(2);
        Assert.Equal(double.NaN, F.cross_entropy(_model.call(_input), _target, ignore_index: 2).ToDouble());
        using var loss = new LossConfig.CrossEntropy { IgnoreIndex = 2 }.Create();
        using var optimizer = optim.SGD(_model.parameters(), 0.1);
        using var trainer = new Trainer(_model, optimizer, loss);
        trainer.Fit(new MemorySource(_input, _target, 5), 1);
        Assert.All(_model.parameters(), p => Assert.True(p.isfinite().all().ToBoolean()));
    }

    [Fact]
    public void Balanced_EqualizesClasses()
    {
        // Six labels of two classes, and a class without labels: 6 / (2 · 4), 6 / (2 · 2).
        var labels = tensor(new long[] { 0, 0, 0, 0, 1, 1, -1 });
        Assert.Equal([0.75, 1.5, 0], ClassWeights.Balanced(labels, 3, ignoreIndex: -1));
        Assert.Equal([1, 1, 1], ClassWeights.Balanced([7, 7, 7]));
        Assert.Equal(
            "Label 5 is out of range: classes are 0 to 2.",
            Assert.Throws<TrainingException>(() => ClassWeights.Balanced(tensor(new long[] { 0, 5 }), 3)).Message
        );
        Assert.Equal(
            "Label -1 is out of range: classes are 0 to 0.",
            Assert.Throws<TrainingException>(() => ClassWeights.Balanced(tensor(new long[] { 0, -1 }))).Message
        );
        Assert.Throws<TrainingException>(() => ClassWeights.Balanced(tensor(Array.Empty<long>())));
        Assert.Throws<TrainingException>(() => ClassWeights.Balanced(tensor(new[] { 0.5f })));

        using var loss = new LossConfig.CrossEntropy { Balanced = true }.Create(_target, 3);
        var weights = tensor(ClassWeights.Balanced(_target), float32);
        Assert.Equal(
            F.cross_entropy(_model.call(_input), _target, weights).ToDouble(),
            loss.call(_model.call(_input), _target).ToDouble(),
            1e-6
        );
    }

    [Fact]
    public void Loss_KeepsOnlyItsWeights()
    {
        using var loss = new LossConfig.CrossEntropy { ClassWeights = s_weights, IgnoreIndex = 2 }.Create();
        using var trainer = new Trainer(_model, null, loss);
        var source = new MemorySource(_input, _target, 5);
        trainer.Evaluate(source);
        var before = LiveTensors.Count();
        for (var i = 0; i < 3; i++)
            trainer.Evaluate(source);
        Assert.Equal(before, LiveTensors.Count());
    }

    private double Evaluate(LossConfig config, int batch, Tensor? sampleWeight, Tensor? target = null)
    {
        using var loss = config.Create();
        using var trainer = new Trainer(_model, null, loss);
        return trainer.Evaluate(new MemorySource(_input, target ?? _target, batch, weight: sampleWeight))["loss"];
    }
}
