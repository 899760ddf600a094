using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Logarithms, exponentials and the functions of probability theory.
    public partial class Tensor
    {
#pragma warning disable CS1591
        public Tensor log2() => Aten.log2.Call(this);
        public Tensor log10() => Aten.log10.Call(this);
        public Tensor exp2() => Aten.exp2.Call(this);
        public Tensor logaddexp(Tensor other) => Aten.logaddexp.Call(this, other);
        public Tensor logaddexp2(Tensor other) => Aten.logaddexp2.Call(this, other);
        public Tensor erfc() => Aten.erfc.Call(this);
        public Tensor erfinv() => Aten.erfinv.Call(this);
        public Tensor lgamma() => Aten.lgamma.Call(this);
        public Tensor digamma() => Aten.digamma.Call(this);
        public Tensor i0() => Aten.i0.Call(this);
        public Tensor igamma(Tensor other) => Aten.igamma.Call(this, other);
        public Tensor igammac(Tensor other) => Aten.igammac.Call(this, other);
        public Tensor polygamma(long p) => Aten.polygamma.Call(p, this);
        public Tensor mvlgamma(long p) => Aten.mvlgamma.Call(this, p);
        public Tensor abs_() => Do(Aten.abs_);
        public Tensor exp_() => Do(Aten.exp_);
        public Tensor expm1_() => Do(Aten.expm1_);
        public Tensor log_() => Do(Aten.log_);
        public Tensor log1p_() => Do(Aten.log1p_);
        public Tensor log2_() => Do(Aten.log2_);
        public Tensor log10_() => Do(Aten.log10_);
        public Tensor sqrt_() => Do(Aten.sqrt_);
        public Tensor rsqrt_() => Do(Aten.rsqrt_);
#pragma warning restore CS1591

        /// <summary>log(x / (1 - x)), of x between eps and 1 - eps when eps is given.</summary>
        public Tensor logit(double? eps = null) => Aten.logit.Call(this, eps);

        /// <summary>x log(y), 0 where x is 0 whatever y is.</summary>
        public Tensor xlogy(Tensor y) => Aten.xlogy_Tensor.Call(this, y);

        /// <inheritdoc cref="xlogy(Tensor)"/>
        public Tensor xlogy(Scalar y) => Aten.xlogy_Scalar_Other.Call(this, y);

        /// <summary>Both taken to float64 first.</summary>
        public Tensor float_power(Tensor target) => Aten.float_power_Tensor_Tensor.Call(this, target);

        /// <summary>this * 2 to the power of other.</summary>
        public Tensor ldexp(Tensor other) => Aten.ldexp_Tensor.Call(this, other);
    }
}
