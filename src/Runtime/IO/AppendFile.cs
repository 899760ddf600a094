using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Gen.IO;

/// <summary>
/// A file that only grows. What is appended waits in memory until <see cref="Flush"/> or until 64 KiB have come together; if it cannot be written it
/// stays for the next attempt, up to <see cref="MaxBacklog"/>. The file is opened for each flush, so that a folder that has gone is noticed.
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

    /// <summary>Bytes given up because they could not be written for too long.</summary>
    public long Lost { get; private set; }

    /// <summary>Bytes of the file, those that are still waiting included.</summary>
    /// <exception cref="IOException">It could not be looked at.</exception>
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
            // An encoder rather than an encoding: two calls may each bring one half of a surrogate pair.
            _encoder ??= Encoding.UTF8.GetEncoder();
            if (!HasRoom(Encoding.UTF8.GetMaxByteCount(text.Length)))
                return;
            _count += _encoder.GetBytes(text, _buffer.AsSpan(_count), flush: false);
            FlushIfFull();
        }
    }

    /// <summary>Makes the file, if it is not there yet.</summary>
    /// <exception cref="IOException">It could not be made.</exception>
    public void Create() => Open().Dispose();

    /// <summary>Hands what is waiting to the operating system.</summary>
    /// <exception cref="IOException">It could not be written; it is kept.</exception>
    public void Flush()
    {
        lock (_gate)
        {
            if (_count == 0)
                return;
            using var handle = Open();
            // A failed write may have left part of its bytes: they are cut off before writing again.
            if (_intact >= 0)
                RandomAccess.SetLength(handle, _intact);
            _intact = RandomAccess.GetLength(handle);
            RandomAccess.Write(handle, _buffer.AsSpan(0, _count), _intact);
            (_count, _intact) = (0, -1);
        }
    }

    /// <summary>Ignores what comes until <see cref="ContinueAt"/>: it is in the file already.</summary>
    public void Pause()
    {
        lock (_gate)
            _paused = true;
    }

    /// <summary>Cuts off what lies beyond a length, and grows again from there, or from the file's end if that is shorter.</summary>
    /// <returns>The bytes by which the file is shorter.</returns>
    /// <exception cref="IOException">It could not be cut.</exception>
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

    /// <summary>Ignores what comes later, from threads that outlive their run.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
    }

    // Shared: who looks at the output of a running program must neither be turned away nor keep it from being written.
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
