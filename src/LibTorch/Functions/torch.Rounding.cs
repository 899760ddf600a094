namespace TorchSharp;

// The functions of torch that are also methods of a tensor; see there.
public static partial class torch
{
#pragma warning disable CS1591
    public static Tensor trunc(Tensor input) => input.trunc();
    public static Tensor fix(Tensor input) => input.fix();
    public static Tensor frac(Tensor input) => input.frac();
    public static Tensor sgn(Tensor input) => input.sgn();
    public static Tensor signbit(Tensor input) => input.signbit();
    public static Tensor negative(Tensor input) => input.negative();
    public static Tensor absolute(Tensor input) => input.absolute();
    public static Tensor positive(Tensor input) => input.positive();
    public static Tensor copysign(Tensor input, Tensor other) => input.copysign(other);
    public static Tensor nextafter(Tensor input, Tensor other) => input.nextafter(other);
    public static Tensor remainder(Tensor left, Scalar right) => left.remainder(right);
    public static Tensor remainder(Tensor left, Tensor right) => left.remainder(right);
    public static Tensor fmod(Tensor left, Scalar right) => left.fmod(right);
    public static Tensor fmod(Tensor left, Tensor right) => left.fmod(right);
    public static Tensor floor_divide(Tensor input, Tensor other) => input.floor_divide(other);
    public static Tensor true_divide(Tensor dividend, Tensor divisor) => dividend.true_divide(divisor);

    public static Tensor divide(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.divide(right, rounding_mode);

    public static Tensor divide(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.divide(right, rounding_mode);

    public static Tensor subtract(Tensor left, Scalar right) => left.subtract(right);
    public static Tensor subtract(Tensor left, Tensor right) => left.subtract(right);
    public static Tensor multiply(Tensor left, Scalar right) => left.multiply(right);
    public static Tensor multiply(Tensor left, Tensor right) => left.multiply(right);
    public static Tensor gcd(Tensor left, Tensor right) => left.gcd(right);
    public static Tensor lcm(Tensor input, Tensor other) => input.lcm(other);
    public static Tensor add(Tensor left, Scalar right, Scalar alpha) => left.add(right, alpha);
    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => left.add(right, alpha);
#pragma warning restore CS1591
}
