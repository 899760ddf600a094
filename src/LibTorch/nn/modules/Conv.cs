using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A convolution of [n, channels, length] or [channels, length].</summary>
    public sealed class Conv1d : Convolution
    {
        internal Conv1d(
            long in_channels, long out_channels, long kernel_size, long stride, long? padding, Padding? padding_type, long dilation, long groups,
            bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
            : base(
                nameof(Conv1d), in_channels, out_channels, [kernel_size], [stride], padding is { } edge ? [edge] : null, padding_type, [dilation],
                groups, bias, padding_mode, device, dtype)
        {
        }

        /// <inheritdoc cref="nn.functional.conv1d"/>
        /// <exception cref="ArgumentException">The input has other axes or channels.</exception>
        public override Tensor forward(Tensor input)
        {
            if (!Fits(input))
                throw new ArgumentException($"Expected 2D (unbatched) or 3D (batched) input with {in_channels} channels to Conv1d.");
            if (padding_mode != PaddingModes.Zeros)
            {
                using var padded = Padded(input);
                return nn.functional.conv1d(padded, weight, bias, stride[0], 0, dilation[0], groups);
            }
            return padding_type is { } type
                ? nn.functional.conv1d_padding(input, weight, bias, stride[0], type, dilation[0], groups)
                : nn.functional.conv1d(input, weight, bias, stride[0], padding![0], dilation[0], groups);
        }
    }

    /// <summary>A convolution of [n, channels, height, width] or [channels, height, width].</summary>
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(
            long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long)? padding, Padding? padding_type,
            (long, long) dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
            : base(
                nameof(Conv2d), in_channels, out_channels, [kernel_size.Item1, kernel_size.Item2], [stride.Item1, stride.Item2],
                padding is var (top, left) ? [top, left] : null, padding_type, [dilation.Item1, dilation.Item2], groups, bias, padding_mode, device,
                dtype)
        {
        }

        /// <inheritdoc cref="nn.functional.conv2d"/>
        /// <exception cref="ArgumentException">The input has other axes or channels.</exception>
        public override Tensor forward(Tensor input)
        {
            if (!Fits(input))
                throw new ArgumentException($"Expected 3D (unbatched) or 4D (batched) input with {in_channels} channels to Conv2d.");
            if (padding_mode != PaddingModes.Zeros)
            {
                using var padded = Padded(input);
                return nn.functional.conv2d(padded, weight, bias, stride, [0], dilation, groups);
            }
            return padding_type is { } type
                ? nn.functional.conv2d_padding(input, weight, bias, stride, type, dilation, groups)
                : nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        // A single number stands for height and width.
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Conv1d"/>
            public static Modules.Conv1d Conv1d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, padding, null, dilation, groups, bias, padding_mode, device, dtype);

            /// <inheritdoc cref="Modules.Conv1d"/>
            public static Modules.Conv1d Conv1d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, null, padding, dilation, groups, bias, padding_mode, device, dtype);

            /// <inheritdoc cref="Modules.Conv2d"/>
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), null, (dilation, dilation), groups,
                    bias, padding_mode, device, dtype);

            /// <inheritdoc cref="Modules.Conv2d"/>
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(
                    in_channels, out_channels, kernel_size, stride ?? (1, 1), padding ?? (0, 0), null, dilation ?? (1, 1), groups, bias, padding_mode,
                    device, dtype);

            /// <inheritdoc cref="Modules.Conv2d"/>
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(
                    in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), null, padding, (dilation, dilation), groups, bias,
                    padding_mode, device, dtype);

            /// <inheritdoc cref="Modules.Conv2d"/>
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(
                    in_channels, out_channels, kernel_size, stride ?? (1, 1), null, padding, dilation ?? (1, 1), groups, bias, padding_mode, device,
                    dtype);
        }
    }
}
