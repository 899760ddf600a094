using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;

namespace Gen.Generators.Metrics.Members;

/// <summary>
/// What each member of a tensor, function of <c>torch</c> and function of <c>torch.nn.functional</c> does to the rows. The one place that
/// says so, for the generator and the analyzer; a member that is not here cannot be streamed.
/// </summary>
internal static class MemberTable
{
    private static readonly Dictionary<string, Func<MemberCall, Value>> s_members = Make();

    /// <summary>How a member is planned; null if it is not known.</summary>
    public static Func<MemberCall, Value>? Find(string name) => s_members.TryGetValue(name, out var member) ? member : null;

    private static Dictionary<string, Func<MemberCall, Value>> Make()
    {
        var table = new Dictionary<string, Func<MemberCall, Value>>(StringComparer.Ordinal);

        // Element by element, broadcasting.
        Add(
            Arithmetic.Call,
            "add sub subtract mul multiply div divide true_divide pow square neg negative eq ne not_equal gt greater ge greater_equal lt "
            + "less le less_equal"
        );
        Add(
            Elementwise.Call,
            """
            abs absolute sign sgn exp exp2 expm1 log log2 log10 log1p sqrt rsqrt reciprocal sin cos tan sinh cosh tanh asin acos atan atan2
            asinh acosh atanh arcsin arccos arctan arctan2 arcsinh arccosh arctanh ceil floor round trunc fix frac fmod remainder
            floor_divide float_power erf erfc erfinv lgamma digamma logit sigmoid relu relu6 softplus gelu silu elu leaky_relu hardtanh
            hardsigmoid hardswish logsigmoid log_sigmoid selu celu threshold sinc angle deg2rad rad2deg positive hypot copysign ldexp
            heaviside nextafter i0 xlogy logaddexp logaddexp2 lerp addcmul addcdiv clamp clip clamp_min clamp_max maximum minimum fmax fmin
            nan_to_num isnan isinf isfinite isneginf isposinf isreal isclose signbit logical_and logical_or logical_not logical_xor
            bitwise_and bitwise_or bitwise_not bitwise_xor bitwise_left_shift bitwise_right_shift masked_fill to to_type type type_as
            zeros_like ones_like full_like expand_as view_as float double half bfloat16 int long short byte char bool polygamma gcd lcm
            conj real imag
            """);
        Add(Where, "where");
        Add(
            Identity,
            "detach alias clone contiguous cpu cuda requires_grad_ MoveToOuterDisposeScope DetachFromDisposeScope MoveToOtherDisposeScope "
            + "pin_memory with_requires_grad"
        );

        // Reductions, over the rows or not.
        Add(Reductions.Sum, "sum");
        Add(Reductions.Mean, "mean");
        Add(Reductions.Product, "prod");
        Add(Reductions.Max, "max");
        Add(Reductions.Min, "min");
        Add(Reductions.AMax, "amax");
        Add(Reductions.AMin, "amin");
        Add(Reductions.AMinMax, "aminmax");
        Add(Reductions.Any, "any");
        Add(Reductions.All, "all");
        Add(Reductions.Variance, "var");
        Add(Reductions.Deviation, "std");
        Add(Reductions.Norm, "norm");
        Add(Reductions.CountNonzero, "count_nonzero");
        Add(Reductions.NanSum, "nansum");
        Add(Reductions.NanMean, "nanmean");
        Add(Counting.BinCount, "bincount");
        Add(Counting.Histogram, "histc");

        // Along another axis than the rows'.
        Add(Axes.Reduced, "argmax argmin logsumexp");
        Add(Axes.ReducedNamed, "quantile nanquantile");
        Add(Axes.TupleReduced, "median nanmedian mode kthvalue");
        Add(Axes.TupleAlong, "topk sort cummax cummin");
        Add(Axes.Along, "softmax log_softmax softmin cumsum cumprod logcumsumexp flip roll diff normalize index_fill fliplr");
        Add(Axes.AlongNamed, "argsort msort");
        Add(Axes.Gather, "gather take_along_dim scatter");
        Add(Scattering.Add, "scatter_add index_add");
        Add(Axes.IndexSelect, "index_select");
        Add(Axes.Part, "narrow slice");
        Add(Axes.Select, "select");
        Add(Axes.Pieces, "chunk split unbind tensor_split");
        Add(Distances.CosineSimilarity, "cosine_similarity");
        Add(Distances.Pairwise, "pairwise_distance");
        Add(Counting.OneHot, "one_hot");
        Add(Search, "bucketize searchsorted isin");

        // Axes that move.
        Add(MovedAxes.Transposed, "t T");
        Add(MovedAxes.Transpose, "transpose swapaxes swapdims");
        Add(MovedAxes.Permute, "permute");
        Add(MovedAxes.MoveDim, "movedim moveaxis");
        Add(MovedAxes.Unsqueeze, "unsqueeze");
        Add(MovedAxes.Squeeze, "squeeze");
        Add(MovedAxes.Flatten, "flatten ravel");
        Add(MovedAxes.Reshape, "view reshape");
        Add(MovedAxes.Expand, "expand broadcast_to");
        Add(MovedAxes.Repeat, "repeat tile");
        Add(MovedAxes.Concatenate, "cat concat concatenate");
        Add(MovedAxes.Stack, "stack");

        // Products that sum over an axis.
        Add(Contractions.Dot, "dot vdot inner");
        Add(Contractions.MatMul, "matmul mm mv");
        Add(Contractions.BatchMatMul, "bmm");
        Add(Contractions.Outer, "outer ger");
        Add(Contractions.Einsum, "einsum");

        // Losses.
        Add(Losses.Elementwise, """
            mse_loss l1_loss smooth_l1_loss huber_loss binary_cross_entropy binary_cross_entropy_with_logits kl_div poisson_nll_loss
            soft_margin_loss hinge_embedding_loss margin_ranking_loss gaussian_nll_loss
            """
        );
        Add(
            Losses.PerRow,
            "multi_margin_loss multilabel_soft_margin_loss multi_label_margin_loss cosine_embedding_loss triplet_margin_loss"
        );
        Add(Losses.CrossEntropy, "cross_entropy");
        Add(Losses.Nll, "nll_loss");

        // From config.
        Add(Elementwise.Factory, "tensor arange linspace logspace eye as_tensor from_array ToTensor triu_indices tril_indices");
        Add(Elementwise.Filled, "zeros ones full new_zeros new_ones new_full");

        // Of results only.
        Add(
            ResultOnly("matrices and their parts are not row by row"),
            "diag diagonal trace tril triu det inverse pinverse cov corrcoef kron tensordot block_diag"
        );

        Add(
            ResultOnly("which rows it gives depends on the values; use where, or multiply with the mask"),
            "masked_select nonzero argwhere take"
        );
        Add(Unique, "unique unique_consecutive");

        // Never.
        Add(Refused("its distances are between every pair of rows"), "cdist dist pdist");
        Add(
            Refused("it is random: two evaluations of the metric would differ"),
            "rand randn randint randperm rand_like randn_like randint_like rand_out randn_out randint_out randperm_out bernoulli multinomial "
            + "normal dropout dropout1d dropout2d dropout3d feature_alpha_dropout poisson binomial rrelu alpha_dropout _sample_dirichlet"
        );
        Add(Refused("nothing sets its values; use zeros"), "empty empty_like empty_strided new_empty");
        Add(Refused("the rows are repeated, and meet rows that they are not"), "repeat_interleave");
        return table;

        void Add(Func<MemberCall, Value> member, string names)
        {
            foreach (var name in names.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
                table.Add(name, member);
        }
    }

    private static Value Where(MemberCall call) => call.Operands.Count < 2
        ? throw call.Refuse("which positions it gives depends on the values; use where with three operands")
        : Elementwise.Call(call);

    // The state is detached and read on the CPU anyway.
    private static Value Identity(MemberCall call) => call.Operands[0].Value;

    private static Value Search(MemberCall call)
    {
        if (!call.Tensors().Any(t => t.Tensor.IsRow))
            return Elementwise.Factory(call);

        // bucketize(values, boundaries), searchsorted(boundaries, values), isin(values, set): only the values may be row by row.
        var values = call.Name == "searchsorted" ? call["values"] ?? call["value"] : call.Operands[0].Value;
        if (call.Operands.Any(o => o.Value is TensorValue { IsRow: true } && o.Value != values))
            throw call.Refuse("what is searched has to be the same for all rows");
        if (call.Tensors().Any(t => t.Tensor.Stage == Stage.Result))
            throw call.Refuse(Elementwise.ResultInRows);
        return values is TensorValue rows ? rows with { Node = call.Emit() } : throw call.Refuse("what is looked up has to be a tensor");
    }

    private static Func<MemberCall, Value> ResultOnly(string reason) => call => call.Tensors().Any(t => t.Tensor.IsRow)
        ? throw call.Refuse($"'{call.Name}': {reason}; apply it to reductions")
        : ((TensorValue)Elementwise.Factory(call)) with { Rank = null };

    private static Value Unique(MemberCall call) => call.Input.IsRow
        ? throw call.Refuse(
            $"'{call.Name}': how many values differ depends on the values of all rows; count with one_hot or bincount of a given width")
        : new TupleValue([.. ((TupleValue)Axes.Tuple(call, 3)).Items.Select(Value (i) => ((TensorValue)i) with { Rank = null })]);

    private static Func<MemberCall, Value> Refused(string reason) => call => throw call.Refuse($"'{call.Name}': {reason}");
}
