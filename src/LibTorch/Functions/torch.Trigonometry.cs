namespace TorchSharp;

// The functions of torch that are also methods of a tensor; see there.
public static partial class torch
{
#pragma warning disable CS1591
    public static Tensor tan(Tensor input) => input.tan();
    public static Tensor asin(Tensor input) => input.asin();
    public static Tensor acos(Tensor input) => input.acos();
    public static Tensor atan(Tensor input) => input.atan();
    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);
    public static Tensor sinh(Tensor input) => input.sinh();
    public static Tensor cosh(Tensor input) => input.cosh();
    public static Tensor asinh(Tensor input) => input.asinh();
    public static Tensor acosh(Tensor input) => input.acosh();
    public static Tensor atanh(Tensor input) => input.atanh();
    public static Tensor arcsin(Tensor input) => input.arcsin();
    public static Tensor arccos(Tensor input) => input.arccos();
    public static Tensor arctan(Tensor input) => input.arctan();
    public static Tensor arctan(Tensor input, Tensor other) => input.arctan(other);
    public static Tensor arctan2(Tensor input, Tensor other) => input.arctan2(other);
    public static Tensor arcsinh(Tensor input) => input.arcsinh();
    public static Tensor arccosh(Tensor input) => input.arccosh();
    public static Tensor arctanh(Tensor input) => input.arctanh();
    public static Tensor deg2rad(Tensor input) => input.deg2rad();
    public static Tensor rad2deg(Tensor input) => input.rad2deg();
    public static Tensor hypot(Tensor left, Tensor right) => left.hypot(right);
    public static Tensor sinc(Tensor input) => input.sinc();
#pragma warning restore CS1591
}
