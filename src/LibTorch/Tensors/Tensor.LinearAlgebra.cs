using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The matrix product: of vectors, matrices or, along leading axes, batches.</summary>
        public Tensor matmul(Tensor target) => Aten.matmul.Call(this, target);

        /// <summary>[n, k] times [k, m].</summary>
        public Tensor mm(Tensor target) => Aten.mm.Call(this, target);

        /// <summary>[b, n, k] times [b, k, m].</summary>
        public Tensor bmm(Tensor batch2) => Aten.bmm.Call(this, batch2);

        /// <summary>[n, k] times [k].</summary>
        public Tensor mv(Tensor target) => Aten.mv.Call(this, target);

        /// <summary>The product of two vectors.</summary>
        public Tensor dot(Tensor target) => Aten.dot.Call(this, target);

        /// <summary>The elements on a diagonal of a matrix, or a matrix with this vector on its diagonal.</summary>
        public Tensor diag(long diagonal = 0) => Aten.diag.Call(this, diagonal);

        /// <summary>The lower triangle.</summary>
        public Tensor tril(long diagonal = 0) => Aten.tril.Call(this, diagonal);

        /// <summary>The upper triangle.</summary>
        public Tensor triu(long diagonal = 0) => Aten.triu.Call(this, diagonal);
    }
}
