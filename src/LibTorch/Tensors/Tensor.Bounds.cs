using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Bounds and mixtures.
    public partial class Tensor
    {
#pragma warning disable CS1591
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Do(Aten.clamp__Tensor, min, max);
        public Tensor clamp_min_(Scalar min) => Do(Aten.clamp_min_, min);
        public Tensor clamp_max_(Scalar max) => Do(Aten.clamp_max_, max);
#pragma warning restore CS1591

        /// <summary>this + (end - this) * weight</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Aten.lerp_Tensor.Call(this, end, weight);

        /// <summary>this + value * tensor1 * tensor2</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul.Call(this, tensor1, tensor2, value);

        /// <summary>this + value * tensor1 / tensor2</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv.Call(this, tensor1, tensor2, value);

        /// <summary>this + tensor1 / tensor2</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Aten.addcdiv.Call(this, tensor1, tensor2);

        /// <summary>x where it is above the threshold, the value elsewhere.</summary>
        public Tensor threshold(Scalar threshold, Scalar value) => Aten.threshold.Call(this, threshold, value);

        /// <summary>The slices along an axis scaled so that their p-norms are at most maxnorm.</summary>
        public Tensor renorm(float p, long dim, float maxnorm) => Aten.renorm.Call(this, (double)p, dim, (double)maxnorm);
    }
}
