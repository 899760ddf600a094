using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Views, unless said otherwise. A negative axis counts from the last.
    public partial class Tensor
    {
        /// <summary>Some axes moved to other places, the rest in their order.</summary>
        public Tensor movedim(long[] source, long[] destination) => Aten.movedim_intlist.Call(this, source, destination);

        /// <inheritdoc cref="movedim"/>
        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        /// <summary>Two axes swapped.</summary>
        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>Two axes swapped.</summary>
        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>All axes made one; copied if need be.</summary>
        public Tensor ravel() => Aten.ravel.Call(this);

        /// <summary>One axis made several; -1 is worked out from the others.</summary>
        /// <exception cref="ArgumentException">No such axis (TorchSharp takes no negative one here), or no lengths.</exception>
        public Tensor unflatten(long dim, params long[] sizes)
        {
            if (dim < 0 || dim >= ndim) throw new ArgumentException($"Invalid 'dim' argument: {dim}.");
            if (sizes.Length == 0) throw new ArgumentException("The number of output sizes is zero.");
            return Aten.unflatten_int.Call(this, dim, sizes);
        }

        /// <summary>Axes of length 1 repeated without copying, and new ones put in front.</summary>
        public Tensor broadcast_to(params long[] shape) => Aten.broadcast_to.Call(this, shape);

        /// <summary>At least one axis.</summary>
        public Tensor atleast_1d() => Aten.atleast_1d.Call(this);

        /// <summary>At least two axes.</summary>
        public Tensor atleast_2d() => Aten.atleast_2d.Call(this);

        /// <summary>At least three axes.</summary>
        public Tensor atleast_3d() => Aten.atleast_3d.Call(this);

        /// <summary>Windows of a given length along an axis, as a last axis.</summary>
        public Tensor unfold(long dimension, long size, long step) => Aten.unfold.Call(this, dimension, size, step);

        /// <summary>The elements on a diagonal of two axes, as a last axis.</summary>
        /// <exception cref="ArgumentException">The axes are the same.</exception>
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => dim1 != dim2
            ? Aten.diagonal.Call(this, offset, dim1, dim2)
            : throw new ArgumentException($"Diagonal dimensions cannot be identical {dim1}, {dim2}");

        /// <summary>The last axis as the diagonal of two new axes, 0 elsewhere; a copy.</summary>
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Aten.diag_embed.Call(this, offset, dim1, dim2);

        /// <summary>All elements on the diagonal of a matrix, 0 elsewhere; a copy.</summary>
        public Tensor diagflat(long offset = 0) => Aten.diagflat.Call(this, offset);

        /// <summary>Without one axis of length 1, or without all of them, in place.</summary>
        public Tensor squeeze_(long? dim = null) => dim is { } axis ? Do(Aten.squeeze__dim, axis) : Do(Aten.squeeze_);

        /// <summary>With an axis of length 1 put in, in place.</summary>
        public Tensor unsqueeze_(long dim) => Do(Aten.unsqueeze_, dim);
    }
}
