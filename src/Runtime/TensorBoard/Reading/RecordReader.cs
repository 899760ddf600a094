using System.Buffers.Binary;
using Gen.IO;
using Microsoft.Win32.SafeHandles;

namespace Gen.TensorBoard;

/// <summary>The result of reading a record.</summary>
internal enum RecordResult
{
    Record,
    End,
    Truncated,
    CorruptLength,
    CorruptData,
}

/// <summary>Reader of the records of a file that may still be growing.</summary>
internal sealed class RecordReader : IDisposable
{
    private const int ChunkSize = 256 << 10;

    /// <summary>The longest record that is read, in bytes.</summary>
    public const int MaxLength = 128 << 20;

    private readonly string _file;
    private SafeFileHandle? _handle;
    private byte[] _buffer = new byte[ChunkSize];
    private int _begin;
    private int _end;
    private int _content;

    private RecordReader(string file) => _file = file;

    /// <summary>The offset of the next record.</summary>
    public long Position { get; private set; }

    /// <summary>The offset of the last record.</summary>
    public long Start { get; private set; }

    /// <summary>The data of the last record, valid until the next is read.</summary>
    public ReadOnlySpan<byte> Content => _buffer.AsSpan(_begin - TFRecord.FooterSize - _content, _content);

    public static RecordReader Open(string file)
    {
        try
        {
            var reader = new RecordReader(file);
            reader.TryOpen();
            return reader;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw EventFileException.Reading(file, e);
        }
    }

    public RecordResult ReadNext()
    {
        if (!TryOpen() || !TryFill(TFRecord.HeaderSize))
            return _begin == _end ? RecordResult.End : Retry(RecordResult.Truncated);
        var header = _buffer.AsSpan(_begin, TFRecord.HeaderSize);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(header);
        if (TFRecord.MaskedCrc(header[..sizeof(ulong)]) != BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(ulong)..])
            || length > MaxLength)
            return Retry(RecordResult.CorruptLength);
        var record = (int)length + TFRecord.Overhead;
        if (!TryFill(record))
            return Retry(RecordResult.Truncated);
        var content = _buffer.AsSpan(_begin + TFRecord.HeaderSize, (int)length);
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_begin + record - TFRecord.FooterSize));
        (_begin, _content) = (_begin + record, (int)length);
        (Start, Position) = (Position, Position + record);
        return TFRecord.MaskedCrc(content) == checksum ? RecordResult.Record : RecordResult.CorruptData;
    }

    public void Dispose() => _handle?.Dispose();

    // An empty file is opened when it has content: a pipe, which has no length, would block.
    private bool TryOpen()
    {
        if (_handle is not null)
            return true;
        var path = RunPath.Folder(_file);
        if (new FileInfo(path).Length == 0)
            return false;
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return true;
    }

    // Discards what was read of it: the writer may truncate it and write another record in its place.
    private RecordResult Retry(RecordResult outcome)
    {
        _end = _begin;
        return outcome;
    }

    /// <summary>Returns whether this many bytes follow, reading more if needed.</summary>
    private bool TryFill(int bytes)
    {
        if (_end - _begin >= bytes)
            return true;
        // Checked first, so that no memory is allocated for a record that is not there yet.
        if (bytes > TFRecord.HeaderSize && RandomAccess.GetLength(_handle!) - Position < bytes)
            return false;
        var rest = _buffer.AsSpan(_begin, _end - _begin);
        var target = bytes > _buffer.Length ? new byte[Math.Min(Array.MaxLength, Math.Max(bytes, 2L * _buffer.Length))] : _buffer;
        rest.CopyTo(target);
        (_buffer, _begin, _end) = (target, 0, rest.Length);
        while (_end < bytes)
        {
            var read = RandomAccess.Read(_handle!, _buffer.AsSpan(_end), Position + _end);
            if (read == 0)
                return false;
            _end += read;
        }

        return true;
    }
}
