using System.Buffers.Binary;
using System.Numerics;

namespace Gen.TensorBoard;

/// <summary>
/// How records lie in a file: length as 8 bytes, checksum of these, the bytes of the record, checksum of those; all little-endian, nothing before,
/// between or after. The format is TensorFlow's TFRecord.
/// </summary>
internal static class RecordFraming
{
    public const int HeaderSize = 12;
    public const int FooterSize = 4;
    public const int Overhead = HeaderSize + FooterSize;

    /// <summary>CRC-32C, rotated and shifted so that the checksum of bytes that hold checksums is no constant.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }

    /// <summary>Puts length and checksums around what already lies between them.</summary>
    public static void Frame(Span<byte> record)
    {
        var content = record[HeaderSize..^FooterSize];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[8..], Checksum(record[..8]));
        BinaryPrimitives.WriteUInt32LittleEndian(record[^FooterSize..], Checksum(content));
    }
}
