using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Gen.Training.Tests.Optimization;

/// <summary>A loss that is called directly equals torch's mean.</summary>
public class LossConfigTests
{
    private static readonly Dictionary<string, (LossConfig Config, string Targets, Func<Tensor, Tensor, Tensor> Torch)> s_losses = new()
    {
        ["cross entropy"] = (new LossConfig.CrossEntropy(), "classes", (p, t) => F.cross_entropy(p, t)),
        ["cross entropy of probabilities"] = (new LossConfig.CrossEntropy(), "probabilities", (p, t) => F.cross_entropy(p, t)),
        ["weighted, smoothed cross entropy"] = (
            new LossConfig.CrossEntropy { ClassWeights = [1, 2, 0.5], LabelSmoothing = 0.2 },
            "classes",
            (p, t) => F.cross_entropy(p, t, tensor(new[] { 1, 2, 0.5f }), label_smoothing: 0.2)
        ),
        ["weighted cross entropy of probabilities"] = (
            new LossConfig.CrossEntropy { ClassWeights = [1, 2, 0.5] },
            "probabilities",
            (p, t) => F.cross_entropy(p, t, tensor(new[] { 1, 2, 0.5f }))
        ),
        ["cross entropy but for a class"] = (
            new LossConfig.CrossEntropy { IgnoreIndex = 1 },
            "classes",
            (p, t) => F.cross_entropy(p, t, ignore_index: 1)
        ),
        ["weighted cross entropy but for a class"] = (
            new LossConfig.CrossEntropy { IgnoreIndex = 1, ClassWeights = [1, 2, 0.5] },
            "classes",
            (p, t) => F.cross_entropy(p, t, tensor(new[] { 1, 2, 0.5f }), 1)
        ),
        ["nll"] = (new LossConfig.Nll(), "classes", (p, t) => F.nll_loss(p, t)),
        ["weighted nll"] = (
            new LossConfig.Nll { ClassWeights = [1, 2, 0.5] },
            "classes",
            (p, t) => F.nll_loss(p, t, tensor(new[] { 1, 2, 0.5f }))
        ),
        ["bce with logits"] = (new LossConfig.BceWithLogits(), "binary", (p, t) => F.binary_cross_entropy_with_logits(p, t)),
        ["weighted bce with logits"] = (
            new LossConfig.BceWithLogits { PositiveWeight = 3 },
            "binary",
            (p, t) => F.binary_cross_entropy_with_logits(p, t, pos_weights: tensor(new[] { 3f }))
        ),
        ["bce"] = (new LossConfig.Bce(), "binary", (p, t) => F.binary_cross_entropy(p.sigmoid(), t)),
        ["mse"] = (new LossConfig.Mse(), "binary", (p, t) => F.mse_loss(p, t)),
        ["l1"] = (new LossConfig.L1(), "binary", (p, t) => F.l1_loss(p, t)),
        ["smooth l1"] = (new LossConfig.SmoothL1(), "binary", (p, t) => F.smooth_l1_loss(p, t)),
        ["smooth l1 with beta"] = (new LossConfig.SmoothL1 { Beta = 0.3 }, "binary", (p, t) => F.smooth_l1_loss(p, t, beta: 0.3)),
        ["huber"] = (new LossConfig.Huber { Delta = 0.3 }, "binary", (p, t) => F.huber_loss(p, t, 0.3)),
        ["kl div"] = (new LossConfig.KlDiv(), "probabilities", (p, t) => F.kl_div(p, t, false)),
        ["kl div of logarithms"] = (new LossConfig.KlDiv { LogTarget = true }, "probabilities", (p, t) => F.kl_div(p, t, true)),
        ["poisson nll"] = (new LossConfig.PoissonNll(), "binary", (p, t) => F.poisson_nll_loss(p, t)),
        ["poisson nll of rates"] = (
            new LossConfig.PoissonNll
            {
                LogInput = false,
                Full = true,
            },
            "binary",
            (p, t) => F.poisson_nll_loss(p.abs(), t, false, true)
        ),
        ["hinge embedding"] = (new LossConfig.HingeEmbedding { Margin = 2 }, "signs", (p, t) => F.hinge_embedding_loss(p, t, 2)),
        ["soft margin"] = (new LossConfig.SoftMargin(), "signs", (p, t) => F.soft_margin_loss(p, t)),
        ["multi margin"] = (new LossConfig.MultiMargin(), "classes", (p, t) => F.multi_margin_loss(p, t)),
        ["weighted multi margin"] = (
            new LossConfig.MultiMargin
            {
                Power = 2,
                Margin = 0.5,
                ClassWeights = [1, 2, 0.5],
            },
            "classes",
            (p, t) => F.multi_margin_loss(p, t, 2, 0.5, tensor(new[] { 1, 2, 0.5f }))
        ),
        ["multi label margin"] = (new LossConfig.MultiLabelMargin(), "labels", (p, t) => F.multi_label_margin_loss(p, t)),
        ["multi label soft margin"] = (
            new LossConfig.MultiLabelSoftMargin { ClassWeights = [1, 2, 0.5] },
            "binary",
            (p, t) => F.multilabel_soft_margin_loss(p, t, tensor(new[] { 1, 2, 0.5f }))
        ),
    };

