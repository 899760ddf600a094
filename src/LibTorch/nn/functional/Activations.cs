using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // `inplace` changes the input and returns another object for it.
        public static partial class functional
        {
            /// <summary>log(1 + exp(beta x)) / beta, and x itself where beta x is above the threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1.0, double threshold = 20.0) => x.softplus(beta, threshold);

            /// <summary>x Φ(x), Φ being the normal distribution.</summary>
            public static Tensor gelu(Tensor x) => x.gelu();

            /// <inheritdoc cref="gelu(Tensor)"/>
            public static Tensor gelu(Tensor x, bool inplace)
            {
                if (!inplace) return x.gelu();
                Aten.gelu_.Do(x);
                return x.alias();
            }

            /// <summary>log(1 / (1 + exp(-x))), computed stably.</summary>
            public static Tensor logsigmoid(Tensor x) => x.log_sigmoid();

            /// <summary>x / (1 + exp(-x))</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_().alias() : x.silu();

            /// <summary>x, or alpha (exp(x) - 1) below 0. As in TorchSharp, never in place.</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => x.elu(alpha);

            /// <summary>x, or negative_slope x below 0.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? input.leaky_relu_(negative_slope).alias() : input.leaky_relu(negative_slope);

            /// <summary>x between 0 and 6, the bound outside.</summary>
            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? x.relu6_().alias() : x.relu6();

            /// <summary>The hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();

            /// <summary>softmax(-x) along an axis.</summary>
            public static Tensor softmin(Tensor x, long dim)
            {
                using var negative = x.neg();
                return softmax(negative, dim);
            }

            /// <summary>The first half of an axis times the sigmoid of the second.</summary>
            public static Tensor glu(Tensor input, long dim = -1) => input.glu(dim);

            /// <summary>
            /// Normalized to mean 0 and variance 1 along the last axes, whose lengths are given, then times weight plus bias.
            /// </summary>
            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                Aten.layer_norm.Call(input, normalized_shape, weight, bias, eps);
        }
    }
}
