using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers and losses as functions.</summary>
        public static partial class functional
        {
            /// <summary>input weightsᵀ + bias, along the last axis.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Aten.linear.Call(input, weights, bias);

            /// <summary>max(x, 0)</summary>
            public static Tensor relu(Tensor x, bool inplace = false)
            {
                if (!inplace) return x.relu();
                Aten.relu_.Do(x);
                return x.alias();
            }

            /// <summary>1 / (1 + exp(-x))</summary>
            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            /// <inheritdoc cref="sigmoid(Tensor)"/>
            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_().alias() : x.sigmoid();

            /// <summary>exp(x) / sum of exp(x) along an axis.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            /// <summary>The logarithm of softmax, computed stably.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>Class numbers (int64) to rows of 0 with a single 1, int64; as many columns as the largest number needs unless given.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.one_hot.Call(x, num_classes);
        }
    }
}
