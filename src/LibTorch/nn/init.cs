using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Fills tensors with starting values, outside the graph; returns the tensor.</summary>
        public static partial class init
        {
            /// <summary>Whether variances stay as they are forward or backward.</summary>
            public enum FanInOut
            {
                /// <summary>Forward.</summary>
                FanIn = 0,

                /// <summary>Backward.</summary>
                FanOut = 1,
            }

            /// <summary>What comes behind the weights.</summary>
            public enum NonlinearityType
            {
#pragma warning disable CS1591
                Linear = 0,
                Conv1D = 1,
                Conv2D = 2,
                Conv3D = 3,
                ConvTranspose1D = 4,
                ConvTranspose2D = 5,
                ConvTranspose3D = 6,
                Sigmoid = 7,
                Tanh = 8,
                ReLU = 9,
                LeakyReLU = 10,
#pragma warning restore CS1591
            }

            /// <summary>Uniform numbers.</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using var _ = no_grad();
                return tensor.uniform_(low, high, generator);
            }

            /// <summary>Normal numbers.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using var _ = no_grad();
                return tensor.normal_(mean, std, generator);
            }

            /// <summary>One number everywhere.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using var _ = no_grad();
                return tensor.fill_(val);
            }

            /// <summary>0 everywhere.</summary>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>1 everywhere.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Uniform within gain * sqrt(6 / (fan in + fan out)) of 0 (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>
            /// Uniform within gain * sqrt(3 / fan) of 0, where a leaky rectifier of slope a has the gain sqrt(2 / (1 + a²)) (He et al. 2015).
            /// </summary>
            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3.0) * Deviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal with the deviation gain / sqrt(fan), where a leaky rectifier of slope a has the gain sqrt(2 / (1 + a²)) (He et al. 2015).</summary>
            public static Tensor kaiming_normal_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, Deviation(tensor, a, mode, nonlinearity));

            /// <summary>The factor by which weights before a nonlinearity are larger, so that variances stay as they are.</summary>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + param * param)),
                _ => 1,
            };

            private static double Deviation(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            /// <summary>Inputs and outputs of one unit: the second and first axis times the product of the others.</summary>
            /// <exception cref="ArgumentException">Fewer than two axes.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
                var field = shape[2..].Aggregate(1L, (product, length) => product * length);
                return (shape[1] * field, shape[0] * field);
            }
        }
    }
}
