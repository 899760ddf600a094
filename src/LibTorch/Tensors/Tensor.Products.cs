using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The product of each element with each of another vector.</summary>
        public Tensor outer(Tensor vec2) => Aten.outer.Call(this, vec2);

        /// <inheritdoc cref="outer"/>
        public Tensor ger(Tensor vec2) => Aten.ger.Call(this, vec2);

        /// <summary>The sums of products along the last axes.</summary>
        public Tensor inner(Tensor vec2) => Aten.inner.Call(this, vec2);

        /// <summary>The product of two vectors, the first conjugated.</summary>
        public Tensor vdot(Tensor target) => Aten.vdot.Call(this, target);

        /// <summary>Kronecker's product.</summary>
        public Tensor kron(Tensor other) => Aten.kron.Call(this, other);

        /// <summary>The sums of products along axes of this tensor and of another.</summary>
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Aten.tensordot.Call(this, b, dims1, dims2);

        /// <inheritdoc cref="tensordot(Tensor, long[], long[])"/>
        public Tensor tensordot(Tensor b, (long, long)[] dims) =>
            tensordot(b, [.. dims.Select(d => d.Item1)], [.. dims.Select(d => d.Item2)]);

        /// <paramref name="beta"/> * this + <paramref name="alpha"/> * mat1 mat2.
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1.0f, float alpha = 1.0f) =>
            Aten.addmm.Call(this, mat1, mat2, (double)beta, (double)alpha);

        /// <paramref name="beta"/> * this + <paramref name="alpha"/> * mat vec.
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1.0f, float alpha = 1.0f) =>
            Aten.addmv.Call(this, mat, vec, (double)beta, (double)alpha);

        /// <paramref name="beta"/> * this + <paramref name="alpha"/> * the sum of the products of a batch of matrices.
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1.0f, float alpha = 1.0f) =>
            Aten.addbmm.Call(this, batch1, batch2, (double)beta, (double)alpha);

        /// <paramref name="beta"/> * this + <paramref name="alpha"/> * the outer product of two vectors.
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1.0f, float alpha = 1.0f) =>
            Aten.addr.Call(this, vec1, vec2, (double)beta, (double)alpha);

        /// <summary>The p-norm of the difference.</summary>
        public Tensor dist(Tensor other, float p = 2.0f) => Aten.dist.Call(this, other, (double)p);

        /// <summary>The sum of a matrix' diagonal.</summary>
        /// <exception cref="ArgumentException">Not a matrix.</exception>
        public Tensor trace() => ndim == 2
            ? Aten.trace.Call(this)
            : throw new ArgumentException($"Expected a matrix, but got tensor with ndim == {ndim}");

        /// <summary>The last two axes swapped.</summary>
        public Tensor mT => Aten.mT.Call(this);

        /// <summary>The last two axes swapped, and conjugated.</summary>
        public Tensor mH => Aten.mH.Call(this);

        /// <summary>A matrix transposed, and conjugated.</summary>
        public Tensor H
        {
            get
            {
                var transposed = transpose(0, 1);
                if (!is_complex()) return transposed;
                using (transposed) return Aten.conj.Call(transposed);
            }
        }
    }
}
