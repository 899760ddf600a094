using System.Buffers.Binary;
using System.Numerics;

namespace Gen.TensorBoard;

/// <summary>
/// TensorFlow's TFRecord format. A record is the length of its data as 8 bytes, the masked CRC of the length, the data, and the masked CRC
/// of the data, all little-endian. A file is a sequence of records and nothing else.
/// </summary>
internal static class TFRecord
{
    public const int HeaderSize = 12;
    public const int FooterSize = 4;
    public const int Overhead = HeaderSize + FooterSize;

    /// <summary>Computes the masked CRC-32C. The mask keeps the checksum of data that contain their own checksums from being a
    /// constant.</summary>
    public static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }
}
