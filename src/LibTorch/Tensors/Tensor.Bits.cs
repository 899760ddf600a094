using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
#pragma warning disable CS1591
        public Tensor bitwise_and(Tensor other) => Aten.bitwise_and_Tensor.Call(this, other);
        public Tensor bitwise_or(Tensor other) => Aten.bitwise_or_Tensor.Call(this, other);
        public Tensor bitwise_xor(Tensor other) => Aten.bitwise_xor_Tensor.Call(this, other);
        public Tensor bitwise_not() => Aten.bitwise_not.Call(this);
        public Tensor bitwise_left_shift(Tensor other) => Aten.bitwise_left_shift_Tensor.Call(this, other);
        public Tensor bitwise_right_shift(Tensor other) => Aten.bitwise_right_shift_Tensor.Call(this, other);
        public Tensor bitwise_and_(Tensor other) => Do(Aten.bitwise_and__Tensor, other);
        public Tensor bitwise_or_(Tensor other) => Do(Aten.bitwise_or__Tensor, other);
        public Tensor bitwise_xor_(Tensor other) => Do(Aten.bitwise_xor__Tensor, other);
        public Tensor bitwise_not_() => Do(Aten.bitwise_not_);
        public Tensor logical_and_(Tensor other) => Do(Aten.logical_and_, other);
        public Tensor logical_or_(Tensor other) => Do(Aten.logical_or_, other);
        public Tensor logical_xor_(Tensor other) => Do(Aten.logical_xor_, other);
        public Tensor logical_not_() => Do(Aten.logical_not_);
#pragma warning restore CS1591
    }
}
