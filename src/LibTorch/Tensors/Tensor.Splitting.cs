using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Pieces along an axis, the first ones longer by 1 where the length is not a multiple.</summary>
        public Tensor[] tensor_split(long size, long dim = 0) => Aten.tensor_split_sections.CallList(this, size, dim);

        /// <summary>Pieces along an axis, cut before the given positions.</summary>
        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Aten.tensor_split_indices.CallList(this, sizes, dim);

        /// <inheritdoc cref="tensor_split(long[], long)"/>
        /// <exception cref="ArgumentException">The indices are not int64.</exception>
        public Tensor[] tensor_split(Tensor indices, long dim = 0) => indices.dtype == ScalarType.Int64
            ? Aten.tensor_split_tensor_indices_or_sections.CallList(this, indices, dim)
            : throw new ArgumentException("Tensor indices should be Int64 in 'tensor_split'");

        /// <inheritdoc cref="split(long[], long)"/>
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);

        /// <inheritdoc cref="split(long[], long)"/>
        public Tensor[] split(params long[] sizes) => split(sizes, 0L);
    }
}
