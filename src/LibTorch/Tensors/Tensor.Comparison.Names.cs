using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Longer names, and comparisons that know NaN and the infinities.
    public partial class Tensor
    {
#pragma warning disable CS1591
        public Tensor greater(Tensor target) => gt(target);
        public Tensor greater_equal(Tensor target) => ge(target);
        public Tensor less(Tensor target) => lt(target);
        public Tensor less_equal(Tensor target) => le(target);
        public Tensor not_equal(Tensor target) => ne(target);
        public Tensor isposinf() => Aten.isposinf.Call(this);
        public Tensor isneginf() => Aten.isneginf.Call(this);
        public Tensor isreal() => Aten.isreal.Call(this);
#pragma warning restore CS1591

        /// <summary>The elementwise larger of two numbers, or the one that is not NaN.</summary>
        public Tensor fmax(Tensor other) => Aten.fmax.Call(this, other);

        /// <summary>The elementwise smaller of two numbers, or the one that is not NaN.</summary>
        public Tensor fmin(Tensor other) => Aten.fmin.Call(this, other);

        /// <summary>Whether the single element is not 0.</summary>
        public bool is_nonzero() => Aten.is_nonzero.CallScalar(this).Bits != 0;
    }
}
