using System.Buffers.Binary;
using Gen.IO;
using Microsoft.Win32.SafeHandles;

namespace Gen.TensorBoard;

/// <summary>What came of looking for the next record.</summary>
internal enum RecordOutcome
{
    Record,
    End,
    Torn,
    DamagedLength,
    DamagedContent,
}

/// <summary>Takes the records of a file out of their framing, as far as the file goes at the moment.</summary>
internal sealed class RecordReader : IDisposable
{
    private const int ChunkSize = 256 << 10;

    private readonly SafeFileHandle _handle;
    private byte[] _buffer = new byte[ChunkSize];
    private int _begin;
    private int _end;
    private int _content;

    private RecordReader(SafeFileHandle handle) => _handle = handle;

    /// <summary>Where the next record begins.</summary>
    public long Position { get; private set; }

    /// <summary>Where the last record began that was taken or left out.</summary>
    public long Start { get; private set; }

    /// <summary>The bytes of the last record, until the next is taken.</summary>
    public ReadOnlySpan<byte> Content => _buffer.AsSpan(_begin - RecordFraming.FooterSize - _content, _content);

    public static RecordReader Open(string file)
    {
        try
        {
            return new RecordReader(File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw EventFileException.Reading(file, e);
        }
    }

    public RecordOutcome Next()
    {
        if (!Has(RecordFraming.HeaderSize))
            return _begin == _end ? RecordOutcome.End : Retry(RecordOutcome.Torn);
        var header = _buffer.AsSpan(_begin, RecordFraming.HeaderSize);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(header);
        if (RecordFraming.Checksum(header[..sizeof(ulong)]) != BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(ulong)..])
            || length > (ulong)(Array.MaxLength - RecordFraming.Overhead))
            return Retry(RecordOutcome.DamagedLength);
        var record = (int)length + RecordFraming.Overhead;
        if (!Has(record))
            return Retry(RecordOutcome.Torn);
        var content = _buffer.AsSpan(_begin + RecordFraming.HeaderSize, (int)length);
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_begin + record - RecordFraming.FooterSize));
        (_begin, _content) = (_begin + record, (int)length);
        (Start, Position) = (Position, Position + record);
        return RecordFraming.Checksum(content) == checksum ? RecordOutcome.Record : RecordOutcome.DamagedContent;
    }

    public void Dispose() => _handle.Dispose();

    // What was read of it is forgotten: its writer may cut it off and write another record in its place.
    private RecordOutcome Retry(RecordOutcome outcome)
    {
        _end = _begin;
        return outcome;
    }

    /// <summary>Whether this many bytes follow; reads them if need be.</summary>
    private bool Has(int bytes)
    {
        if (_end - _begin >= bytes)
            return true;
        // Asked first, so that a record that is not there yet costs no memory.
        if (bytes > RecordFraming.HeaderSize && RandomAccess.GetLength(_handle) - Position < bytes)
            return false;
        var rest = _buffer.AsSpan(_begin, _end - _begin);
        var target = bytes > _buffer.Length ? new byte[Math.Min(Array.MaxLength, Math.Max(bytes, 2L * _buffer.Length))] : _buffer;
        rest.CopyTo(target);
        (_buffer, _begin, _end) = (target, 0, rest.Length);
        while (_end < bytes)
        {
            var read = RandomAccess.Read(_handle, _buffer.AsSpan(_end), Position + _end);
            if (read == 0)
                return false;
            _end += read;
        }

        return true;
    }
}
