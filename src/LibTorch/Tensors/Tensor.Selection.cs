using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Indices are int64 tensors.
    public partial class Tensor
    {
        /// <summary>The slices along an axis that the index names, in its order.</summary>
        public Tensor index_select(long dim, Tensor index) => Aten.index_select.Call(this, dim, index);

        /// <summary>out[i][j] = this[index[i][j]][j] for axis 0, and so on.</summary>
        public Tensor gather(long dim, Tensor index) => Aten.gather.Call(this, dim, index);

        /// <summary>One slice along an axis, without it; a view.</summary>
        public Tensor select(long dim, long index) => Aten.select_int.Call(this, dim, index);

        /// <summary>A range along an axis; a view.</summary>
        public Tensor narrow(long dim, long start, long length) => Aten.narrow.Call(this, dim, start, length);

        /// <summary>A range with a step along an axis; a view.</summary>
        /// <exception cref="ArgumentException">The step is below 1.</exception>
        public Tensor slice(long dim, long start, long finish, long step) => step >= 1
            ? Aten.slice_Tensor.Call(this, dim, start, finish, step)
            : throw new ArgumentException($"step is {step}, but it should always be positive.");

        /// <summary>The elements where the mask is true, as a vector.</summary>
        public Tensor masked_select(Tensor mask) => Aten.masked_select.Call(this, mask);

        /// <summary>The positions of elements that are not 0: [count, axes].</summary>
        public Tensor nonzero() => Aten.nonzero.Call(this);

        /// <summary>The k largest (or smallest) elements along an axis, and where they are.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Aten.topk.Call2(this, k, dim, largest, sorted);

        /// <summary>The elements in order along an axis, and where they were.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Aten.sort_stable.Call2(this, stable, dim, descending);

        /// <summary>The positions that would put the elements in order along an axis.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Aten.argsort.Call(this, dim, descending);

        /// <summary>A copy with this[index[i][j]][j] = src[i][j] for axis 0, and so on.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.scatter_src.Call(this, dim, index, src);

        /// <summary>The same in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Do(Aten.scatter__src, dim, index, src);

        /// <summary>A copy with src[i][j] added to this[index[i][j]][j] for axis 0, and so on.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.scatter_add.Call(this, dim, index, src);

        /// <summary>The same in place.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Do(Aten.scatter_add_, dim, index, src);

        /// <summary>A copy with the source's slices, times alpha, added to those that the index names.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Aten.index_add.Call(this, dim, index, source, alpha);

        /// <summary>The same in place.</summary>
        /// <exception cref="ArgumentException">The index is not int64.</exception>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => index.dtype == ScalarType.Int64
            ? Do(Aten.index_add_, dim, index, source, alpha)
            : throw new ArgumentException("Element type of 'index' must be 'Int64'");

        /// <summary>Writes the source's slices over those that the index names.</summary>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Do(Aten.index_copy_, dim, index, source);
    }
}
