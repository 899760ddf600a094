using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Views share memory with the tensor. A negative axis counts from the last; a length of -1 is worked out from the others.
    public partial class Tensor
    {
        /// <summary>A transposed matrix: axes 0 and 1 swapped.</summary>
        public Tensor t() => Aten.t.Call(this);

        /// <summary>All axes in reverse order.</summary>
        public Tensor T => Aten.numpy_T.Call(this);

        /// <summary>Two axes swapped.</summary>
        public Tensor transpose(long dim0, long dim1) => Aten.transpose_int.Call(this, dim0, dim1);

        /// <summary>The axes in another order.</summary>
        public Tensor permute(params long[] permutation) => Aten.permute.Call(this, permutation);

        /// <summary>The axes in another order.</summary>
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        /// <summary>Another shape over the same memory, where the strides allow it.</summary>
        public Tensor view(params long[] shape) => Aten.view.Call(this, shape);

        /// <summary>The shape of another tensor over the same memory.</summary>
        public Tensor view_as(Tensor other) => Aten.view_as.Call(this, other);

        /// <summary>Another shape, copied where it cannot be a view.</summary>
        public Tensor reshape(params long[] shape) => Aten.reshape.Call(this, shape);

        /// <summary>The axes from one to another made one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.flatten_using_ints.Call(this, start_dim, end_dim);

        /// <summary>Without one axis of length 1, or without all of them.</summary>
        public Tensor squeeze(long? dim = null) => dim is { } axis ? Aten.squeeze_dim.Call(this, axis) : Aten.squeeze.Call(this);

        /// <summary>With an axis of length 1 put in.</summary>
        public Tensor unsqueeze(long dim) => Aten.unsqueeze.Call(this, dim);

        /// <summary>Row-major without gaps: this tensor's elements, copied if need be.</summary>
        public Tensor contiguous() => Aten.contiguous.Call(this);

        /// <summary>Axes of length 1 repeated without copying; -1 keeps an axis as it is.</summary>
        public Tensor expand(params long[] sizes) => expand(sizes, false);

        /// <inheritdoc cref="expand(long[])"/>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.expand.Call(this, sizes, isImplicit);

        /// <inheritdoc cref="expand(long[])"/>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);

        /// <summary>Expanded to the shape of another tensor.</summary>
        public Tensor expand_as(Tensor other) => Aten.expand_as.Call(this, other);

        /// <summary>Copies of the tensor along each axis.</summary>
        public Tensor repeat(params long[] sizes) => Aten.repeat.Call(this, sizes);

        /// <summary>Slices along an axis, without it.</summary>
        public Tensor[] unbind(long dimension = 0) => Aten.unbind_int.CallList(this, dimension);

        /// <summary>Pieces of equal length along an axis; the last may be shorter.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => Aten.chunk.CallList(this, chunks, dim);

        /// <summary>Pieces of a given length along an axis; the last may be shorter.</summary>
        public Tensor[] split(long size, int dim = 0) => Aten.split_Tensor.CallList(this, size, dim);

        /// <summary>Pieces of given lengths along an axis.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.split_sizes.CallList(this, sizes, dim);

        /// <summary>The elements in reverse order along some axes.</summary>
        public Tensor flip(params long[] dims) => Aten.flip.Call(this, dims);
    }
}
