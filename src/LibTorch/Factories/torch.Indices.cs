using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <paramref name="base"/> to the powers from start to end, evenly spaced, both included.
    public static Tensor logspace(
        double start, double end, long steps, double @base = 10.0, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finish(Aten.logspace.Call(start, end, steps, @base, dtype, Arg.None, device), requires_grad, null);

    /// <summary>The positions of a matrix' lower triangle: a row of rows and a row of columns.</summary>
    /// <exception cref="ArgumentException">The type is no integer.</exception>
    public static Tensor tril_indices(
        long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Aten.tril_indices.Call(row, col, offset, Integral(dtype), Arg.None, device);

    /// <summary>The positions of a matrix' upper triangle: a row of rows and a row of columns.</summary>
    /// <exception cref="ArgumentException">The type is no integer.</exception>
    public static Tensor triu_indices(
        long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Aten.triu_indices.Call(row, col, offset, Integral(dtype), Arg.None, device);

    private static ScalarType Integral(ScalarType type) => is_integral(type) ? type : throw new ArgumentException("dtype must be integral.");
}