    public static TheoryData<string> Names => [.. s_losses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Call_EqualsTorchsMean(string name)
    {
        using var scope = NewDisposeScope();
        var (config, targets, torch) = s_losses[name];
        var (prediction, target) = Data(targets);
        using var loss = config.Create();
        var own = loss.call(
            name switch
            {
                "bce" => prediction.sigmoid(),
                "poisson nll of rates" => prediction.abs(),
                _ => prediction,
            },
            target
        );
        Assert.Equal(0, own.ndim);
        Assert.Equal(torch(prediction, target).ToDouble(), own.ToDouble(), 1e-5);
    }

    [Fact]
    public void AllKinds_AreTested() =>
        Assert.Equal(
            typeof(LossConfig).GetNestedTypes().Select(t => t.Name).Order(),
            s_losses.Values.Select(l => l.Config.GetType().Name).Distinct().Order());

    [Fact]
    public void Call_PaddedSequences_IgnorePadding()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3).Dispose();
        var (scores, labels) = (randn(4, 3, 5), randint(0, 3, [4, 5]));
        labels[1, TensorIndex.Ellipsis] = tensor(-1);
        using var loss = new LossConfig.CrossEntropy { IgnoreIndex = -1, ClassWeights = [1, 2, 0.5] }.Create();
        using var nll = new LossConfig.Nll { IgnoreIndex = -1 }.Create();
        Assert.Equal(
            F.cross_entropy(scores, labels, tensor(new[] { 1, 2, 0.5f }), -1).ToDouble(),
            loss.call(scores, labels).ToDouble(),
            1e-5
        );
        var logs = F.log_softmax(scores, 1);
        Assert.Equal(F.cross_entropy(logs, labels, null, -1).ToDouble(), nll.call(logs, labels).ToDouble(), 1e-5);
    }

    [Theory]
    [InlineData(typeof(LossConfig.CrossEntropy), "squeeze(1).to_type(int64)")]
    [InlineData(typeof(LossConfig.Nll), "Nll needs integer class indices")]
    [InlineData(typeof(LossConfig.MultiMargin), "class indices")]
    public void Call_ColumnOfClassIndices_EqualsThatOfIndices(Type kind, string message)
    {
        using var scope = NewDisposeScope();
        using var loss = ((ClassLossConfig)Activator.CreateInstance(kind)! with { ClassWeights = [1, 2, 0.5] }).Create();
        var (scores, labels) = (F.log_softmax(randn(6, 3), 1), randint(0, 3, [6, 1]));
        Assert.Equal(loss.call(scores, labels.squeeze(1)).ToDouble(), loss.call(scores, labels).ToDouble());
        Assert.Contains(message, Assert.Throws<TrainingException>(() => loss.call(scores, labels.to_type(float32))).Message);
    }

    [Theory]
    [InlineData(
        typeof(LossConfig.Mse),
        new[] { 4L },
        "The loss Mse needs predictions and targets of the same shape, but the predictions have shape [4, 3] and the targets [4]."
    )]
    [InlineData(
        typeof(LossConfig.CrossEntropy),
        new[] { 3L },
        "The loss CrossEntropy needs scores [n, c, …] with class indices [n, …], but the predictions have shape [4, 3] and the targets [3]."
    )]
    [InlineData(
        typeof(LossConfig.MultiMargin),
        new[] { 4L, 3L },
        "The loss MultiMargin needs scores [n, c] with integer class indices [n], but the predictions have shape [4, 3] and the targets "
        + "[4, 3]."
    )]
    public void Call_MismatchedShapes_Throws(Type kind, long[] shape, string message)
    {
        using var scope = NewDisposeScope();
        using var loss = ((LossConfig)Activator.CreateInstance(kind)!).Create();
        Assert.Equal(message, Assert.Throws<TrainingException>(() => loss.call(randn(4, 3), zeros(shape, ScalarType.Int64))).Message);
    }

    [Fact]
    public void Call_WrongNumberOfClassWeights_Throws()
    {
        using var scope = NewDisposeScope();
        using var loss = new LossConfig.CrossEntropy { ClassWeights = [1, 2] }.Create();
        Assert.Equal(
            "The loss CrossEntropy has 2 class weights, but predictions of shape [4, 3] have 3 classes.",
            Assert.Throws<TrainingException>(() => loss.call(randn(4, 3), zeros([4], ScalarType.Int64))).Message);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Create_InvalidEntries_Throws(LossConfig config, string message) =>
        Assert.Equal(message, Assert.Throws<ConfigException>(config.Create).Message);

    public static TheoryData<LossConfig, string> Wrong =>
        new()
        {
            {
                new LossConfig.CrossEntropy { ClassWeights = [1, -1] },
                "CrossEntropy.ClassWeights: class_weights must be finite, not negative, and not all 0"
            },
            {
                new LossConfig.MultiLabelSoftMargin { ClassWeights = [] },
                "MultiLabelSoftMargin.ClassWeights: class_weights must be finite, not negative, and not all 0"
            },
            {
                new LossConfig.Nll { Balanced = true },
                "Nll.Balanced: balanced needs the labels of the training data: call Create(labels)"
            },
        };

    private static (Tensor Prediction, Tensor Target) Data(string targets)
    {
        random.manual_seed(5).Dispose();
        var prediction = randn(6, 3);
        return (prediction, targets switch
        {
            "classes" => tensor(new long[] { 0, 1, 2, 2, 1, 0 }),
            "probabilities" => rand(6, 3).softmax(1),
            "binary" => rand(6, 3).gt(0.5).to_type(float32),
            "signs" => (rand(6, 3).gt(0.5).to_type(float32) * 2) - 1,
            _ => tensor(new long[] { 0, -1, -1, 1, 2, -1, 2, -1, -1, 0, 1, 2, 1, 0, -1, -1, -1, -1 }, [6, 3]),
        });
    }
}
