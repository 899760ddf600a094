using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch.Scopes;

public partial class ResultScopeTests
{
    private static readonly Dictionary<string, Func<Inputs, object?>> Table = new()
    {
        // Losses and distances
        ["l1_loss"] = x => functional.l1_loss(x.A, x.B),
        ["smooth_l1_loss"] = x => functional.smooth_l1_loss(x.A, x.B),
        ["huber_loss"] = x => functional.huber_loss(x.A, x.B),
        ["poisson_nll_loss"] = x => functional.poisson_nll_loss(x.A, x.B),
        ["gaussian_nll_loss"] = x => functional.gaussian_nll_loss(x.A, x.B, x.B, full: true),
        ["gaussian_nll_loss none"] = x => functional.gaussian_nll_loss(x.A, x.B, x.B, reduction: Reduction.None),
        ["binary_cross_entropy"] = x => functional.binary_cross_entropy(x.A, x.B),
        ["kl_div"] = x => functional.kl_div(x.A, x.B),
        ["multi_margin_loss"] = x => functional.multi_margin_loss(x.A, x.Class),
        ["multi_label_margin_loss"] = x => functional.multi_label_margin_loss(x.V, x.I),
        ["multilabel_soft_margin_loss"] = x => functional.multilabel_soft_margin_loss(x.A, x.B),
        ["soft_margin_loss"] = x => functional.soft_margin_loss(x.A, x.Sign),
        ["hinge_embedding_loss"] = x => functional.hinge_embedding_loss(x.A, x.Sign),
        ["cosine_embedding_loss"] = x => functional.cosine_embedding_loss(x.A, x.B, x.Sign.select(1, 0)),
        ["margin_ranking_loss"] = x => functional.margin_ranking_loss(x.A, x.B, x.Sign),
        ["triplet_margin_loss"] = x => functional.triplet_margin_loss(x.A, x.B, x.A),
        ["cosine_similarity"] = x => functional.cosine_similarity(x.A, x.B),
        ["pairwise_distance"] = x => functional.pairwise_distance(x.A, x.B),
        ["normalize"] = x => functional.normalize(x.A),
        ["cdist"] = x => cdist(x.A, x.B),
        ["dist"] = x => dist(x.A, x.B),

        // Activations
        ["softplus"] = x => functional.softplus(x.A),
        ["gelu"] = x => functional.gelu(x.A),
        ["silu"] = x => functional.silu(x.A),
        ["silu in place"] = x => functional.silu(x.A.clone(), true),
        ["elu"] = x => functional.elu(x.A, 1),
        ["leaky_relu"] = x => functional.leaky_relu(x.A),
        ["relu6"] = x => functional.relu6(x.A),
        ["logsigmoid"] = x => functional.logsigmoid(x.A),
        ["softmin"] = x => functional.softmin(x.A, 1),
        ["glu"] = x => functional.glu(x.A, 0),
        ["layer_norm"] = x => functional.layer_norm(x.A, [3]),
        ["celu"] = x => new[] { x.A.celu(), x.A.selu(), x.A.hardsigmoid(), x.A.hardswish(), x.A.threshold(0.5, 0) },

        // Elementwise
        ["trigonometry"] = x => new[] { tan(x.A), asin(x.A), acos(x.A), atan(x.A), sinh(x.A), cosh(x.A), asinh(x.A), atanh(x.A) },
        ["two angles"] = x => new[] { atan2(x.A, x.B), hypot(x.A, x.B), deg2rad(x.A), rad2deg(x.A), sinc(x.A), acosh(x.V + 1) },
        ["logarithms"] = x => new[] { log2(x.A), log10(x.A), exp2(x.A), logaddexp(x.A, x.B), logaddexp2(x.A, x.B), logit(x.A) },
        ["special"] = x => new[] { erfc(x.A), lgamma(x.A), digamma(x.A), i0(x.A), igamma(x.A, x.B), igammac(x.A, x.B), polygamma(x.A, 1) },
        ["powers"] = x => new[] { xlogy(x.A, x.B), xlogy(x.A, 2), float_power(x.A, x.B), ldexp(x.A, x.B), mvlgamma(x.V + 2, 2) },
        ["parts"] = x => new[] { trunc(x.A), frac(x.A), sgn(x.A), signbit(x.A), positive(x.A), negative(x.A), absolute(x.A), fix(x.A) },
        ["division"] = x => new[] { fmod(x.A, x.B), fmod(x.A, 2), floor_divide(x.A, x.B), true_divide(x.A, x.B), x.A % 2, x.A % x.B },
        ["arithmetic"] = x => new[] { divide(x.A, x.B), subtract(x.A, x.B), multiply(x.A, 2), gcd(x.I, x.I), lcm(x.I, x.I + 1) },
        ["signs"] = x => new[] { x.A.heaviside(x.B), copysign(x.A, x.B), nextafter(x.A, x.B), fmax(x.A, x.B), fmin(x.A, x.B) },
        ["bits"] = x => new[] { bitwise_and(x.I, x.I), bitwise_or(x.I, x.I), bitwise_xor(x.I, x.I), bitwise_not(x.I) },
        ["shifts"] = x => new[] { bitwise_left_shift(x.I, x.I), bitwise_right_shift(x.I, x.I) },
        ["logic"] = x => new[] { logical_and(x.A, x.B), logical_or(x.A, x.B), logical_xor(x.A, x.B), logical_not(x.A) },
        ["comparisons"] = x => new[] { greater(x.A, x.B), greater_equal(x.A, x.B), less(x.A, x.B), less_equal(x.A, x.B), not_equal(x.A, x.B) },
        ["infinities"] = x => new[] { isposinf(x.A), isneginf(x.A), isreal(x.A) },
        ["bounds"] = x => new[] { clip(x.A, 0.2, 0.4), clamp_min(x.A, 0.2), clamp_max(x.A, 0.4), renorm(x.A, 2, 0, 0.5f) },
        ["mixtures"] = x => new[] { lerp(x.A, x.B, x.A), addcmul(x.A, x.A, x.B, 2), addcdiv(x.A, x.A, x.B, 2), x.A.addcdiv(x.A, x.B) },

        // Reductions
        ["var"] = x => new[] { x.A.var(), x.A.var(1L), x.A.var((0, 1)), x.A.var(new long[] { 0 }, unbiased: false) },
        ["std"] = x => new[] { x.A.std(), x.A.std(1L), x.A.std((0, 1)), x.A.std(new long[] { 0 }, unbiased: false) },
        ["std_mean"] = x => x.A.std_mean(),
        ["std_mean dims"] = x => x.A.std_mean((0, 1)),
        ["var_mean"] = x => x.A.var_mean(),
        ["var_mean dim"] = x => x.A.var_mean(1L),
        ["cov"] = x => cov(x.A),
        ["corrcoef"] = x => corrcoef(x.A),
        ["median"] = x => new[] { median(x.A), nanmedian(x.A), quantile(x.A, x.A[0]), nanquantile(x.A, x.A[0], 1), nansum(x.A) },
        ["mode"] = x => mode(x.A),
        ["kthvalue"] = x => kthvalue(x.A, 1, 1),
        ["aminmax"] = x => aminmax(x.A),
        ["unique"] = x => unique(x.A),
        ["unique all"] = x => unique(x.A, return_inverse: true, return_counts: true, dim: 0),
        ["unique_consecutive"] = x => unique_consecutive(x.A, return_counts: true),
        ["sort"] = x => sort(x.A),
        ["topk"] = x => topk(x.A, 2),
        ["msort"] = x => msort(x.A),
        ["counts"] = x => new[] { count_nonzero(x.A), count_nonzero(x.A, [0]), histc(x.A, 3), argwhere(x.A), bincount(x.I) },
        ["histogram"] = x => histogram(x.A, 3),
        ["histogram edges"] = x => histogram(x.A, x.V, x.B),
        ["searches"] = x => new[] { bucketize(x.A, x.V), searchsorted(x.V, x.A), searchsorted(x.V, 1, false, false, null!), isin(x.A, x.B) },
        ["running"] = x => new[] { cumprod(x.A, 1), logcumsumexp(x.A, 1), diff(x.A), trapezoid(x.A), trapezoid(x.A, x.B) },
        ["cummax"] = x => cummax(x.A, 1),
        ["cummin"] = x => cummin(x.A, 1),
        ["areas"] = x => new[] { cumulative_trapezoid(x.A), cumulative_trapezoid(x.A, x.B), amax(x.A, [0]), amin(x.A, [0]) },

        // Shapes
        ["axes"] = x => new[] { movedim(x.A, 0, 1), moveaxis(x.A, 0, 1), swapaxes(x.A, 0, 1), swapdims(x.A, 0, 1), ravel(x.A) },
        ["new axes"] = x => new[] { x.A.unflatten(1, 3, 1), broadcast_to(x.A, 2, 2, 3), x.V.atleast_1d(), x.V.atleast_2d(), x.V.atleast_3d() },
        ["atleast_2d"] = x => atleast_2d(x.V, x.A).ToArray(),
        ["diagonals"] = x => new[] { diagonal(x.A), diag_embed(x.V), diagflat(x.V), trace(x.S), x.A.unfold(1, 2, 1), vander(x.V) },
        ["transposed"] = x => new[] { x.A.mT, x.A.mH, x.A.H, x.A.T },
        ["repetition"] = x => new[] { tile(x.A, [2, 1]), repeat_interleave(x.A, 2), x.V.repeat_interleave(x.I), roll(x.A, 1), roll(x.A, 1, 1) },
        ["turned"] = x => new[] { fliplr(x.A), flipud(x.A), rot90(x.A), roll(x.A, (1, 1), (0, 1)), roll(x.A, new long[] { 1 }) },
        ["joined"] = x => new[] { hstack(x.A, x.B), vstack([x.A, x.B]), row_stack(x.A, x.B), dstack(x.A, x.B), column_stack(x.A, x.B) },
        ["meshgrid"] = x => meshgrid([x.V, x.V]),
        ["combinations"] = x => new[] { combinations(x.V), cartesian_prod(x.V, x.V) },
        ["tensor_split"] = x => tensor_split(x.A, 2, 1),
        ["tensor_split at"] = x => tensor_split(x.A, x.Class.sort().Values, 1),
        ["where"] = x => where(x.Mask),

        // Selection
        ["taken"] = x => new[] { take(x.A, x.I), take_along_dim(x.A, x.I.unsqueeze(0), 1), x.A.take_along_dim([1L, 2L]) },
        ["replaced"] = x => new[] { x.A.masked_scatter(x.Mask, x.B), index_fill(x.A, 1, x.Class, 3), index_copy(x.A, 1, x.I, x.B) },
        ["added"] = x => new[] { index_add(x.A, 1, x.I, x.B, 2), scatter(x.A, 1, x.I.unsqueeze(0), x.B), scatter_add(x.A, 1, x.I.unsqueeze(0), x.B) },
        ["index"] = x => new[] { x.A[0], x.A[^1, ..2], x.A[x.Mask], x.A[TensorIndex.Ellipsis, 0] },

        // Products and factories
        ["einsum"] = x => einsum("ij,kj->ik", x.A, x.B),
        ["products"] = x => new[] { outer(x.V, x.V), inner(x.A, x.B), vdot(x.V, x.V), kron(x.A, x.B), x.V.ger(x.V) },
        ["tensordot"] = x => tensordot(x.A, x.B, new long[] { 1 }, new long[] { 1 }),
        ["sums of products"] = x => new[] { addmm(x.A, x.B, x.S, 2, 3), addmv(x.V, x.S, x.V, 2, 3), addr(x.S, x.V, x.V) },
        ["addbmm"] = x => addbmm(x.S, x.S.unsqueeze(0), x.S.unsqueeze(0)),
        ["new"] = x => new[] { x.A.new_zeros(2), x.A.new_ones(2), x.A.new_full(2, 3), x.A.zeros_like(), x.A.ones_like(), x.A.full_like(2) },
        ["indices"] = x => new[] { logspace(0, 1, 3), tril_indices(2, 2), triu_indices(2, 2) },
        ["casts"] = x => new Tensor[] { 1, 2L, 3f, 4.0, true, new[] { 1, 2 }, x.A.half(), x.A.@short(), x.A.bfloat16() },
    };
}
