namespace TorchSharp;

public static partial class torch
{
    // Pairs are (height, width), and a single number stands for both.
    public static partial class nn
    {
        /// <inheritdoc cref="functional.max_pool1d"/>
        public static Modules.MaxPool1d MaxPool1d(
            long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);

        /// <inheritdoc cref="functional.max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
        public static Modules.MaxPool2d MaxPool2d(
            long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            MaxPool2d((kernel_size, kernel_size), Twice(stride), Twice(padding), Twice(dilation), ceil_mode);

        /// <inheritdoc cref="functional.max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
        public static Modules.MaxPool2d MaxPool2d(
            (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null,
            bool ceil_mode = false) =>
            new(List(kernel_size), List(stride ?? kernel_size), List(padding ?? (0, 0)), List(dilation ?? (1, 1)), ceil_mode);

        /// <inheritdoc cref="functional.max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
        public static Modules.MaxPool2d MaxPool2d(
            long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);

        /// <inheritdoc cref="functional.avg_pool1d"/>
        public static Modules.AvgPool1d AvgPool1d(
            long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true) =>
            new(kernel_size, stride, padding, ceil_mode, count_include_pad);

        /// <inheritdoc cref="functional.avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
        public static Modules.AvgPool2d AvgPool2d(
            long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true,
            long? divisor_override = null) =>
            new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

        /// <inheritdoc cref="functional.avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
        public static Modules.AvgPool2d AvgPool2d(
            (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
            bool count_include_pad = true, long? divisor_override = null) =>
            new(
                List(kernel_size), stride is { } step ? List(step) : null, padding is { } edge ? List(edge) : null, ceil_mode, count_include_pad,
                divisor_override);

        /// <inheritdoc cref="functional.avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
        public static Modules.AvgPool2d AvgPool2d(
            long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true,
            long? divisor_override = null) =>
            AvgPool2d((kernel_size, kernel_size), Twice(stride), Twice(padding), ceil_mode, count_include_pad, divisor_override);

        /// <inheritdoc cref="functional.adaptive_avg_pool1d"/>
        public static Modules.AdaptiveAvgPool1d AdaptiveAvgPool1d(long output_size) => new(output_size);

        /// <inheritdoc cref="functional.adaptive_avg_pool2d(Tensor, long[])"/>
        public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);

        /// <inheritdoc cref="functional.adaptive_avg_pool2d(Tensor, long[])"/>
        public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new(List(output_size));

        /// <inheritdoc cref="functional.adaptive_avg_pool2d(Tensor, long[])"/>
        public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new([output_size, output_size]);

        private static long[] List((long, long) pair) => [pair.Item1, pair.Item2];

        private static (long, long)? Twice(long? number) => number is { } both ? (both, both) : null;
    }
}
