using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>A metric set's own format as a tensor of bytes.</summary>
internal static class MetricBytes
{
    /// <summary>The caller's scope owns it.</summary>
    public static Tensor Of(MetricSetState metrics)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        metrics.Save(writer);
        writer.Flush();
        var bytes = empty(memory.Length, ScalarType.Byte, CPU);
        memory.GetBuffer().AsSpan(0, (int)memory.Length).CopyTo(bytes.bytes);
        return bytes;
    }

    /// <exception cref="InvalidDataException">It is the state of other metrics.</exception>
    public static void Into(MetricSetState metrics, Tensor bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes.bytes.ToArray()));
        metrics.Load(reader);
    }
}
