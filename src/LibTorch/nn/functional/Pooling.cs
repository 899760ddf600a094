using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Windows along the last one or two axes. The stride is the window's length unless given; arrays are [height, width].
        public static partial class functional
        {
            /// <summary>The largest elements of windows along the last axis.</summary>
            public static Tensor max_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Aten.max_pool1d.Call(
                    input, new[] { kernel_size }, new[] { stride ?? kernel_size }, new[] { padding ?? 0 }, new[] { dilation ?? 1 }, ceil_mode);

            /// <summary>The largest elements of windows along the last axis, and their positions.</summary>
            public static (Tensor output, Tensor indices) max_pool1d_with_indices(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Aten.max_pool1d_with_indices.Call2(
                    input, new[] { kernel_size }, new[] { stride ?? kernel_size }, new[] { padding ?? 0 }, new[] { dilation ?? 1 }, ceil_mode);

            /// <summary>The largest elements of windows along the last two axes.</summary>
            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false) =>
                Aten.max_pool2d.Call(input, kernel_size, strides ?? kernel_size, padding ?? [0], dilation ?? [1], ceil_mode);

            /// <summary>The largest elements of windows along the last two axes, and their positions in the flattened axes.</summary>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false) =>
                Aten.max_pool2d_with_indices.Call2(input, kernel_size, strides ?? kernel_size, padding ?? [0], dilation ?? [1], ceil_mode);

            /// <summary>The means of windows along the last axis.</summary>
            public static Tensor avg_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false,
                bool count_include_pad = true) =>
                Aten.avg_pool1d.Call(
                    input, new[] { kernel_size }, new[] { stride ?? kernel_size }, new[] { padding ?? 0 }, ceil_mode, count_include_pad);

            /// <summary>The means of windows along the last two axes, or their sums over a divisor.</summary>
            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                Aten.avg_pool2d.Call(input, kernel_size, stride ?? kernel_size, padding ?? [0], ceil_mode, count_include_pad, divisor_override);

            /// <summary>The means of as many windows along the last axis as the result is to have elements.</summary>
            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) => Aten.adaptive_avg_pool1d.Call(input, new[] { output_size });

            /// <summary>The means of as many windows along the last two axes as the result is to have elements.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) => Aten.adaptive_avg_pool2d.Call(input, output_size);
        }
    }
}
