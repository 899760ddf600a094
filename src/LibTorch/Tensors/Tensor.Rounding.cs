using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Parts and signs of numbers, and division.
    public partial class Tensor
    {
#pragma warning disable CS1591
        public Tensor trunc() => Aten.trunc.Call(this);
        public Tensor fix() => trunc();
        public Tensor frac() => Aten.frac.Call(this);
        public Tensor sgn() => Aten.sgn.Call(this);
        public Tensor signbit() => Aten.signbit.Call(this);
        public Tensor negative() => neg();
        public Tensor absolute() => abs();
        public Tensor fmod(Tensor target) => Aten.fmod_Tensor.Call(this, target);
        public Tensor fmod(Scalar scalar) => Aten.fmod_Scalar.Call(this, scalar);
        public Tensor floor_divide(Tensor other) => Aten.floor_divide.Call(this, other);
        public Tensor floor_divide(Scalar other) => Aten.floor_divide_Scalar.Call(this, other);
        public Tensor true_divide(Tensor other) => Aten.true_divide_Tensor.Call(this, other);
        public Tensor true_divide(Scalar other) => Aten.true_divide_Scalar.Call(this, other);
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);
        public Tensor subtract(Tensor target) => sub(target);
        public Tensor subtract(Scalar target) => sub(target);
        public Tensor multiply(Tensor target) => mul(target);
        public Tensor multiply(Scalar target) => mul(target);
        public Tensor gcd(Tensor other) => Aten.gcd.Call(this, other);
        public Tensor lcm(Tensor other) => Aten.lcm.Call(this, other);
        public Tensor neg_() => Do(Aten.neg_);
        public Tensor floor_() => Do(Aten.floor_);
        public Tensor ceil_() => Do(Aten.ceil_);
        public Tensor round_(long decimals = 0) => Do(Aten.round__decimals, decimals);
        public Tensor trunc_() => Do(Aten.trunc_);
        public Tensor reciprocal_() => Do(Aten.reciprocal_);
        public Tensor remainder_(Tensor target) => Do(Aten.remainder__Tensor, target);
        public Tensor remainder_(Scalar scalar) => Do(Aten.remainder__Scalar, scalar);
        public Tensor floor_divide_(Tensor other) => Do(Aten.floor_divide__Tensor, other);
        public Tensor floor_divide_(Scalar other) => Do(Aten.floor_divide__Scalar, other);
        public Tensor true_divide_(Tensor other) => Do(Aten.true_divide__Tensor, other);
        public Tensor true_divide_(Scalar other) => Do(Aten.true_divide__Scalar, other);
        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);
        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);
        public Tensor subtract_(Tensor target) => sub_(target);
        public Tensor subtract_(Scalar target) => sub_(target);
#pragma warning restore CS1591

        /// <summary>The tensor itself, as another object.</summary>
        /// <exception cref="ArgumentException">A tensor of truth values.</exception>
        public Tensor positive() => dtype == ScalarType.Bool ? throw new ArgumentException("Boolean tensor") : Aten.positive.Call(this);

        /// <summary>0 below 0, 1 above, the other tensor's element at 0.</summary>
        public Tensor heaviside(Tensor other) => Aten.heaviside.Call(this, other);

        /// <summary>This tensor's magnitude with the other's sign.</summary>
        public Tensor copysign(Tensor other) => Aten.copysign_Tensor.Call(this, other);

        /// <summary>The next floating-point number towards the other tensor's.</summary>
        public Tensor nextafter(Tensor other) => Aten.nextafter.Call(this, other);
    }
}
