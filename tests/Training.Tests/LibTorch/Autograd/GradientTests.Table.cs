using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch.Autograd;

public partial class GradientTests
{
    private static readonly Dictionary<string, (Func<Tensor[], Tensor> Function, long[][] Shapes)> Table = new()
    {
        // Arithmetic, with broadcasting
        ["add"] = Of((a, b) => a.add(b), [2, 3], [3]),
        ["add alpha"] = Of((a, b) => a.add(b, 0.5), [2, 3], [2, 1]),
        ["add scalar"] = Of(a => a + 2, 3),
        ["sub"] = Of((a, b) => a - b, [2, 3], [3]),
        ["scalar minus tensor"] = Of(a => 1.5 - a, 3),
        ["mul"] = Of((a, b) => a * b, [2, 3], [2, 1]),
        ["div"] = Of((a, b) => a / b, [2, 3], [3]),
        ["scalar by tensor"] = Of(a => 2.0 / a, 3),
        ["remainder"] = Of(a => a.remainder(10.0), 3),
        ["pow scalar"] = Of(a => a.pow(2.5), 4),
        ["pow tensor"] = Of((a, b) => a.pow(b), [4], [4]),
        ["maximum"] = Of((a, b) => a.maximum(b + 0.05), [5], [5]),
        ["minimum"] = Of((a, b) => a.minimum(b + 0.05), [5], [5]),
        ["in place on a copy"] = Of((a, b) => a.clone().mul_(b).add_(b, 2).sub_(1).div_(b), [4], [4]),
        ["addcmul_"] = Of((a, b, c) => a.clone().addcmul_(b, c, 0.5), [3], [3], [3]),
        ["addcdiv_"] = Of((a, b, c) => a.clone().addcdiv_(b, c, 0.5), [3], [3], [3]),

        // Functions of one element
        ["abs"] = Of(a => (a - 0.5).abs(), 6),
        ["neg"] = Of(a => -a, 3),
        ["exp"] = Of(a => a.exp(), 4),
        ["expm1"] = Of(a => a.expm1(), 4),
        ["log"] = Of(a => a.log(), 4),
        ["log1p"] = Of(a => a.log1p(), 4),
        ["sqrt"] = Of(a => a.sqrt(), 4),
        ["rsqrt"] = Of(a => a.rsqrt(), 4),
        ["square"] = Of(a => a.square(), 4),
        ["reciprocal"] = Of(a => a.reciprocal(), 4),
        ["sin"] = Of(a => a.sin(), 4),
        ["cos"] = Of(a => a.cos(), 4),
        ["erf"] = Of(a => a.erf(), 4),
        ["relu"] = Of(a => (a - 0.5).relu(), 6),
        ["sigmoid"] = Of(a => a.sigmoid(), 4),
        ["tanh"] = Of(a => a.tanh(), 4),
        ["clamp"] = Of(a => a.clamp(0.3, 0.6), 6),
        ["clamp min"] = Of(a => a.clamp(min: 0.4), 6),
        ["clamp tensor"] = Of((a, b) => a.clamp(min: b + 0.05), [5], [5]),
        ["clamp_min"] = Of(a => a.clamp_min(0.4), 6),
        ["clamp_max"] = Of(a => a.clamp_max(0.4), 6),
        ["nan_to_num"] = Of(a => a.nan_to_num(), 3),
        ["masked_fill"] = Of(a => a.masked_fill(tensor(new[] { true, false, true }), 2), 3),
        ["where"] = Of((a, b) => torch.where(tensor(new[] { true, false, true }), a, b), [3], [3]),
        ["softmax"] = Of(a => a.softmax(1), 2, 3),
        ["log_softmax"] = Of(a => a.log_softmax(0), 3, 2),

        // Reductions
        ["sum"] = Of(a => a.sum(), 2, 3),
        ["sum dim"] = Of(a => a.sum(dim: 0), 2, 3),
        ["sum dims"] = Of(a => a.sum(new long[] { 0, 2 }, keepdim: true), 2, 3, 2),
        ["mean"] = Of(a => a.mean(), 2, 3),
        ["mean dims"] = Of(a => a.mean([1]), 2, 3),
        ["prod"] = Of(a => a.prod(), 4),
        ["prod dim"] = Of(a => a.prod(1, keepdim: true), 2, 3),
        ["var"] = Of(a => a.var(), 5),
        ["var dim"] = Of(a => a.var(1, unbiased: false), 2, 3),
        ["std"] = Of(a => a.std(), 5),
        ["std dim"] = Of(a => a.std(1), 2, 3),
        ["max"] = Of(a => a.max(), 5),
        ["max dim"] = Of(a => a.max(1).values, 2, 3),
        ["max other"] = Of((a, b) => a.max(b + 0.05), [4], [4]),
        ["min"] = Of(a => a.min(), 5),
        ["min dim"] = Of(a => a.min(0).values, 2, 3),
        ["min other"] = Of((a, b) => a.min(b + 0.05), [4], [4]),
        ["amax"] = Of(a => a.amax(1), 2, 3),
        ["amin"] = Of(a => a.amin(1), 2, 3),
        ["logsumexp"] = Of(a => a.logsumexp(1), 2, 3),
        ["norm"] = Of(a => a.norm(), 4),
        ["norm dim"] = Of(a => a.norm(1, p: 3), 2, 3),
        ["cumsum"] = Of(a => a.cumsum(1), 2, 3),

        // Linear algebra
        ["matmul"] = Of((a, b) => a.matmul(b), [2, 3], [3, 2]),
        ["matmul batched"] = Of((a, b) => a.matmul(b), [2, 2, 3], [3, 2]),
        ["mm"] = Of((a, b) => a.mm(b), [2, 3], [3, 2]),
        ["bmm"] = Of((a, b) => a.bmm(b), [2, 2, 3], [2, 3, 2]),
        ["mv"] = Of((a, b) => a.mv(b), [2, 3], [3]),
        ["dot"] = Of((a, b) => a.dot(b), [3], [3]),
        ["diag"] = Of(a => a.diag(), 3, 3),
        ["tril"] = Of(a => a.tril(), 3, 3),
        ["triu"] = Of(a => a.triu(1), 3, 3),

        // Shape
        ["t"] = Of(a => a.t(), 2, 3),
        ["T"] = Of(a => a.T, 2, 3),
        ["transpose"] = Of(a => a.transpose(0, 2), 2, 3, 2),
        ["permute"] = Of(a => a.permute(2, 0, 1), 2, 3, 2),
        ["view"] = Of(a => a.view(3, -1), 2, 3),
        ["reshape"] = Of(a => a.t().reshape(-1), 2, 3),
        ["flatten"] = Of(a => a.flatten(1), 2, 3, 2),
        ["squeeze"] = Of(a => a.squeeze(1), 2, 1, 2),
        ["unsqueeze"] = Of(a => a.unsqueeze(1), 2, 3),
        ["contiguous"] = Of(a => a.t().contiguous(), 2, 3),
        ["expand"] = Of(a => a.expand(3, -1), 1, 2),
        ["expand_as"] = Of((a, b) => a.expand_as(b) * b, [1, 2], [3, 2]),
        ["repeat"] = Of(a => a.repeat(2, 3), 2, 2),
        ["flip"] = Of(a => a.flip(0), 4),
        ["unbind"] = Of(a => a.unbind(1)[1], 2, 3),
        ["chunk"] = Of(a => a.chunk(2)[1], 5),
        ["split"] = Of(a => a.split(2)[1], 5),
        ["cat"] = Of((a, b) => cat([a, b], 1), [2, 3], [2, 1]),
        ["stack"] = Of((a, b) => stack([a, b], 1), [2, 3], [2, 3]),
        ["clone"] = Of(a => a.clone(), 3),
        ["to"] = Of(a => a.to(float32).to(float64) * 0 + a, 3),

        // Selection
        ["index_select"] = Of(a => a.index_select(0, Index(2, 0, 2)), 3, 2),
        ["gather"] = Of(a => a.gather(1, Index(2, 0, 1, 1).reshape(2, 2)), 2, 3),
        ["select"] = Of(a => a.select(1, -1), 2, 3),
        ["narrow"] = Of(a => a.narrow(1, 1, 2), 2, 3),
        ["slice"] = Of(a => a.slice(0, 1, 5, 2), 5),
        ["masked_select"] = Of(a => a.masked_select(tensor(new[] { true, false, true })), 3),
        ["topk"] = Of(a => a.topk(2).values, 2, 4),
        ["sort"] = Of(a => a.sort(descending: true).Values, 5),
        ["scatter"] = Of((a, b) => a.scatter(0, Index(2, 0), b), [4], [2]),
        ["scatter_add"] = Of((a, b) => a.scatter_add(0, Index(1, 1, 0), b), [4], [3]),
        ["index_add"] = Of((a, b) => a.index_add(0, Index(1, 1), b, 2), [3, 2], [2, 2]),
        ["item"] = Of(a => a[1, 0], 2, 3),
        ["ranges"] = Of(a => a[TensorIndex.Ellipsis, TensorIndex.Slice(1)], 2, 3),
        ["indices"] = Of(a => a[TensorIndex.Colon, TensorIndex.Tensor(Index(2, 2, 0))], 2, 3),
        ["index_put_"] = Of((a, b) => a.clone().index_put_(b, [TensorIndex.Tensor(Index(0, 0))], true), [3], [2]),

        // Layers and losses
        ["linear"] = Of((x, w, b) => functional.linear(x, w, b), [2, 3], [4, 3], [4]),
        ["cross_entropy"] = Of(a => functional.cross_entropy(a, Index(2, 0)), 2, 3),
        ["cross_entropy weighted"] = Of(a => functional.cross_entropy(a, Index(2, 0), tensor(new[] { 0.5, 1, 2 })), 2, 3),
        ["cross_entropy smoothed"] = Of(a => functional.cross_entropy(a, Index(2, -100, 1), label_smoothing: 0.2), 3, 4),
        ["cross_entropy of probabilities"] = Of((a, p) => functional.cross_entropy(a, p.softmax(1)), [2, 3], [2, 3]),
        ["nll_loss"] = Of(a => functional.nll_loss(a, Index(2, 0), reduction: Reduction.Sum), 2, 3),
        ["mse_loss"] = Of((a, b) => functional.mse_loss(a, b * 2), [3], [3]),
        ["bce with logits"] = Of((a, b) => functional.binary_cross_entropy_with_logits(a, b, reduction: Reduction.None), [3], [3]),
        ["max_pool1d"] = Of(a => functional.max_pool1d(a, 2), 1, 2, 6),
        ["dropout"] = Of(Repeatable(a => functional.dropout(a, 0.4)), 8),
    };

    // The same elements fall out in every evaluation.
    private static Func<Tensor, Tensor> Repeatable(Func<Tensor, Tensor> function) => a =>
    {
        random.manual_seed(3);
        return function(a);
    };
}
