using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Gen.IO;

/// <summary>
/// A file that is only appended to. Data is buffered until <see cref="Flush"/> or until there are 64 KiB; data that cannot be written stays
/// buffered for the next attempt, up to <see cref="MaxBacklog"/>. The file is opened for each flush, so that a deleted folder is noticed.
/// </summary>
internal sealed class AppendFile(string path)
{
    public const int MaxBacklog = 4 << 20;
    private const int FlushSize = 64 << 10;

    private readonly Lock _gate = new();
    private byte[] _buffer = new byte[1024];
    private int _count;
    private long _intact = -1;
    private bool _closed, _paused;
    private Encoder? _encoder;

    /// <summary>The number of bytes dropped because the backlog was full.</summary>
    public long Lost { get; private set; }

    /// <summary>The length of the file in bytes, buffered ones included.</summary>
    /// <exception cref="IOException">The file could not be accessed.</exception>
    public long Length
    {
        get
        {
            lock (_gate)
                return _count + (_intact >= 0 ? _intact : File.Exists(path) ? new FileInfo(path).Length : 0);
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (!HasRoom(bytes.Length))
                return;
            bytes.CopyTo(_buffer.AsSpan(_count));
            _count += bytes.Length;
            FlushIfFull();
        }
    }

    public void Append(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            // An encoder and not an encoding: two calls may each bring one half of a surrogate pair.
            _encoder ??= Encoding.UTF8.GetEncoder();
            if (!HasRoom(Encoding.UTF8.GetMaxByteCount(text.Length)))
                return;
            _count += _encoder.GetBytes(text, _buffer.AsSpan(_count), flush: false);
            FlushIfFull();
        }
    }

    /// <summary>Creates the file if it does not exist.</summary>
    /// <exception cref="IOException">The file could not be created.</exception>
    public void Create() => Open().Dispose();

    /// <summary>Writes the buffered data to the operating system.</summary>
    /// <exception cref="IOException">The data could not be written; it stays buffered.</exception>
    public void Flush()
    {
        lock (_gate)
        {
            if (_count == 0)
                return;
            using var handle = Open();
            // A failed write may have left a part of its bytes, which is truncated before the next write.
            if (_intact >= 0)
                RandomAccess.SetLength(handle, _intact);
            _intact = RandomAccess.GetLength(handle);
            RandomAccess.Write(handle, _buffer.AsSpan(0, _count), _intact);
            (_count, _intact) = (0, -1);
        }
    }

    /// <summary>Ignores data until <see cref="ContinueAt"/> is called: the file has it already.</summary>
    public void Pause()
    {
        lock (_gate)
            _paused = true;
    }

    /// <summary>Truncates the file to a length and continues there, or at the file's end if the file is shorter.</summary>
    /// <returns>The number of bytes that the file is shorter than the length.</returns>
    /// <exception cref="IOException">The file could not be truncated.</exception>
    public long ContinueAt(long length)
    {
        lock (_gate)
        {
            using var handle = Open();
            var missing = length - RandomAccess.GetLength(handle);
            if (missing < 0)
                RandomAccess.SetLength(handle, length);
            _encoder?.Reset();
            (_count, _intact, _paused) = (0, -1, false);
            return Math.Max(missing, 0);
        }
    }

    /// <summary>Ignores later data, which comes from threads that outlive their run.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
    }

    // Shared, so that others can read the output of a running program and do not block its writes.
    private SafeFileHandle Open() => File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    private bool HasRoom(int bytes)
    {
        if (_closed || _paused)
            return false;
        if (_count + bytes > MaxBacklog && _count > FlushSize)
        {
            Lost += bytes;
            return false;
        }

        if (_buffer.Length - _count < bytes)
            Array.Resize(ref _buffer, Math.Max(_count + bytes, 2 * _buffer.Length));
        return true;
    }

    private void FlushIfFull()
    {
        if (_count < FlushSize)
            return;
        try
        {
            Flush();
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // The next regular flush meets the same failure and reports it.
        }
    }
}
