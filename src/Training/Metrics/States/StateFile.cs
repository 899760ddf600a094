using System.Security.Cryptography;
using System.Text;

namespace Gen.Training.Metrics;

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
