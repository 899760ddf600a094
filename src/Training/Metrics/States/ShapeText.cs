using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Shapes in messages: [100, 3].</summary>
internal static class ShapeText
{
    public static string Of(Tensor tensor) => Of(tensor.shape);

    public static string Of(ReadOnlySpan<long> sizes) => $"[{string.Join(", ", sizes.ToArray())}]";

    /// <summary>The shape of a batch tensor, whose rows vary.</summary>
    public static string Rows(ReadOnlySpan<long> others) => $"[{string.Join(", ", ["rows", .. others.ToArray()])}]";
}
