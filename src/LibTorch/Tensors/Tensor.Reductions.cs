using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // `keepdim` leaves the reduced axes in place with length 1; `type` converts before reducing.
    public partial class Tensor
    {
        /// <summary>
        /// The sum of all elements. Mind that <c>sum(0)</c> binds here, because C# converts the literal 0 to any enum: write <c>sum(dim: 0)</c>.
        /// </summary>
        public Tensor sum(ScalarType? type = null) => Aten.sum.Call(this, type);

        /// <summary>The sums along an axis.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        /// <summary>The sums along two axes.</summary>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        /// <summary>The sums along three axes.</summary>
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum([dim0, dim1, dim2], keepdim, type);

        /// <summary>The sums along some axes.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Aten.sum_dim_IntList.Call(this, dim, keepdim, type);

        /// <summary>The sums along some axes.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => Aten.mean.Call(this);

        /// <summary>The means along some axes.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Aten.mean_dim.Call(this, dimensions, keepdim, type);

        /// <summary>The product of all elements; see <see cref="sum(ScalarType?)"/> for <c>prod(0)</c>.</summary>
        public Tensor prod(ScalarType? type = null) => Aten.prod.Call(this, type);

        /// <summary>The products along an axis.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Aten.prod_dim_int.Call(this, dim, keepdim, type);

        /// <summary>The largest element.</summary>
        public Tensor max() => Aten.max.Call(this);

        /// <summary>The elementwise larger of two tensors.</summary>
        public Tensor max(Tensor other) => Aten.max_other.Call(this, other);

        /// <summary>The largest elements along an axis, and where they are.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Aten.max_dim.Call2(this, dim, keepdim);

        /// <summary>The smallest element.</summary>
        public Tensor min() => Aten.min.Call(this);

        /// <summary>The elementwise smaller of two tensors.</summary>
        public Tensor min(Tensor other) => Aten.min_other.Call(this, other);

        /// <summary>The smallest elements along an axis, and where they are.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Aten.min_dim.Call2(this, dim, keepdim);

        /// <summary>The largest elements along some axes; the gradient is shared by equal ones.</summary>
        public Tensor amax(params long[] dims) => amax(dims, false);

        /// <inheritdoc cref="amax(long[])"/>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Aten.amax.Call(this, dims, keepdim));

        /// <summary>The smallest elements along some axes; the gradient is shared by equal ones.</summary>
        public Tensor amin(params long[] dims) => amin(dims, false);

        /// <inheritdoc cref="amin(long[])"/>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Aten.amin.Call(this, dims, keepdim));

        /// <summary>The flat position of the largest element, int64.</summary>
        public Tensor argmax() => Aten.argmax.Call(this);

        /// <summary>The positions of the largest elements along an axis, int64.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Aten.argmax.Call(this, dim, keepdim);

        /// <summary>The flat position of the smallest element, int64.</summary>
        public Tensor argmin() => Aten.argmin.Call(this);

        /// <summary>The positions of the smallest elements along an axis, int64.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Aten.argmin.Call(this, dim, keepdim);

        /// <summary>Whether all elements are true (not 0).</summary>
        public Tensor all() => Aten.all.Call(this);

        /// <summary>The same along an axis.</summary>
        public Tensor all(long dim, bool keepdim = false) => Aten.all_dim.Call(this, dim, keepdim);

        /// <summary>Whether any element is true (not 0).</summary>
        public Tensor any() => Aten.any.Call(this);

        /// <summary>The same along an axis.</summary>
        public Tensor any(long dim, bool keepdim = false) => Aten.any_dim.Call(this, dim, keepdim);

        /// <summary>log(sum(exp(x))) along an axis, computed stably.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.logsumexp.Call(this, new[] { dim }, keepdim);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Aten.norm_Scalar.Call(this, (double)p);

        /// <summary>The p-norms along an axis.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) =>
            Aten.norm_ScalarOpt_dim.Call(this, (double)p, new[] { (long)dim }, keepdim);

        /// <summary>The running sums along an axis.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.cumsum.Call(this, dim, type);

        /// <summary>How often each of 0, 1, 2 … occurs in a vector of integers, or the sum of the weights where it does.</summary>
        public Tensor bincount(Tensor? weights, long minlength = 0) => Aten.bincount.Call(this, weights, minlength);

        private static Tensor Into(Tensor? target, Tensor result)
        {
            if (target is null) return result;
            using (result) return target.copy_(result).alias();
        }
    }
}
