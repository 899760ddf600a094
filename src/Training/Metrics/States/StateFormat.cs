using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>How tensors, sizes and types are written in saved states. Little-endian, as <see cref="BinaryWriter"/> does.</summary>
internal static class StateFormat
{
    // A span holds 2 GB at most; a tensor may be longer.
    private const long ChunkBytes = 1 << 24;

    public static void WriteSizes(BinaryWriter writer, ReadOnlySpan<long> sizes)
    {
        writer.Write(sizes.Length);
        foreach (var size in sizes) writer.Write(size);
    }

    public static long[] ReadSizes(BinaryReader reader)
    {
        var sizes = new long[ReadCount(reader, 64, "axes")];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = reader.ReadInt64();
            if (sizes[i] < 0) throw new InvalidDataException($"The state is damaged: an axis of size {sizes[i]}.");
        }
        return sizes;
    }

    public static int ReadCount(BinaryReader reader, int most, string what)
    {
        var count = reader.ReadInt32();
        return count >= 0 && count <= most ? count : throw new InvalidDataException($"The state is damaged: {count} {what}.");
    }

    public static ScalarType ReadType(BinaryReader reader)
    {
        var type = (ScalarType)reader.ReadSByte();
        return Enum.IsDefined(type) ? type : throw new InvalidDataException($"The state is damaged: element type {(sbyte)type}.");
    }

    public static void WriteOptionalType(BinaryWriter writer, ScalarType? type)
    {
        writer.Write(type is not null);
        if (type is { } known) writer.Write((sbyte)known);
    }

    public static ScalarType? ReadOptionalType(BinaryReader reader) => reader.ReadBoolean() ? ReadType(reader) : null;

    public static void WriteTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        if (tensor is null) return;
        using var scope = NewDisposeScope();
        var flat = tensor.cpu().contiguous().reshape(-1);
        writer.Write((sbyte)flat.dtype);
        WriteSizes(writer, tensor.shape);
        ForEachChunk(flat, flat.element_size(), bytes => writer.Write(bytes));
    }

    /// <summary>Reads a tensor, on the processor and outside all dispose scopes but the current one.</summary>
    public static Tensor? ReadTensor(BinaryReader reader)
    {
        if (!reader.ReadBoolean()) return null;
        var type = ReadType(reader);
        var sizes = ReadSizes(reader);
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        var bytes = 1.0;
        foreach (var size in sizes) bytes *= size;
        if (bytes > left) throw new InvalidDataException($"The state is damaged: a tensor {ShapeText.Of(sizes)} in {left} bytes.");
        using var normal = inference_mode(false);
        var tensor = empty(sizes, type, CPU);
        using var flat = tensor.reshape(-1);
        ForEachChunk(flat, flat.element_size(), span => reader.BaseStream.ReadExactly(span));
        return tensor;
    }

    private static void ForEachChunk(Tensor flat, long elementSize, SpanAction use)
    {
        var count = flat.numel();
        var step = ChunkBytes / elementSize;
        for (var start = 0L; start < count; start += step)
        {
            using var chunk = flat.narrow(0, start, Math.Min(step, count - start));
            use(chunk.bytes);
        }
    }

    private delegate void SpanAction(Span<byte> bytes);
}
