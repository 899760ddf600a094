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
