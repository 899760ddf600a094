using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training;

internal static class TensorSizes
{
    /// <summary>The shape, as <c>Tensor.shape</c>.</summary>
    // 60 ns instead of 560: Tensor.shape of TorchSharp 0.107 calls back from native code for its array. A metric update reads six shapes.
    public static long[] Sizes(this Tensor tensor)
    {
        var sizes = new long[tensor.Dimensions];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = tensor.size(i);
        return sizes;
    }
}

/// <summary>Formats shapes for messages: [100, 3].</summary>
internal static class ShapeText
{
    public static string Format(Tensor tensor) => Format(tensor.shape);

    public static string Format(ReadOnlySpan<long> sizes) => $"[{string.Join(", ", sizes.ToArray())}]";

    /// <summary>Formats the shape of a batch tensor with any number of rows: [rows, 3].</summary>
    public static string FormatBatch(ReadOnlySpan<long> others) => $"[{string.Join(", ", ["rows", .. others.ToArray()])}]";
}
