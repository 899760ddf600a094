using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
#pragma warning disable CS1591
        public Tensor abs() => Aten.abs.Call(this);
        public Tensor neg() => Aten.neg.Call(this);
        public Tensor exp() => Aten.exp.Call(this);
        public Tensor expm1() => Aten.expm1.Call(this);
        public Tensor log() => Aten.log.Call(this);
        public Tensor log1p() => Aten.log1p.Call(this);
        public Tensor sqrt() => Aten.sqrt.Call(this);
        public Tensor rsqrt() => Aten.rsqrt.Call(this);
        public Tensor square() => Aten.square.Call(this);
        public Tensor reciprocal() => Aten.reciprocal.Call(this);
        public Tensor sign() => Aten.sign.Call(this);
        public Tensor floor() => Aten.floor.Call(this);
        public Tensor ceil() => Aten.ceil.Call(this);
        public Tensor round(long decimals = 0L) => Aten.round_decimals.Call(this, decimals);
        public Tensor sin() => Aten.sin.Call(this);
        public Tensor cos() => Aten.cos.Call(this);
        public Tensor erf() => Aten.erf.Call(this);
        public Tensor relu() => Aten.relu.Call(this);
        public Tensor sigmoid() => Aten.sigmoid.Call(this);
        public Tensor tanh() => Aten.tanh.Call(this);
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.clamp.Call(this, min, max);
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.clamp_Tensor.Call(this, min, max);
        public Tensor clamp_min(Scalar min) => Aten.clamp_min.Call(this, min);
        public Tensor clamp_max(Scalar max) => Aten.clamp_max.Call(this, max);
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Do(Aten.clamp_, min, max);
#pragma warning restore CS1591

        /// <summary>Replaces NaN and the infinities (by the type's largest numbers where not given).</summary>
        public Tensor nan_to_num(double nan = 0.0, double? posinf = null, double? neginf = null) =>
            Aten.nan_to_num.Call(this, nan, posinf, neginf);

        /// <summary>Elements where the mask is true are replaced by the value.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.masked_fill_Scalar.Call(this, mask, value);

        /// <summary>The same in place.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Do(Aten.masked_fill__Scalar, mask, value);

        /// <summary>This tensor's elements where the condition is true, the other's elsewhere.</summary>
        /// <exception cref="ArgumentException">The condition is no tensor of truth values.</exception>
        public Tensor where(Tensor condition, Tensor y) => condition.dtype == ScalarType.Bool
            ? Aten.where_self.Call(condition, this, y)
            : throw new ArgumentException("The condition to 'where' must be a boolean tensor.");

        /// <summary>exp(x) / sum of exp(x) along an axis.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.softmax_int.Call(this, dim, dtype);

        /// <summary>The logarithm of <see cref="softmax"/>, computed stably.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.log_softmax_int.Call(this, dim, dtype);
    }
}
