using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Products and sums of the tensors' elements as Einstein's notation says: <c>bij,bjk->bik</c>.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.einsum.Call(equation, tensors);

    /// <summary>The p-norms of the differences between the rows of x1 [.., n, k] and of x2 [.., m, k]: [.., n, m].</summary>
    /// <exception cref="ArgumentException">p is negative.</exception>
    public static Tensor cdist(
        Tensor x1, Tensor x2, double p = 2.0, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) => p < 0
        ? throw new ArgumentException("p must be non-negative")
        : Aten.cdist.Call(x1, x2, p, compute_mode == 0 ? Arg.None : (long)compute_mode);
}
