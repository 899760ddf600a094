using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>A tensor's memory, piece by piece: a span holds 2 GB at most, and a checksum is cheap for bytes that are in the cache anyway.</summary>
internal static class TensorBytes
{
    private const long PieceBytes = 1 << 20;

    public delegate void Use(Span<byte> bytes);

    /// <param name="tensor">Contiguous, on the processor.</param>
    /// <param name="use">Is given the bytes in their order.</param>
    public static void ForEachPiece(Tensor tensor, Use use)
    {
        using var flat = tensor.reshape(-1);
        var count = flat.numel();
        var step = PieceBytes / flat.element_size();
        for (var start = 0L; start < count; start += step)
        {
            using var piece = flat.narrow(0, start, Math.Min(step, count - start));
            use(piece.bytes);
        }
    }
}
