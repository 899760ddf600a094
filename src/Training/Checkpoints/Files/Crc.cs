using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Gen.Training.Checkpoints;

/// <summary>CRC-32C (Castagnoli), as iSCSI and safetensors' neighbours use it; the processor has an instruction for it.</summary>
internal struct Crc
{
    /// <summary>Characters of a checksum as text.</summary>
    public const int Digits = 8;

    private uint _inverted;

    /// <summary>The checksum of all bytes so far.</summary>
    public readonly uint Value => ~(_inverted ^ uint.MaxValue);

    /// <summary>The checksum in hexadecimal, always <see cref="Digits"/> characters.</summary>
    public readonly string Text => Value.ToString("x8", CultureInfo.InvariantCulture);

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var crc = default(Crc);
        crc.Add(bytes);
        return crc.Text;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        // Kept inverted, so that a default one is one of no bytes.
        var state = _inverted ^ uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var last in bytes)
            state = BitOperations.Crc32C(state, last);
        _inverted = state ^ uint.MaxValue;
    }
}
