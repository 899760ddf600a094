using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How an integer quotient is rounded.</summary>
    public enum RoundingMode
    {
        /// <summary>Not at all: the quotient is a floating-point number.</summary>
        None = 0,

        /// <summary>Towards zero.</summary>
        trunc = 1,

        /// <summary>Towards minus infinity.</summary>
        floor = 2,
    }

    // Elementwise with broadcasting. A trailing underscore writes into the tensor itself, which is returned.
    public partial class Tensor
    {
#pragma warning disable CS1591
        public Tensor add(Tensor target) => Aten.add_Tensor.Call(this, target);
        public Tensor add(Tensor target, Scalar alpha) => Aten.add_Tensor.Call(this, target, alpha);
        public Tensor add(Scalar scalar) => Aten.add_Scalar.Call(this, scalar);
        public Tensor add(Scalar scalar, Scalar alpha) => Aten.add_Scalar.Call(this, scalar, alpha);
        public Tensor sub(Tensor target) => Aten.sub_Tensor.Call(this, target);
        public Tensor sub(Scalar target) => Aten.sub_Scalar.Call(this, target);
        public Tensor mul(Tensor target) => Aten.mul_Tensor.Call(this, target);
        public Tensor mul(Scalar target) => Aten.mul_Scalar.Call(this, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.div_Tensor_mode.Call(this, target, Name(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.div_Scalar_mode.Call(this, target, Name(rounding_mode));

        public Tensor remainder(Tensor target) => Aten.remainder_Tensor.Call(this, target);
        public Tensor remainder(Scalar scalar) => Aten.remainder_Scalar.Call(this, scalar);
        public Tensor pow(Tensor exponent) => Aten.pow_Tensor_Tensor.Call(this, exponent);
        public Tensor pow(Scalar exponent) => Aten.pow_Tensor_Scalar.Call(this, exponent);
        public Tensor maximum(Tensor other) => Aten.maximum.Call(this, other);
        public Tensor minimum(Tensor other) => Aten.minimum.Call(this, other);

        public Tensor add_(Tensor target) => Do(Aten.add__Tensor, target);
        public Tensor add_(Tensor target, Scalar alpha) => Do(Aten.add__Tensor, target, alpha);
        public Tensor add_(Scalar scalar) => Do(Aten.add__Scalar, scalar);
        public Tensor add_(Scalar scalar, Scalar alpha) => Do(Aten.add__Scalar, scalar, alpha);
        public Tensor sub_(Tensor target) => Do(Aten.sub__Tensor, target);
        public Tensor sub_(Scalar target) => Do(Aten.sub__Scalar, target);
        public Tensor mul_(Tensor target) => Do(Aten.mul__Tensor, target);
        public Tensor mul_(Scalar target) => Do(Aten.mul__Scalar, target);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Do(Aten.div__Tensor_mode, target, Name(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Do(Aten.div__Scalar_mode, target, Name(rounding_mode));

        public Tensor pow_(Tensor exponent) => Do(Aten.pow__Tensor, exponent);
        public Tensor pow_(Scalar exponent) => Do(Aten.pow__Scalar, exponent);
#pragma warning restore CS1591

        /// <summary>Adds <paramref name="value"/> * <paramref name="tensor1"/> * <paramref name="tensor2"/> in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Do(Aten.addcmul_, tensor1, tensor2, value);

        /// <summary>Adds <paramref name="value"/> * <paramref name="tensor1"/> / <paramref name="tensor2"/> in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Do(Aten.addcdiv_, tensor1, tensor2, value);

        /// <summary>Adds <paramref name="tensor1"/> / <paramref name="tensor2"/> in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Do(Aten.addcdiv_, tensor1, tensor2);

        /// <summary>Moves towards <paramref name="end"/> by the fraction <paramref name="weight"/>, in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Do(Aten.lerp__Tensor, end, weight);

        /// <summary>Sets every element to 0. Returns a new object for this tensor, as TorchSharp does.</summary>
        public Tensor zero_()
        {
            Aten.zero_.Do(this);
            return alias();
        }

        /// <summary>Sets every element to a value.</summary>
        public Tensor fill_(Scalar value) => Do(Aten.fill__Scalar, value);

        /// <summary>Copies another tensor's elements into this one, broadcast and converted to its type and device.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Do(Aten.copy_, source, nonBlocking);

        private static string? Name(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();

        private Tensor Do(Operator op)
        {
            op.Do(this);
            return this;
        }

        private Tensor Do(Operator op, Arg first)
        {
            op.Do(this, first);
            return this;
        }

        private Tensor Do(Operator op, Arg first, Arg second)
        {
            op.Do(this, first, second);
            return this;
        }

        private Tensor Do(Operator op, Arg first, Arg second, Arg third)
        {
            op.Do(this, first, second, third);
            return this;
        }

        private Tensor Do(Operator op, Arg first, Arg second, Arg third, Arg fourth)
        {
            op.Do(this, first, second, third, fourth);
            return this;
        }
    }
}
