using System.Security.Cryptography;
using System.Text;
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

/// <summary>The frame of a saved state: magic, version, length, contents, and their SHA-256, so that no damage goes unnoticed.</summary>
internal static class StateFile
{
    private const int Version = 1;

    private static ReadOnlySpan<byte> Magic => "GenState"u8;

    public static void Write(BinaryWriter writer, Action<BinaryWriter> contents)
    {
        using var memory = new MemoryStream();
        using (var inner = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true)) contents(inner);
        var bytes = memory.GetBuffer().AsSpan(0, (int)memory.Length);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(memory.Length);
        writer.Write(bytes);
        writer.Write(SHA256.HashData(bytes));
    }

    /// <summary>The contents, checked.</summary>
    /// <exception cref="InvalidDataException">It is not a state, of a later version, cut off, or damaged.</exception>
    public static BinaryReader Open(BinaryReader reader)
    {
        Span<byte> magic = stackalloc byte[Magic.Length];
        if (reader.BaseStream.ReadAtLeast(magic, magic.Length, false) < magic.Length || !magic.SequenceEqual(Magic))
            throw new InvalidDataException("This is not a saved metric state: it does not begin as one.");
        try
        {
            var version = reader.ReadInt32();
            if (version != Version)
                throw new InvalidDataException($"The state was saved in format {version}, but this version of Gen reads format {Version} only.");
            var length = reader.ReadInt64();
            if (length is < 0 or > int.MaxValue) throw new InvalidDataException($"The state is damaged: it claims to have {length} bytes.");
            var bytes = ReadSome(reader, (int)length);
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            reader.BaseStream.ReadExactly(hash);
            if (!hash.SequenceEqual(SHA256.HashData(bytes)))
                throw new InvalidDataException("The state is damaged: its contents do not match their checksum.");
            return new BinaryReader(new MemoryStream(bytes, writable: false));
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException("The state is cut off: the data ends too early.");
        }
    }

    // A damaged length must not allocate gigabytes: the array grows with what is really there.
    private static byte[] ReadSome(BinaryReader reader, int length)
    {
        var bytes = new byte[Math.Min(length, 1 << 20)];
        for (var read = 0; ;)
        {
            reader.BaseStream.ReadExactly(bytes.AsSpan(read));
            read = bytes.Length;
            if (read == length) return bytes;
            Array.Resize(ref bytes, (int)Math.Min(length, read * 2L));
        }
    }
}
