using System.Buffers;
using Gen.IO;
using Microsoft.Win32.SafeHandles;

namespace Gen.TensorBoard;

/// <summary>
/// Writer of the records of an event file. Each record is assembled in a buffer and written whole. After a partial write the file is
/// truncated to its last whole record, because readers stop at the first corrupt one. Not thread-safe.
/// </summary>
internal sealed class EventFileWriter : IDisposable
{
    private const int BufferSize = 64 << 10;

    private readonly SafeFileHandle _handle;
    private readonly bool _buffered;
    private readonly byte[] _buffer = new byte[BufferSize];
    private byte[]? _largeRecord;
    private int _count;
    private long _length;
    private bool _isPartial;
    private bool _isDeleted;
    private long _checkedAt = Environment.TickCount64;

    private EventFileWriter(string path, SafeFileHandle handle, bool buffered) => (Path, _handle, _buffered) = (path, handle, buffered);

    public string Path { get; }

    /// <summary>Whether records are buffered.</summary>
    public bool HasBuffered => _count > 0;

    /// <summary>Creates a file whose name sorts after those of all others in the folder.</summary>
    /// <exception cref="EventFileException">The file cannot be created.</exception>
    public static EventFileWriter Create(string folder, SummaryWriterOptions options)
    {
        var suffix = EventFileName.FormatSuffix(options.Suffix);
        var path = folder;
        try
        {
            Directory.CreateDirectory(folder);
            var stem = System.IO.Path.Combine(folder, EventFileName.CreateStem(folder, options.Time.GetUtcNow()));
            for (var n = 0; ; n++)
            {
                path = $"{stem}{n}{suffix}";
                try
                {
                    return new EventFileWriter(path, Open(path), options.Buffered);
                }
                catch (IOException) when (File.Exists(path))
                {
                    // Another writer created it first.
                }
            }
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw EventFileException.Writing(path, e);
        }
    }

    /// <summary>Returns the buffer for the data of the next record, to be filled before <see cref="Commit"/>.</summary>
    /// <exception cref="EventFileException">Buffered records cannot be written to make room. They stay buffered.</exception>
    public Span<byte> Reserve(int size)
    {
        var record = checked(size + TFRecord.Overhead);
        if (_count + record > BufferSize)
            Flush();
        _largeRecord = null;
        if (record <= BufferSize)
            return _buffer.AsSpan(_count + TFRecord.HeaderSize, size);
        _largeRecord = ArrayPool<byte>.Shared.Rent(record);
        return _largeRecord.AsSpan(TFRecord.HeaderSize, size);
    }

    /// <summary>Adds the record whose data were written to the buffer of <see cref="Reserve"/>.</summary>
    /// <exception cref="EventFileException">The record cannot be written. The file is unchanged.</exception>
    public void Commit(int size)
    {
        var record = size + TFRecord.Overhead;
        if (_largeRecord is { } large)
        {
            _largeRecord = null;
            TFRecord.WriteFrame(large.AsSpan(0, record));
            try
            {
                WriteToFile(large.AsSpan(0, record));
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(large);
            }
        }
        else
        {
            TFRecord.WriteFrame(_buffer.AsSpan(_count, record));
            if (_buffered)
                _count += record;
            else
                WriteToFile(_buffer.AsSpan(0, record));
        }
    }

    /// <summary>Writes buffered records to the file.</summary>
    /// <exception cref="EventFileException">The records cannot be written. They stay buffered.</exception>
    public void Flush()
    {
        if (_count == 0)
            return;
        WriteToFile(_buffer.AsSpan(0, _count));
        _count = 0;
    }

    public void Dispose()
    {
        if (_isPartial)
            TryTruncate();
        _handle.Dispose();
    }

    /// <summary>Closes and deletes the file.</summary>
    public void Delete()
    {
        _handle.Dispose();
        try
        {
            File.Delete(Path);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
        }
    }

    // Shared, so that readers can open the file of a running program without blocking it.
    private static SafeFileHandle Open(string path) =>
        File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    private void WriteToFile(ReadOnlySpan<byte> records)
    {
        ThrowIfDeleted();
        try
        {
            if (_isPartial)
                Truncate();
            _isPartial = true;
            RandomAccess.Write(_handle, records, _length);
            (_length, _isPartial) = (_length + records.Length, false);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            TryTruncate();
            throw EventFileException.Writing(Path, e is IOException ? e : new IOException(FileFailure.Reason(e), e));
        }
    }

    // Writes to a deleted file succeed silently. The check costs as much as a write, so it runs once a second.
    private void ThrowIfDeleted()
    {
        var now = Environment.TickCount64;
        if (!_isDeleted && now - _checkedAt < 1000)
            return;
        _checkedAt = now;
        _isDeleted = !File.Exists(Path);
        if (_isDeleted)
            throw new EventFileException($"Cannot write TensorBoard events '{Path}': the file was deleted while it was being written.");
    }

    private void Truncate()
    {
        RandomAccess.SetLength(_handle, _length);
        _isPartial = false;
    }

    private void TryTruncate()
    {
        try
        {
            Truncate();
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // Tried again before the next write.
        }
    }
}
