using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Sums and products, of all elements or running along an axis.
    public partial class Tensor
    {
        /// <summary>The sum of the elements that are not NaN.</summary>
        public Tensor nansum() => Aten.nansum.Call(this);

        /// <summary>The running products along an axis.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.cumprod.Call(this, dim, type);

        /// <summary>The logarithms of the running sums of exp(x) along an axis, computed stably.</summary>
        public Tensor logcumsumexp(long dim) => Aten.logcumsumexp.Call(this, dim);

        /// <summary>The largest elements so far along an axis, and where they are.</summary>
        public (Tensor values, Tensor indexes) cummax(long dim) => Aten.cummax.Call2(this, dim);

        /// <summary>The smallest elements so far along an axis, and where they are.</summary>
        public (Tensor values, Tensor indexes) cummin(long dim) => Aten.cummin.Call2(this, dim);

        /// <summary>The differences between neighbours along an axis, with other elements put before and behind them.</summary>
        /// <exception cref="NotImplementedException">n is not 1: as in TorchSharp, take differences of differences instead.</exception>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => n == 1
            ? Aten.diff.Call(this, n, dim, prepend, append)
            : throw new NotImplementedException("Tensor.diff with n != 1");

        /// <summary>The area under y along an axis by the trapezoidal rule, at points dx apart.</summary>
        public Tensor trapezoid(double dx = 1.0, long dim = -1) => Aten.trapezoid_dx.Call(this, dx, dim);

        /// <summary>The same at points x.</summary>
        public Tensor trapezoid(Tensor x, long dim = -1) => Aten.trapezoid_x.Call(this, x, dim);

        /// <summary>The areas so far under y along an axis, at points dx apart.</summary>
        public Tensor cumulative_trapezoid(double dx = 1.0, long dim = -1) => Aten.cumulative_trapezoid_dx.Call(this, dx, dim);

        /// <summary>The same at points x.</summary>
        public Tensor cumulative_trapezoid(Tensor x, long dim = -1) => Aten.cumulative_trapezoid_x.Call(this, x, dim);

        /// <inheritdoc cref="amax(long[])"/>
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amax(dims.ToArray(), keepdim, @out);

        /// <inheritdoc cref="amin(long[])"/>
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amin(dims.ToArray(), keepdim, @out);
    }
}
