using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Gen.Training.Tests.Optimization;

/// <summary>Losses of TorchSharp that reduce to the mean, with sample weights: a weight of 2 is as good as the row twice.</summary>
public sealed class UnreducedLossTests : IDisposable
{
    private const int Rows = 17;
    private const int Classes = 3;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _input;
    private readonly Tensor _weights;
    private readonly Tensor _repeated;

    public UnreducedLossTests()
    {
        random.manual_seed(3).Dispose();
        _input = randn(Rows, 4);
        var counts = Enumerable.Range(0, Rows).Select(i => (long)(i % 4)).ToArray();
        _weights = tensor(counts, float32);
        _repeated = tensor(counts.SelectMany((n, i) => Enumerable.Repeat((long)i, (int)n)).ToArray());
    }

    public static TheoryData<string> Names => [.. Losses().Keys];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_WholeWeights_EqualRepeatedRows(string name)
    {
        var (loss, target) = Losses()[name](this);
        var expected = Trained(loss, _input[_repeated], target[_repeated], null);
        Assert.True(double.IsFinite(expected.Loss), $"{expected.Loss}");
        var actual = Trained(loss, _input, target, _weights);
        Assert.Equal(expected.Loss, actual.Loss, 1e-6);
        Assert.Equal(expected.Parameters, actual.Parameters, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void CrossEntropy_SmallBatches_HasTheLossOfOneBatch()
    {
        var (loss, target) = Losses()["CrossEntropy, class weights"](this);
        using var model = Model();
        using var trainer = new Trainer(model, null, loss);
        var whole = trainer.Evaluate(new MemorySource(_input, target, Rows, weight: _weights))["loss"];
        Assert.Equal(whole, trainer.Evaluate(new MemorySource(_input, target, 2, weight: _weights))["loss"], 1e-6);
    }

    [Fact]
    public void WithoutWeights_ModuleComputesTheMean()
    {
        var (loss, target) = Losses()["CrossEntropy"](this);
        using var model = Model();
        using var trainer = new Trainer(model, null, loss);
        var expected = loss.call(model.call(_input), target).ToDouble();
        Assert.Equal(expected, trainer.Evaluate(new MemorySource(_input, target, Rows))["loss"], 1e-6);
    }

    [Fact]
    public void SumOrOwnLossOfTheBatch_SaysWhatToReturn()
    {
        foreach (var loss in new Module<Tensor, Tensor, Tensor>[] { MSELoss(Reduction.Sum), new OwnLoss() })
        {
            using var model = Model();
            using var trainer = new Trainer(model, null, loss);
            var source = new MemorySource(_input, rand(Rows, Classes), 5, weight: _weights);
            var failure = Assert.Throws<TrainingException>(() => trainer.Evaluate(source));
            Assert.Contains("The data has sample weights, but the loss is one number for the whole batch.", failure.Message);
            Assert.Contains("nn.Reduction.None", failure.Message);
        }
    }

    private static Dictionary<string, Func<UnreducedLossTests, (Module<Tensor, Tensor, Tensor> Loss, Tensor Target)>> Losses() => new()
    {
        ["CrossEntropy"] = _ => (CrossEntropyLoss(), Labels()),
        ["CrossEntropy, class weights"] = _ => (CrossEntropyLoss(tensor([1f, 2, 0.5f])), Labels()),
        ["CrossEntropy, ignored labels"] = _ => (CrossEntropyLoss(), Labels().masked_fill(Labels().eq(1), -100)),
        ["CrossEntropy, ignored class"] = _ => (CrossEntropyLoss(ignore_index: 1), Labels()),
        ["CrossEntropy, probabilities"] = _ => (CrossEntropyLoss(), rand(Rows, Classes).softmax(1)),
        ["NLL"] = _ => (NLLLoss(), Labels()),
        ["NLL, class weights"] = _ => (NLLLoss(tensor([1f, 2, 0.5f])), Labels()),
        ["MSE"] = _ => (MSELoss(), rand(Rows, Classes)),
        ["L1"] = _ => (L1Loss(), rand(Rows, Classes)),
        ["SmoothL1"] = _ => (SmoothL1Loss(beta: 0.5), rand(Rows, Classes)),
        ["Huber"] = _ => (HuberLoss(0.5), rand(Rows, Classes)),
        ["BCEWithLogits"] = _ => (BCEWithLogitsLoss(pos_weights: tensor([1f, 2, 3])), rand(Rows, Classes)),
        ["KLDiv"] = _ => (KLDivLoss(), rand(Rows, Classes)),
        ["PoissonNLL"] = _ => (PoissonNLLLoss(), rand(Rows, Classes)),
        ["HingeEmbedding"] = _ => (HingeEmbeddingLoss(), (rand(Rows, Classes).gt(0.5).to_type(float32) * 2) - 1),
        ["SoftMargin"] = _ => (SoftMarginLoss(), (rand(Rows, Classes).gt(0.5).to_type(float32) * 2) - 1),
        ["MultiMargin"] = _ => (MultiMarginLoss(margin: 0.7), Labels()),
        ["MultiLabelSoftMargin"] = _ => (MultiLabelSoftMarginLoss(), rand(Rows, Classes).gt(0.5).to_type(float32)),
    };

    private static Tensor Labels() => arange(Rows).remainder(Classes);

    private static Module<Tensor, Tensor> Model()
    {
        random.manual_seed(9).Dispose();
        return Linear(4, Classes);
    }

    private static (double Loss, double[] Parameters) Trained(
        Module<Tensor, Tensor, Tensor> loss, Tensor input, Tensor target, Tensor? weights)
    {
        using var model = Model();
        using var optimizer = optim.SGD(model.parameters(), 0.1);
        using var trainer = new Trainer(model, optimizer, loss);
        var history = trainer.Fit(new MemorySource(input, target, (int)input.size(0), weight: weights), 1);
        return (history.Last("loss"), [.. model.parameters().SelectMany(p => p.detach().data<float>().ToArray()).Select(v => (double)v)]);
    }

    private sealed class OwnLoss() : Module<Tensor, Tensor, Tensor>(nameof(OwnLoss))
    {
        public override Tensor forward(Tensor input, Tensor target) => F.mse_loss(input, target);
    }
}
