using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch.Autograd;

// What metric formulas are made of, when they serve as losses.
public partial class GradientTests
{
    private static readonly Dictionary<string, (Func<Tensor[], Tensor> Function, long[][] Shapes)> Formulas = new()
    {
        ["l1_loss"] = Of((a, b) => functional.l1_loss(a, b + 0.05), [2, 3], [2, 3]),
        ["smooth_l1_loss"] = Of((a, b) => functional.smooth_l1_loss(3 * a, b), [2, 3], [2, 3]),
        ["huber_loss"] = Of((a, b) => functional.huber_loss(3 * a, b, 0.7), [2, 3], [2, 3]),
        ["poisson_nll_loss"] = Of((a, b) => functional.poisson_nll_loss(a, b), [2, 3], [2, 3]),
        ["gaussian_nll_loss"] = Of((a, b) => functional.gaussian_nll_loss(a, b, b.detach() * 0 + 0.5, full: true), [2, 3], [2, 3]),
        ["binary_cross_entropy"] = Of(a => functional.binary_cross_entropy(a, full_like(a, 0.3)), 2, 3),
        ["kl_div"] = Of((a, b) => functional.kl_div(a, b), [2, 3], [2, 3]),
        ["multilabel_soft_margin_loss"] = Of(a => functional.multilabel_soft_margin_loss(a, ones_like(a)), 2, 3),
        ["multi_margin_loss"] = Of(a => functional.multi_margin_loss(a, Index(2, 0)), 2, 3),
        ["soft_margin_loss"] = Of(a => functional.soft_margin_loss(a, -ones_like(a)), 2, 3),
        ["margin_ranking_loss"] = Of((a, b) => functional.margin_ranking_loss(a, b, ones_like(a), 0.1), [4], [4]),
        ["cosine_embedding_loss"] = Of((a, b) => functional.cosine_embedding_loss(a, b, -ones(2, dtype: float64)), [2, 3], [2, 3]),
        ["triplet_margin_loss"] = Of((a, b, c) => functional.triplet_margin_loss(a, b * 2, c, 3), [2, 3], [2, 3], [2, 3]),
        ["cosine_similarity"] = Of((a, b) => functional.cosine_similarity(a, b), [2, 3], [2, 3]),
        ["pairwise_distance"] = Of((a, b) => functional.pairwise_distance(a, b * 2), [2, 3], [2, 3]),
        ["normalize"] = Of(a => functional.normalize(a), 2, 3),
        ["layer_norm"] = Of((a, b) => functional.layer_norm(a, [3], b), [2, 3], [3]),
        ["cdist"] = Of((a, b) => cdist(a, b + 1), [2, 3], [2, 3]),
        ["einsum"] = Of((a, b) => einsum("ij,kj->ik", a, b), [2, 3], [4, 3]),
        ["outer"] = Of((a, b) => outer(a, b), [2], [3]),
        ["tensordot"] = Of((a, b) => tensordot(a, b, new long[] { 1 }, new long[] { 0 }), [2, 3], [3, 2]),
        ["addmm"] = Of((a, b, c) => addmm(a, b, c, 0.5f, 2), [2, 2], [2, 3], [3, 2]),
        ["std dims"] = Of(a => a.std((0, 1)), 2, 3),
        ["var_mean"] = Of(a => a.var_mean(1L).var + a.var_mean(1L).mean, 2, 3),
        ["cov"] = Of(a => cov(a), 2, 3),
        ["median"] = Of(a => median(a), 5),
        ["quantile"] = Of(a => quantile(a, Numbers.Doubles(0.3, 0.8)), 6),
        ["kthvalue"] = Of(a => a.kthvalue(2, 0).values, 5),
        ["cumprod"] = Of(a => cumprod(a, 1), 2, 3),
        ["logcumsumexp"] = Of(a => logcumsumexp(a, 0), 4),
        ["diff"] = Of(a => diff(a), 5),
        ["trapezoid"] = Of((a, b) => trapezoid(a, b), [4], [4]),
        ["xlogy"] = Of((a, b) => xlogy(a, b), [4], [4]),
        ["logaddexp"] = Of((a, b) => logaddexp(a, b), [4], [4]),
        ["atan2"] = Of((a, b) => atan2(a, b), [4], [4]),
        ["hypot"] = Of((a, b) => hypot(a, b), [4], [4]),
        ["lgamma"] = Of(a => lgamma(a), 4),
        ["silu"] = Of(a => functional.silu(a), 4),
        ["gelu"] = Of(a => functional.gelu(a), 4),
        ["softplus"] = Of(a => functional.softplus(a), 4),
        ["lerp"] = Of((a, b, c) => lerp(a, b, c), [3], [3], [3]),
        ["roll"] = Of(a => roll(a, 1, 1), 2, 3),
        ["repeat_interleave"] = Of(a => repeat_interleave(a, 2, 0), 2, 3),
        ["take_along_dim"] = Of(a => take_along_dim(a, Index(2, 0).reshape(2, 1), 1), 2, 3),
        ["index_fill"] = Of(a => index_fill(a, 1, Index(1), 0.5), 2, 3),
        ["diagonal"] = Of(a => diagonal(a), 3, 3),
        ["unfold"] = Of(a => a.unfold(0, 2, 1), 4),
        ["hstack"] = Of((a, b) => hstack(a, b), [2, 3], [2, 1]),
    };

    public static TheoryData<string> FormulaNames => [.. Formulas.Keys];

    [Theory]
    [MemberData(nameof(FormulaNames))]
    public void GradientsOfFormulasAgreeWithFiniteDifferences(string name)
    {
        random.manual_seed(7);
        var (function, shapes) = Formulas[name];
        FiniteDifferences.Check(function, [.. shapes.Select(Positive)]);
    }
}
