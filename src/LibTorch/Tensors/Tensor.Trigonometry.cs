using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
#pragma warning disable CS1591
        public Tensor tan() => Aten.tan.Call(this);
        public Tensor asin() => Aten.asin.Call(this);
        public Tensor acos() => Aten.acos.Call(this);
        public Tensor atan() => Aten.atan.Call(this);
        public Tensor atan2(Tensor other) => Aten.atan2.Call(this, other);
        public Tensor sinh() => Aten.sinh.Call(this);
        public Tensor cosh() => Aten.cosh.Call(this);
        public Tensor asinh() => Aten.asinh.Call(this);
        public Tensor acosh() => Aten.acosh.Call(this);
        public Tensor atanh() => Aten.atanh.Call(this);
        public Tensor arcsin() => asin();
        public Tensor arccos() => acos();
        public Tensor arctan() => atan();
        public Tensor arctan(Tensor other) => atan2(other);
        public Tensor arctan2(Tensor other) => atan2(other);
        public Tensor arcsinh() => asinh();
        public Tensor arccosh() => acosh();
        public Tensor arctanh() => atanh();
        public Tensor deg2rad() => Aten.deg2rad.Call(this);
        public Tensor rad2deg() => Aten.rad2deg.Call(this);
        public Tensor hypot(Tensor other) => Aten.hypot.Call(this, other);
        public Tensor sinc() => Aten.sinc.Call(this);
        public Tensor sin_() => Do(Aten.sin_);
        public Tensor cos_() => Do(Aten.cos_);
#pragma warning restore CS1591
    }
}
