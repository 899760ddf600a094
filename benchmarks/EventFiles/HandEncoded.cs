using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Gen.Benchmarks.EventFiles;

/// <summary>Scalars encoded byte by byte into a buffer, for one tag shape and one thread: about the least that a writer in C# can
/// cost.</summary>
internal sealed class HandEncoded(string path) : IDisposable
{
    private readonly SafeFileHandle _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
    private readonly byte[] _buffer = new byte[64 << 10];
    private long _written;
    private int _count;

    public void Add(string tag, float value, long step)
    {
        if (_buffer.Length - _count < 512)
            Flush();
        var record = _buffer.AsSpan(_count);
        var at = 12;
        record[at++] = 0x09;
        BinaryPrimitives.WriteDoubleLittleEndian(record[at..], (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) / 1e7);
        at += 8;
        record[at++] = 0x10;
        for (var rest = (ulong)step; ; rest >>= 7)
        {
            record[at++] = (byte)(rest < 0x80 ? rest : rest | 0x80);
            if (rest < 0x80)
                break;
        }

        // Lengths below 128 take one byte each.
        var summary = at;
        at += 6;
        var length = Encoding.UTF8.GetBytes(tag, record[at..]);
        at += length;
        record[at++] = 0x15;
        BinaryPrimitives.WriteSingleLittleEndian(record[at..], value);
        at += 4;
        (record[summary], record[summary + 1]) = (0x2A, (byte)(length + 9));
        (record[summary + 2], record[summary + 3]) = (0x0A, (byte)(length + 7));
        (record[summary + 4], record[summary + 5]) = (0x0A, (byte)length);
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)(at - 12));
        BinaryPrimitives.WriteUInt32LittleEndian(record[8..], Checksum(record[..8]));
        BinaryPrimitives.WriteUInt32LittleEndian(record[at..], Checksum(record[12..at]));
        _count += at + 4;
    }

    public void Dispose()
    {
        Flush();
        _handle.Dispose();
    }

    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }

    private void Flush()
    {
        RandomAccess.Write(_handle, _buffer.AsSpan(0, _count), _written);
        (_written, _count) = (_written + _count, 0);
    }
}
