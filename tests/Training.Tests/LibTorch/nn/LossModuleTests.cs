using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch;

// The functions are tested by themselves; the modules have to hand everything to them.
public sealed class LossModuleTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void LossesOfTwoValuesAreTheirFunctions()
    {
        Tensor x = Numbers.Doubles(0.2, 0.7, 0.9, 0.4).reshape(2, 2), y = Numbers.Doubles(1, 0.1, 0.3, 1).reshape(2, 2);
        Tensor signs = Numbers.Doubles(1, -1, -1, 1).reshape(2, 2), classes = tensor(new long[] { 1, 0 }), weight = Numbers.Doubles(2, 3);
        var labels = tensor(new long[] { 1, -1, 0, 1 }).reshape(2, 2);
        foreach (var reduction in Enum.GetValues<Reduction>())
        {
            Check(L1Loss(reduction), functional.l1_loss(x, y, reduction), y);
            Check(SmoothL1Loss(reduction, 0.3), functional.smooth_l1_loss(x, y, reduction, 0.3), y);
            Check(HuberLoss(0.3, reduction), functional.huber_loss(x, y, 0.3, reduction), y);
            Check(PoissonNLLLoss(false, true, 0.1f, reduction), functional.poisson_nll_loss(x, y, false, true, 0.1f, reduction), y);
            Check(BCELoss(weight, reduction), functional.binary_cross_entropy(x, y, weight, reduction), y);
            Check(KLDivLoss(false, reduction), functional.kl_div(x, y, false, reduction), y);
            Check(KLDivLoss(reduction: reduction), functional.kl_div(x, y, true, reduction), y);
            Check(MultiLabelMarginLoss(reduction), functional.multi_label_margin_loss(x, labels, reduction), labels);
            Check(MultiLabelSoftMarginLoss(weight, reduction), functional.multilabel_soft_margin_loss(x, y, weight, reduction), y);
            Check(MultiMarginLoss(2, 0.7, weight, reduction), functional.multi_margin_loss(x, classes, 2, 0.7, weight, reduction), classes);
            Check(SoftMarginLoss(reduction), functional.soft_margin_loss(x, signs, reduction), signs);
            Check(HingeEmbeddingLoss(0.5, reduction), functional.hinge_embedding_loss(x, signs, 0.5, reduction), signs);
            Check(HingeEmbeddingLoss(reduction: reduction), functional.hinge_embedding_loss(x, signs, 1, reduction), signs);
        }

        void Check(Module<Tensor, Tensor, Tensor> loss, Tensor expected, Tensor target)
        {
            using (loss) Numbers.AssertNear(expected.ToDoubles(), loss.call(x, target));
        }
    }

    [Fact]
    public void LossesOfThreeValuesAreTheirFunctions()
    {
        random.manual_seed(3);
        Tensor a = randn(3, 4, dtype: float64), b = randn(3, 4, dtype: float64), c = rand(3, 4, dtype: float64), signs = Numbers.Doubles(1, -1, 1);
        foreach (var reduction in Enum.GetValues<Reduction>())
        {
            Numbers.AssertNear(
                functional.cosine_embedding_loss(a, b, signs, 0.2, reduction).ToDoubles(), CosineEmbeddingLoss(0.2, reduction).call(a, b, signs));
            Numbers.AssertNear(
                functional.margin_ranking_loss(a, b, signs.unsqueeze(1), 0.2, reduction).ToDoubles(),
                MarginRankingLoss(0.2, reduction).call(a, b, signs.unsqueeze(1)));
            Numbers.AssertNear(
                functional.triplet_margin_loss(a, b, c, 0.5, 3, 0.01, true, reduction).ToDoubles(),
                TripletMarginLoss(0.5, 3, 0.01, true, reduction).call(a, b, c));
            Numbers.AssertNear(
                functional.gaussian_nll_loss(a, b, c, true, 0.01f, reduction).ToDoubles(), GaussianNLLLoss(true, 0.01f, reduction).call(a, b, c));
        }
    }

    [Fact]
    public void HooksOfThreeValuesCanChangeThem()
    {
        using var loss = MarginRankingLoss(reduction: Reduction.None);
        var (one, two, sign) = (Numbers.Doubles(1), Numbers.Doubles(2), Numbers.Doubles(1));
        var hook = loss.register_forward_pre_hook((_, x, y, target) => (y, x, target));
        Assert.Equal([0], loss.call(one, two, sign).ToDoubles());
        hook.remove();
        Assert.Equal([1], loss.call(one, two, sign).ToDoubles());
    }
}
