using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Arrays are [height, width]; one number stands for both.
        public static partial class functional
        {
            /// <summary>Convolution of [n, channels, length] with a weight [out, channels / groups, window].</summary>
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null,
                long groups = 1) =>
                Aten.conv1d.Call(input, weight, bias, new[] { stride ?? 1 }, new[] { padding ?? 0 }, new[] { dilation ?? 1 }, groups);

            /// <summary>Convolution without padding, or with as much as keeps the length.</summary>
            public static Tensor conv1d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null,
                long groups = 1) =>
                Aten.conv1d_padding.Call(input, weight, bias, new[] { stride ?? 1 }, Name(padding), new[] { dilation ?? 1 }, groups);

            /// <summary>Convolution of [n, channels, height, width] with a weight [out, channels / groups, height, width].</summary>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                long groups = 1) =>
                Aten.conv2d.Call(input, weight, bias, strides ?? [1], padding ?? [0], dilation ?? [1], groups);

            /// <summary>Convolution without padding, or with as much as keeps height and width.</summary>
            public static Tensor conv2d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid,
                long[]? dilation = null, long groups = 1) =>
                Aten.conv2d_padding.Call(input, weight, bias, strides ?? [1], Name(padding), dilation ?? [1], groups);

            /// <summary>Adds elements at the ends of the last axes: pairs of numbers (before, behind), the last axis first.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => Aten.pad.Call(
                input, pad,
                mode switch
                {
                    PaddingModes.Reflect => "reflect",
                    PaddingModes.Replicate => "replicate",
                    PaddingModes.Circular => "circular",
                    _ => "constant",
                },
                mode is PaddingModes.Constant or PaddingModes.Zeros ? value : (double?)null);

            private static string Name(Padding padding) => padding == Padding.Same ? "same" : "valid";
        }
    }
}
