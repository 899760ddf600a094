using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Gen.IO;

/// <summary>
/// A file that is only appended to. Data is buffered until <see cref="Flush"/> or until there are 64 KiB; data that cannot be written stays
/// buffered for the next attempt, up to <see cref="MaxBacklog"/>. The file is opened for each flush, so that a deleted folder is noticed.
/// </summary>
/// <param name="path">The path of the file.</param>
/// <param name="overwritesLines">Whether a carriage return in a text begins its line again, as on a terminal: of a line of progress that a
/// program overwrites, the file has the last state.</param>
internal sealed class AppendFile(string path, bool overwritesLines = false)
{
    public const int MaxBacklog = 4 << 20;
    private const int FlushSize = 64 << 10;

    private readonly Lock _gate = new();
    private byte[] _buffer = new byte[1024];
    private int _count;
    private long _intact = -1;
    private bool _closed, _paused;

    // Whether it was opened before: it is then a regular file, even if it is empty.
    private bool _isOwn;
    private Encoder? _encoder;

    // The begin of the current line, and the end of what is kept of the file at the next flush; both relative to the begin of the buffer.
    private long _line, _kept;
    private bool _returned;

    /// <summary>The number of bytes dropped because the backlog was full.</summary>
    public long Lost { get; private set; }

    /// <summary>The length of the file in bytes, buffered ones included.</summary>
    /// <exception cref="IOException">The file could not be accessed.</exception>
    public long Length
    {
        get
        {
            lock (_gate)
                return _count + _kept + (_intact >= 0 ? _intact : File.Exists(path) ? new FileInfo(path).Length : 0);
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
            if (overwritesLines)
                AppendLines(text);
            else
                Encode(text);
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
            if (_count == 0 && _kept == 0)
                return;
            using var handle = Open();
            // A failed write may have left a part of its bytes, which is truncated before the next write.
            if (_intact >= 0 || _kept < 0)
                RandomAccess.SetLength(handle, Math.Max(0, (_intact >= 0 ? _intact : RandomAccess.GetLength(handle)) + _kept));
            (_intact, _kept) = (RandomAccess.GetLength(handle), 0);
            RandomAccess.Write(handle, _buffer.AsSpan(0, _count), _intact);
            _line -= _count;
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
            (_line, _kept, _returned) = (0, 0, false);
            return Math.Max(missing, 0);
        }
    }

    /// <summary>Ignores later data, which comes from threads that outlive their run.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
    }

    private void AppendLines(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (_returned && text[0] == '\n')
                Encode("\r");
            else if (_returned && text[0] != '\r')
                BeginLineAgain();
            var end = text.IndexOfAny('\r', '\n');
            _returned = end >= 0 && text[end] == '\r';
            Encode(end < 0 ? text : text[..(_returned ? end : end + 1)]);
            if (end < 0)
                return;
            if (!_returned)
                _line = _count;
            text = text[(end + 1)..];
        }
    }

    private void BeginLineAgain()
    {
        if (_line < 0)
            (_kept, _line) = (_line, 0);
        _count = (int)_line;
    }

    private void Encode(ReadOnlySpan<char> text)
    {
        // An encoder and not an encoding: two calls may each bring one half of a surrogate pair.
        _encoder ??= Encoding.UTF8.GetEncoder();
        if (!HasRoom(Encoding.UTF8.GetMaxByteCount(text.Length)))
            return;
        _count += _encoder.GetBytes(text, _buffer.AsSpan(_count), flush: false);
        FlushIfFull();
    }

    // Shared, so that others can read the output of a running program and do not block its writes.
    private SafeFileHandle Open()
    {
        var handle = File.OpenHandle(
            _isOwn ? RunPath.Folder(path) : RunPath.ForWriting(path),
            FileMode.OpenOrCreate,
            FileAccess.Write,
            FileShare.ReadWrite | FileShare.Delete);
        _isOwn = true;
        return handle;
    }

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
