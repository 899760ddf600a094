namespace Gen.EventFiles;

/// <summary>The checksum of records by its definition: bit by bit, Castagnoli's polynomial reversed.</summary>
public static class Crc32C
{
    private const uint Polynomial = 0x82F63B78;

    /// <summary>The checksum of <c>123456789</c> is e3069283.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
        }

        return ~crc;
    }

    public static uint Masked(ReadOnlySpan<byte> bytes)
    {
        var crc = Compute(bytes);
        return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8);
    }
}
