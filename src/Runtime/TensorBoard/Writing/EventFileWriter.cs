using System.Buffers;
using System.Buffers.Binary;
using Gen.IO;
using Google.Protobuf;
using Microsoft.Win32.SafeHandles;

namespace Gen.TensorBoard;

/// <summary>
/// Writer of the records of an event file. Each record is assembled in a buffer and written whole. After a partial write the file is
/// truncated to its last whole record, because readers stop at the first corrupt one. Callers hold the lock that was given, which a flush
/// on the timer takes, too.
/// </summary>
internal sealed class EventFileWriter : IDisposable
{
    private const int BufferSize = 64 << 10;
    private static readonly TimeSpan s_flushInterval = TimeSpan.FromSeconds(1);

    private readonly SafeFileHandle _handle;
    private readonly Lock _gate;
    private readonly ITimer? _timer;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _count;
    private long _length;
    private bool _isPartial;
    private bool _isDeleted;
    private bool _flushScheduled;
    private bool _flushFailed;
    private long _checkedAt = Environment.TickCount64;

    /// <summary>Creates a file whose name sorts after those of all others in the folder.</summary>
    /// <exception cref="EventFileException">The file cannot be created.</exception>
    public EventFileWriter(string folder, SummaryWriterOptions options, Lock gate)
    {
        (Path, _handle) = EventFileName.CreateFile(folder, options);
        _gate = gate;
        if (options.Buffered)
            _timer = options.Time.CreateTimer(
                static writer => ((EventFileWriter)writer!).FlushOnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Path { get; }

    public bool IsClosed { get; private set; }

    /// <summary>Writes a record, or buffers it.</summary>
    /// <param name="data">The data of the record.</param>
    /// <param name="size">The size of the data in bytes.</param>
    /// <exception cref="EventFileException">The record cannot be written. The file is unchanged.</exception>
    /// <exception cref="ObjectDisposedException">The writer is closed.</exception>
    public void Append(IMessage data, int size)
    {
        ObjectDisposedException.ThrowIf(IsClosed, typeof(SummaryWriter));
        var length = checked(size + TFRecord.Overhead);
        if (_flushFailed || _count + length > BufferSize)
            Flush();
        if (length > BufferSize)
        {
            AppendLarge(data, length);
            return;
        }

        var record = _buffer.AsSpan(_count, length);
        WriteRecord(data, record);
        if (_timer is null)
            WriteToFile(record);
        else
        {
            _count += length;
            ScheduleFlush();
        }
    }

    /// <summary>Writes buffered records to the file.</summary>
    /// <exception cref="EventFileException">The records cannot be written. They stay buffered.</exception>
    /// <exception cref="ObjectDisposedException">The writer is closed.</exception>
    public void Flush()
    {
        ObjectDisposedException.ThrowIf(IsClosed, typeof(SummaryWriter));
        if (_count > 0)
            WriteToFile(_buffer.AsSpan(0, _count));
        (_count, _flushFailed) = (0, false);
    }

    /// <summary>Writes buffered records and closes the file.</summary>
    /// <exception cref="EventFileException">The records cannot be written. They are lost.</exception>
    public void Dispose()
    {
        if (IsClosed)
            return;
        try
        {
            Flush();
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Closes and deletes the file.</summary>
    public void Delete()
    {
        Close();
        try
        {
            RunPath.Delete(Path);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
        }
    }

    private void Close()
    {
        IsClosed = true;
        _timer?.Dispose();
        if (_isPartial)
            TryTruncate();
        _handle.Dispose();
    }

    private void AppendLarge(IMessage data, int length)
    {
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            WriteRecord(data, rented.AsSpan(0, length));
            WriteToFile(rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void WriteRecord(IMessage message, Span<byte> record)
    {
        var data = record[TFRecord.HeaderSize..^TFRecord.FooterSize];
        message.WriteTo(data);
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[sizeof(ulong)..], TFRecord.MaskedCrc(record[..sizeof(ulong)]));
        BinaryPrimitives.WriteUInt32LittleEndian(record[^TFRecord.FooterSize..], TFRecord.MaskedCrc(data));
    }

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

    private void ScheduleFlush()
    {
        if (_flushScheduled)
            return;
        _flushScheduled = true;
        _timer!.Change(s_flushInterval, Timeout.InfiniteTimeSpan);
    }

    private void FlushOnTimer()
    {
        lock (_gate)
        {
            _flushScheduled = false;
            if (IsClosed)
                return;
            try
            {
                Flush();
            }
            catch (EventFileException)
            {
                // There is no caller to tell. The next call tries again and throws.
                _flushFailed = true;
                ScheduleFlush();
            }
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
