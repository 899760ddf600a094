using System.ComponentModel;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// <c>matmul</c> for generated code. TorchSharp's own aborts the process if shapes or types do not match (docs/torchsharp-traps.md); the
/// products used here throw instead.
/// </summary>
public static class MatMul
{
    /// <summary>Computes the product of vectors, matrices or batches of matrices, as torch's matmul.</summary>
    /// <param name="left">[k], [n, k] or […, n, k].</param>
    /// <param name="right">[k], [k, m] or […, k, m], of the same type and on the same device.</param>
    /// <returns>The product, in the current dispose scope.</returns>
    /// <exception cref="System.Exception">The shapes, types or devices do not match. The message is torch's.</exception>
    public static Tensor Compute(Tensor left, Tensor right)
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

/// <summary><c>index_add</c> row by row, for generated code: the sum over the rows is that of the rows together.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowScatter
{
    /// <summary>Places the value of each row at the row's index. NaN stays at its index, where a product with one-hot rows would spread
    /// it.</summary>
    /// <param name="index">Integers from 0 to <paramref name="width"/> - 1, shape [n].</param>
    /// <param name="source">The values, shape [n, …].</param>
    /// <param name="width">The number of indices.</param>
    /// <returns>Zeros but for the values: shape [n, width, …], of the type of the values.</returns>
    /// <exception cref="System.Exception">An index is out of range. The message is torch's.</exception>
    public static Tensor Compute(Tensor index, Tensor source, long width)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(source);
        var sizes = source.Sizes();
        var column = index.to_type(ScalarType.Int64).reshape([sizes[0], .. Enumerable.Repeat(1L, sizes.Length)]);
        return zeros([sizes[0], width, .. sizes[1..]], source.dtype, source.device)
            .scatter_(1, column.expand([sizes[0], 1, .. sizes[1..]]), source.unsqueeze(1));
    }
}

/// <summary>
/// The denominators of averaged losses. If classes have weights or are ignored, torch divides the sum of the losses by the sum of the
/// weights of the labels, not by the number of rows (https://pytorch.org/docs/stable/generated/torch.nn.NLLLoss.html).
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LossDenominators
{
    /// <summary>Computes the denominators of <c>cross_entropy</c>.</summary>
    /// <param name="input">Scores, shape [n, classes] or [n, classes, d1, …].</param>
    /// <param name="target">Class indices, shape [n] or [n, d1, …]; or class probabilities, shaped as the scores.</param>
    /// <param name="weight">The weights of the classes, shape [classes]; null for 1.</param>
    /// <param name="ignoreIndex">The class index to ignore.</param>
    /// <returns>A tensor of shape [n] or [n, d1, …]: bool without class weights or for probabilities, which torch averages over all rows,
    /// otherwise the weights' type.</returns>
    /// <exception cref="ArgumentException">The shapes do not match.</exception>
    public static Tensor CrossEntropy(Tensor input, Tensor target, Tensor? weight, long ignoreIndex)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        long[] scores = input.Sizes(),
            labels = target.Sizes();
        if (scores.Length < 2)
            throw new ArgumentException(
                $"The scores have shape {ShapeText.Format(scores)}, but must have shape [n, classes].",
                nameof(input)
            );
        if (is_floating_point(target.dtype) && scores.AsSpan().SequenceEqual(labels))
            return ones([scores[0], .. scores[2..]], ScalarType.Bool, input.device);
        if (labels.Length != scores.Length - 1 || labels[0] != scores[0] || !labels.AsSpan(1).SequenceEqual(scores.AsSpan(2)))
            throw new ArgumentException(
                $"The scores have shape {ShapeText.Format(scores)} and the labels {ShapeText.Format(labels)}, which do not match.",
                nameof(target)
            );
        var counted = target.ne(ignoreIndex);
        if (weight is null) return counted;
        if (weight.Sizes() is not [var classes] || classes != scores[1])
            throw new ArgumentException(
                $"The class weights have shape {ShapeText.Format(weight)}, but must have shape [{scores[1]}].",
                nameof(weight)
            );

        // The ignored index is often -100, which is not a valid index of the weights.
        var found = target.to_type(ScalarType.Int64).masked_fill(counted.logical_not(), 0).reshape(-1);
        return weight.index_select(0, found).reshape(labels).masked_fill(counted.logical_not(), 0);
    }

    /// <summary>Computes the denominators of <c>nll_loss</c>, which ignores class -100.</summary>
    /// <param name="input">Logarithms of probabilities, shape [n, classes] or [n, classes, d1, …].</param>
    /// <param name="target">Class indices, shape [n] or [n, d1, …].</param>
    /// <param name="weight">The weights of the classes, shape [classes]; null for 1.</param>
    /// <returns>As <see cref="CrossEntropy"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not match.</exception>
    public static Tensor Nll(Tensor input, Tensor target, Tensor? weight) => CrossEntropy(input, target, weight, -100);
}
