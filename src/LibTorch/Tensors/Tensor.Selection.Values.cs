using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements at positions of the flattened tensor.</summary>
        public Tensor take(Tensor index) => Aten.take.Call(this, index);

        /// <summary>out[i][j] = this[index[i][j]][j] for axis 0, and so on, with the other axes broadcast.</summary>
        public Tensor take_along_dim(Tensor indices, long dim) => Aten.take_along_dim.Call(this, indices, dim);

        /// <summary>The elements at positions of the flattened tensor.</summary>
        public Tensor take_along_dim(Tensor indices) => Aten.take_along_dim.Call(this, indices);

        /// <inheritdoc cref="take_along_dim(Tensor, long)"/>
        public Tensor take_along_dim(IEnumerable<long> indices, long dim) => take_along_dim(tensor(indices.ToArray()), dim);

        /// <inheritdoc cref="take_along_dim(Tensor)"/>
        public Tensor take_along_dim(IEnumerable<long> indices) => take_along_dim(tensor(indices.ToArray()));

        /// <summary>A copy with the value's elements, in their order, where the mask is true.</summary>
        public Tensor masked_scatter(Tensor mask, Tensor value) => Aten.masked_scatter.Call(this, mask, value);

        /// <summary>The same in place.</summary>
        public Tensor masked_scatter_(Tensor mask, Tensor value) => Do(Aten.masked_scatter_, mask, value);

        /// <summary>A copy with a value in the slices along an axis that the index names.</summary>
        /// <exception cref="ArgumentException">The index is not int64.</exception>
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Aten.index_fill_int_Scalar.Call(this, dim, Positions(index), value);

        /// <summary>The same in place.</summary>
        /// <exception cref="ArgumentException">The index is not int64.</exception>
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Do(Aten.index_fill__int_Scalar, dim, Positions(index), value);

        /// <summary>A copy with the source's slices over those that the index names.</summary>
        /// <exception cref="ArgumentException">The index is not int64.</exception>
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Aten.index_copy.Call(this, dim, Positions(index), source);

        /// <summary>Writes a value over the elements at an index.</summary>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var element = torch.full([], value, dtype, device);
            return index_put_(element, indices, false);
        }

        /// <summary>Writes a value over the elements at positions given by tensors.</summary>
        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, [.. indices.Select(TensorIndex.Tensor)]);

        private static Tensor Positions(Tensor index) => index.dtype == ScalarType.Int64
            ? index
            : throw new ArgumentException("Element type of 'index' must be 'Int64'");
    }
}
