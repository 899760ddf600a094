using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// <c>matmul</c> as generated code calls it: TorchSharp's own ends the process where the shapes or types of two tensors do not fit
/// (docs/torchsharp-traps.md). The products that it consists of throw.
/// </summary>
public static class MatrixProduct
{
    /// <summary>The product of vectors, matrices, or stacks of matrices, as torch defines matmul.</summary>
    /// <param name="left">[k], [n, k] or […, n, k].</param>
    /// <param name="right">[k], [k, m] or […, k, m], of the same type and on the same device.</param>
    /// <returns>The product, in the current dispose scope.</returns>
    /// <exception cref="System.Exception">The shapes, types or devices do not fit; the message is torch's.</exception>
    public static Tensor Of(Tensor left, Tensor right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return (left.Dimensions, right.Dimensions) switch
        {
            (1, 1) => left.dot(right),
            (2, 1) => left.mv(right),
            (2, 2) => left.mm(right),
            (1, 2) => left.unsqueeze(0).mm(right).squeeze(0),
            (1, > 2) => einsum("k,...km->...m", left, right),
            ( > 2, 1) => einsum("...nk,k->...n", left, right),
            _ => einsum("...nk,...km->...nm", left, right),
        };
    }
}

/// <summary>
/// What each row weighs in a loss that is averaged: torch divides the sum of the losses by the sum of these, not by the number of rows,
/// where classes have weights or are ignored (https://pytorch.org/docs/stable/generated/torch.nn.NLLLoss.html).
/// </summary>
public static class LossCounts
{
    /// <summary>The denominators of <c>cross_entropy</c>.</summary>
    /// <param name="input">Scores, shape [n, classes] or [n, classes, d1, …].</param>
    /// <param name="target">Class indices, shape [n] or [n, d1, …]; or class probabilities, shaped as the scores.</param>
    /// <param name="weight">Weights of the classes, shape [classes]; null for 1.</param>
    /// <param name="ignoreIndex">The class index whose rows do not count.</param>
    /// <returns>Shape [n] or [n, d1, …]; bool without class weights or for probabilities, which torch averages over all rows, else the weights' type.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static Tensor CrossEntropy(Tensor input, Tensor target, Tensor? weight, long ignoreIndex)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        long[] scores = input.Sizes(), labels = target.Sizes();
        if (scores.Length < 2) throw new ArgumentException($"The scores are {ShapeText.Of(scores)}, but must be [n, classes].", nameof(input));
        if (is_floating_point(target.dtype) && scores.AsSpan().SequenceEqual(labels))
            return ones([scores[0], .. scores[2..]], ScalarType.Bool, input.device);
        if (labels.Length != scores.Length - 1 || labels[0] != scores[0] || !labels.AsSpan(1).SequenceEqual(scores.AsSpan(2)))
            throw new ArgumentException($"The scores are {ShapeText.Of(scores)} and the labels {ShapeText.Of(labels)}, which do not fit.", nameof(target));
        var counted = target.ne(ignoreIndex);
        if (weight is null) return counted;
        if (weight.Sizes() is not [var classes] || classes != scores[1])
            throw new ArgumentException($"The class weights are {ShapeText.Of(weight)}, but must be [{scores[1]}].", nameof(weight));

        // The ignored index is often -100, which no table holds.
        var found = target.to_type(ScalarType.Int64).masked_fill(counted.logical_not(), 0).reshape(-1);
        return weight.index_select(0, found).reshape(labels).masked_fill(counted.logical_not(), 0);
    }

    /// <summary>The denominators of <c>nll_loss</c>, which ignores class -100.</summary>
    /// <param name="input">Logarithms of probabilities, shape [n, classes] or [n, classes, d1, …].</param>
    /// <param name="target">Class indices, shape [n] or [n, d1, …].</param>
    /// <param name="weight">Weights of the classes, shape [classes]; null for 1.</param>
    /// <returns>As <see cref="CrossEntropy"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static Tensor Nll(Tensor input, Tensor target, Tensor? weight) => CrossEntropy(input, target, weight, -100);
}
