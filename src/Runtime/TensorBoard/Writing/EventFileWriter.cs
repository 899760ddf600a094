using System.Buffers;
using Gen.IO;
using Microsoft.Win32.SafeHandles;

namespace Gen.TensorBoard;

/// <summary>
/// An event file that is being written. Records are put together in a buffer and reach the file whole, by one write; after a write that failed half
/// way the file is cut back to its last good record, since readers give up on a file at the first damaged one. Not thread-safe.
/// </summary>
internal sealed class EventFileWriter : IDisposable
{
    private const int BufferSize = 64 << 10;

    private readonly SafeFileHandle _handle;
    private readonly bool _buffered;
    private readonly byte[] _buffer = new byte[BufferSize];
    private byte[]? _large;
    private int _count;
    private long _length;
    private bool _torn;
    private bool _gone;
    private long _lookedAt = Environment.TickCount64;

    private EventFileWriter(string path, SafeFileHandle handle, bool buffered) => (Path, _handle, _buffered) = (path, handle, buffered);

    public string Path { get; }

    /// <summary>Whether records wait in memory.</summary>
    public bool HasWaiting => _count > 0;

    /// <summary>Makes a new file, after all others of the folder in the order of names.</summary>
    /// <exception cref="EventFileException">It could not be made.</exception>
    public static EventFileWriter Create(string folder, SummaryWriterOptions options)
    {
        var suffix = EventFileName.Suffix(options.Suffix);
        var path = folder;
        try
        {
            Directory.CreateDirectory(folder);
            var stem = System.IO.Path.Combine(folder, EventFileName.Stem(folder, options.Time.GetUtcNow()));
            for (var n = 0; ; n++)
            {
                path = $"{stem}{n}{suffix}";
                try
                {
                    return new EventFileWriter(path, Open(path), options.Buffered);
                }
                catch (IOException) when (File.Exists(path))
                {
                    // Another writer was faster.
                }
            }
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw EventFileException.Writing(path, e);
        }
    }

    /// <summary>Room for the content of the next record, to be filled before <see cref="Commit"/>.</summary>
    /// <exception cref="EventFileException">Earlier records had to be written to make room, and could not be; they are kept.</exception>
    public Span<byte> Reserve(int size)
    {
        var record = checked(size + RecordFraming.Overhead);
        if (_count + record > BufferSize)
            Flush();
        _large = null;
        if (record <= BufferSize)
            return _buffer.AsSpan(_count + RecordFraming.HeaderSize, size);
        _large = ArrayPool<byte>.Shared.Rent(record);
        return _large.AsSpan(RecordFraming.HeaderSize, size);
    }

    /// <summary>Adds the record whose content was written into <see cref="Reserve"/>'s room.</summary>
    /// <exception cref="EventFileException">It could not be written, and the file is as if it had not been tried.</exception>
    public void Commit(int size)
    {
        var record = size + RecordFraming.Overhead;
        if (_large is { } large)
        {
            _large = null;
            RecordFraming.Frame(large.AsSpan(0, record));
            try
            {
                WriteOut(large.AsSpan(0, record));
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(large);
            }
        }
        else
        {
            RecordFraming.Frame(_buffer.AsSpan(_count, record));
            if (_buffered)
                _count += record;
            else
                WriteOut(_buffer.AsSpan(0, record));
        }
    }

    /// <summary>Hands what is waiting to the operating system.</summary>
    /// <exception cref="EventFileException">It could not be written; it is kept for the next attempt.</exception>
    public void Flush()
    {
        if (_count == 0)
            return;
        WriteOut(_buffer.AsSpan(0, _count));
        _count = 0;
    }

    public void Dispose()
    {
        if (_torn)
            TryCutBack();
        _handle.Dispose();
    }

    /// <summary>Closes and removes the file.</summary>
    public void Abandon()
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

    // Shared: who reads the file of a running program must neither be turned away nor keep it from being written.
    private static SafeFileHandle Open(string path) =>
        File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    private void WriteOut(ReadOnlySpan<byte> records)
    {
        LookWhetherGone();
        try
        {
            if (_torn)
                CutBack();
            _torn = true;
            RandomAccess.Write(_handle, records, _length);
            (_length, _torn) = (_length + records.Length, false);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            TryCutBack();
            throw EventFileException.Writing(Path, e is IOException ? e : new IOException(FileFailure.Reason(e), e));
        }
    }

    // A deleted file takes what is written to it without a word. Looking costs as much as writing, so it is done once a second.
    private void LookWhetherGone()
    {
        var now = Environment.TickCount64;
        if (!_gone && now - _lookedAt < 1000)
            return;
        _lookedAt = now;
        _gone = !File.Exists(Path);
        if (_gone)
            throw new EventFileException($"Cannot write TensorBoard events '{Path}': the file was deleted while it was being written.");
    }

    private void CutBack()
    {
        RandomAccess.SetLength(_handle, _length);
        _torn = false;
    }

    private void TryCutBack()
    {
        try
        {
            CutBack();
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // Done again before the next write.
        }
    }
}
