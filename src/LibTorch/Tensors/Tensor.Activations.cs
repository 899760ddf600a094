using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
#pragma warning disable CS1591
        public Tensor softplus(double beta = 1.0, double threshold = 20.0) => Aten.softplus.Call(this, beta, threshold);
        public Tensor gelu() => Aten.gelu.Call(this);
        public Tensor log_sigmoid() => Aten.log_sigmoid.Call(this);
        public Tensor silu() => Aten.silu.Call(this);
        public Tensor silu_() => Do(Aten.silu_);
        public Tensor elu(double alpha = 1.0) => elu(alpha, 1.0, 1.0);
        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.elu.Call(this, alpha, scale, input_scale);
        public Tensor leaky_relu(Scalar negative_slope) => Aten.leaky_relu.Call(this, negative_slope);
        public Tensor leaky_relu_(Scalar negative_slope) => Do(Aten.leaky_relu_, negative_slope);
        public Tensor relu_() => Do(Aten.relu_);
        public Tensor relu6() => Aten.relu6.Call(this);
        public Tensor relu6_() => Do(Aten.relu6_);
        public Tensor sigmoid_() => Do(Aten.sigmoid_);
        public Tensor tanh_() => Do(Aten.tanh_);
        public Tensor selu() => Aten.selu.Call(this);
        public Tensor celu() => celu(1.0);
        public Tensor celu(Scalar alpha) => Aten.celu.Call(this, alpha);
        public Tensor glu(long dim = -1) => Aten.glu.Call(this, dim);
        public Tensor hardsigmoid() => Aten.hardsigmoid.Call(this);
        public Tensor hardswish() => Aten.hardswish.Call(this);
        public Tensor prelu(Tensor target) => Aten.prelu.Call(this, target);
#pragma warning restore CS1591
    }
}
