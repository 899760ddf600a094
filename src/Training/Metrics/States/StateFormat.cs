using System.Security.Cryptography;
using System.Text;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Writes and reads tensors, shapes and types of saved states. Little-endian, as <see cref="BinaryWriter"/>.</summary>
internal static class StateFormat
{
    // A span has at most 2 GB; a tensor may be larger.
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
            if (sizes[i] < 0) throw new InvalidDataException($"The state is corrupt: it has an axis of size {sizes[i]}.");
        }
        return sizes;
    }

    public static int ReadCount(BinaryReader reader, int most, string what)
    {
        var count = reader.ReadInt32();
        return count >= 0 && count <= most ? count : throw new InvalidDataException($"The state is corrupt: it has {count} {what}.");
    }

    public static ScalarType ReadType(BinaryReader reader)
    {
        var type = (ScalarType)reader.ReadSByte();
        return Enum.IsDefined(type)
            ? type
            : throw new InvalidDataException($"The state is corrupt: it has the element type {(sbyte)type}.");
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

    /// <summary>Reads a tensor on the CPU, into the current dispose scope.</summary>
    public static Tensor? ReadTensor(BinaryReader reader)
    {
        if (!reader.ReadBoolean()) return null;
        var type = ReadType(reader);
        var sizes = ReadSizes(reader);
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        var bytes = 1.0;
        foreach (var size in sizes)
            bytes *= size;
        if (bytes > left)
            throw new InvalidDataException($"The state is corrupt: it has a tensor of shape {ShapeText.Format(sizes)} in {left} bytes.");
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

/// <summary>The container of a saved state: magic number, version, length, contents and their SHA-256.</summary>
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

    /// <summary>Reads and verifies the contents.</summary>
    /// <exception cref="InvalidDataException">The data is not a state, has another version, is truncated or is corrupt.</exception>
    public static BinaryReader Read(BinaryReader reader)
    {
        Span<byte> magic = stackalloc byte[Magic.Length];
        if (reader.BaseStream.ReadAtLeast(magic, magic.Length, false) < magic.Length || !magic.SequenceEqual(Magic))
            throw new InvalidDataException("The data is not a saved metric state: it has another magic number.");
        try
        {
            var version = reader.ReadInt32();
            if (version != Version)
                throw new InvalidDataException($"The state has format {version}, but this version of Gen reads format {Version} only.");
            var length = reader.ReadInt64();
            if (length is < 0 or > int.MaxValue)
                throw new InvalidDataException($"The state is corrupt: it has a length of {length} bytes.");
            var bytes = ReadGrowing(reader, (int)length);
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            reader.BaseStream.ReadExactly(hash);
            if (!hash.SequenceEqual(SHA256.HashData(bytes)))
                throw new InvalidDataException("The state is corrupt: its contents do not match their checksum.");
            return new BinaryReader(new MemoryStream(bytes, writable: false));
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException("The state is truncated.");
        }
    }

    // A corrupt length must not allocate gigabytes, so the array grows with the data.
    private static byte[] ReadGrowing(BinaryReader reader, int length)
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
