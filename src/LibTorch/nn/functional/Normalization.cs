using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Normalized to mean 0 and variance 1 in each channel (axis 1), then times weight plus bias. With the batch's statistics in training, which
            /// also move the running ones, else with the running ones.
            /// </summary>
            public static Tensor batch_norm(
                Tensor input, Tensor running_mean, Tensor running_var, Tensor? weight = null, Tensor? bias = null, bool training = false,
                double momentum = 0.1, double eps = 1e-05) =>
                Aten.batch_norm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);
        }
    }
}
